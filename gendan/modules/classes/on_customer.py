"""What the classes add to a customer's page: rank and turnover, the history of its class, and setting it by hand."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.classes import queries
from gendan.modules.classes.models import Override, Standing
from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import may
from gendan.ui import formats
from gendan.ui.detail.declare import Button, Figure, Tab
from gendan.ui.listing.filters import Asked


def _standing(record: Customer, asked: Asked) -> Standing | None:
    found: Standing | None = asked.once(("standing", record.pk), lambda: queries.standing_of(record))
    return found


def _override(record: Customer, asked: Asked) -> Override | None:
    found: Override | None = asked.once(("override", record.pk), lambda: queries.override_of(record))
    return found


def figures(record: Customer, asked: Asked) -> list[Figure]:
    """Turnover and rank; nothing where it never bought."""
    standing = _standing(record, asked)
    if standing is None:
        return []
    by_hand = _override(record, asked)
    note = _("rank %(rank)d, class %(abc)s") % {"rank": standing.rank, "abc": standing.abc}
    if by_hand is not None:
        note = _("%(abc)s by turnover, %(hand)s by hand") % {"abc": standing.abc, "hand": by_hand.abc}
    return [Figure(label=_("turnover of the time"), value=formats.wan(standing.turnover), note=note, url="?tab=class")]


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """Set the class by hand, with a reason."""
    answer = may(asked.user, "edit", record)
    return [Button(
        key="class", title=_("Class"), icon="chart-pie", dialog=True, url=reverse("classes:set", args=[record.pk]),
        allowed=answer.allowed, reason=answer.reason, who=answer.who,
    )]


def class_tab(record: Customer, asked: Asked) -> dict[str, Any]:
    """How it stands, what is set by hand, and how both changed."""
    return {
        "standing": _standing(record, asked), "override": _override(record, asked),
        "may_edit": bool(may(asked.user, "edit", record)), **queries.history_of(record),
    }


TAB = Tab(key="class", title=gettext_lazy("Class"), template="classes/tab_class.html", context=class_tab)
