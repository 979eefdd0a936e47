"""What merging adds to a customer's page: the way to a customer that is much alike, where there is one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gendan.modules.customers import duplicates
from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import may, may_any
from gendan.ui.detail.declare import Button
from gendan.ui.listing.filters import Asked


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """Compare with the closest ones; nothing for who merges no customers, or where none is alike."""
    if not may_any(asked.user, "merge", Customer):
        return []
    like = [hit.customer_id for hit in duplicates.check(_asked(record), viewer=asked.user) if not hit.masked and hit.blocks]
    if not like:
        return []
    answer = may(asked.user, "merge", record)
    chosen = "&".join(f"id={pk}" for pk in (record.pk, *like[:3]))
    return [Button(
        key="merge", title=_("Merge duplicates"), icon="arrows-join", url=f"{reverse('merges:compare')}?{chosen}",
        allowed=answer.allowed, reason=answer.reason, who=answer.who,
    )]


def _asked(record: Customer) -> duplicates.Asked:
    return duplicates.Asked(
        name=record.name, phones=(record.phone, record.mobile), credit_code=record.credit_code, email=record.email,
        but=record.pk,
    )
