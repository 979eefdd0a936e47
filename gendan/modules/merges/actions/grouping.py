"""Groups of likely duplicates: found at night or on demand, dismissed by who looked."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.modules.merges.finding import find_groups
from gendan.modules.merges.models import Dismissal, Group
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole


@whole
def find_nightly(*, now: datetime) -> int:
    """Find the groups, where the last search is older than twenty hours."""
    newest = Group.objects.order_by("-found_at").values_list("found_at", flat=True).first()
    if newest is not None and newest > now - timedelta(hours=20):
        return 0
    return find_groups(now=now)


@whole
def dismiss(group: Group, *, reason: str, actor: Employee, now: datetime) -> None:
    """These are not the same: the group is not shown again, unless another customer joins it."""
    members = list(Customer.objects.visible_to(actor, "merge").filter(pk__in=group.ids))
    if len(members) < 2:
        raise Refusal(_("You may not decide about these customers."), code="not_allowed")
    for one in members:
        require(actor, "merge", one)
    Dismissal.objects.get_or_create(ids=group.ids, defaults={"reason": reason[:200], "at": now, "by": actor})
    group.delete()
