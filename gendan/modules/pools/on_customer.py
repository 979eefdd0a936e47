"""What the pools add to a customer's page: give it back, and how many days are left."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gendan.modules.customers.models import Customer
from gendan.modules.customers.procedure import STANDING
from gendan.modules.pools import queries
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Figure
from gendan.ui.listing.filters import Asked


def figures(record: Customer, asked: Asked) -> list[Figure]:
    """The days that are left; nothing where it is not about to go."""
    if record.state == "pool":
        stay = queries.stay_of(record)
        return [Figure(label=_("public pool"), value=stay.pool.name, note=stay.reason, url=reverse("pools:detail", args=[stay.pk]))] if stay else []
    notice = queries.notice_of(record)
    if notice is None:
        return []
    left = max(0, (notice.goes_on - asked.today).days)
    words = ngettext("%(days)d day", "%(days)d days", left) % {"days": left}
    return [Figure(label=_("goes to the pool in"), value=words, note=str(notice.rule), state="today", glyph=True)]


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """Give it back, where there is a pool and it is in hand."""
    if record.state not in STANDING or not queries.any_active():
        return []
    answer: Any = may(asked.user, "edit", record)
    return [Button(
        key="give_back", title=_("Give back to the pool"), icon="arrow-back-up", dialog=True,
        url=reverse("pools:give_back", args=[record.pk]), allowed=answer.allowed, reason=answer.reason, who=answer.who,
    )]
