"""What is kept beyond its months: whose, which groups of it, and who is left out and why (U12)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Contact
from gendan.modules.privacy.access import KIND
from gendan.modules.privacy.models import Expired, Request
from gendan.spine.access.queries import may_any
from gendan.spine.org.queries import holders_of
from gendan.spine.persons.declarations import person_of
from gendan.spine.persons.queries import Handled, Held, all_handled, held
from gendan.spine.procedures import models as procedures
from gendan.spine.refusal import NotAllowed

MONTH = timedelta(days=30.44)
CUSTOMER = "customers.customer"
#: With this group the person is no longer anybody.
IDENTITY = "identity"
AT_ONCE = 200
#: When somebody was met last: the customer's last follow-up for who is still there, else the last word about the person.
LAST = Case(
    When(is_active=True, then=Greatest("updated_at", Coalesce("customer__last_activity_at", "customer__created_at"))), default=F("updated_at"),
)


@dataclass(frozen=True, slots=True)
class Late:
    """A person of whom something is kept too long: since when nobody met him, which groups, what is there, what must stay."""

    contact: Any
    last: datetime
    groups: tuple[Handled, ...]
    held: tuple[Held, ...]

    @property
    def going(self) -> list[Handled]:
        """The groups of which something is there."""
        there = {one.holding.group for one in self.held}
        return [one for one in self.groups if one.key in there]

    @property
    def bound(self) -> list[Held]:
        """What a duty keeps, sealed."""
        return [one for one in self.held if one.bound]


def may_expire(user: Any) -> bool:
    """The data protection officer, who approves erasures, and administrators, who see no names."""
    return bool(getattr(user, "is_administrator", False)) or sees_names(user)


def sees_names(user: Any) -> bool:
    """Whether the person may know whose data these are."""
    return may_any(user, "approve", KIND)


def require_may_expire(user: Any) -> None:
    """Refuse everybody else."""
    if not may_expire(user):
        reason = _("Only who approves erasures and administrators erase what is kept too long.")
        raise NotAllowed(reason, who="、".join(map(str, holders_of("data_officer", on=timezone.localdate()))))


def late(*, now: datetime) -> QuerySet[Contact]:
    """Everybody of whom some group is kept beyond its months and nothing is going on, longest unmet first."""
    return _beyond(now).exclude(_busy()).order_by("last", "pk")


def left_out(*, now: datetime) -> int:
    """How many more would be, did business with their customer not go on, or a request of theirs wait."""
    return _beyond(now).filter(_busy()).count()


def _beyond(now: datetime) -> Any:
    wanted: Any = Q()
    for group in all_handled():
        done = Expired.objects.filter(contact=OuterRef("pk"), group=group.key, at__gte=OuterRef("last"))
        wanted |= Q(last__lt=_limit(group, now)) & ~Exists(done)
    known: QuerySet[Any] = Contact.objects.filter(erased_at=None, customer__deleted_at=None).annotate(last=LAST)
    return known.filter(wanted).select_related("customer")


def _busy() -> Any:
    """A contract is being performed, a complaint is open, something is asked: any case under the customer but its own tracking."""
    cases = procedures.Case.objects.filter(main_kind=CUSTOMER, main_id=OuterRef("customer_id"), state_kind__in=("open", "waiting"))
    return Exists(cases.exclude(record_kind=CUSTOMER)) | Exists(Request.objects.filter(contact=OuterRef("pk"), state_kind="open"))


def _limit(group: Handled, now: datetime) -> datetime:
    return now - group.months * MONTH


def looked_at(contact: Any, *, now: datetime) -> Late:
    """What of one of them is kept too long."""
    known = set(Expired.objects.filter(contact=contact, at__gte=contact.last).values_list("group", flat=True))
    groups = tuple(one for one in all_handled() if contact.last < _limit(one, now) and one.key not in known)
    found = held(person_of(contact), groups=[one.key for one in groups], limit=0)
    return Late(contact, contact.last, groups, tuple(found))


def by_group(*, now: datetime) -> list[tuple[Handled, int]]:
    """For each group, of how many people it is kept too long."""
    rows = late(now=now)
    counts = rows.order_by().aggregate(**{
        group.key: Count("pk", filter=Q(last__lt=_limit(group, now))) for group in all_handled()
    })
    return [(group, counts[group.key]) for group in all_handled() if counts[group.key]]
