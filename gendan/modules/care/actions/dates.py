"""Days to remember: written down with consent, and repeated from the birthdays that stand with the people (F89.1)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.care import almanac, queries, rules
from gendan.modules.care.access import OCCASION as KIND
from gendan.modules.care.models import CareDate, Occasion
from gendan.modules.care.procedure import OCCASION
from gendan.modules.care.words import Colour, DayKind, Relation, colour_of, group_of
from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.queries import consentable, consents
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.persons.actions import note_look
from gendan.spine.persons.declarations import person_of
from gendan.spine.persons.words import How
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

WRITTEN = ("contact", "kind", "relation", "name", "lunar", "leap", "month", "day", "gift", "budget")
DEFAULTS: dict[str, Any] = {
    "contact": None, "kind": DayKind.BIRTHDAY, "relation": Relation.SELF, "name": "", "lunar": False, "leap": False, "gift": "",
    "budget": None,
}
PLANNED = ("gift", "budget")


@whole
def add_date(
    customer: Customer, *, values: Mapping[str, Any], actor: Employee, now: datetime, data_consent: str = ""
) -> CareDate:
    """Write down a day to remember. A person's days are personal notes, which need the person's consent (U12)."""
    require(actor, "edit", customer)
    row = CareDate(customer=customer, created_at=now, created_by=actor)
    _write(row, DEFAULTS | dict(values), actor=actor, now=now, data_consent=data_consent)
    timeline.record("care.date_added", customer, actor=actor, at=now, data={"title": _title_for_all(row)})
    return row


@whole
def change_date(
    row: CareDate, *, values: Mapping[str, Any], actor: Employee, now: datetime, data_consent: str = ""
) -> CareDate:
    """Correct a day, or plan its gift; of a birthday that stands with its person only the gift."""
    require(actor, "edit", row.customer)
    locked = CareDate.objects.select_for_update(of=("self",)).select_related("contact", "customer").get(pk=row.pk)
    if locked.born_on is not None:
        moved = [name for name in WRITTEN if name not in PLANNED and name in values and values[name] != getattr(locked, name)]
        if moved:
            raise ValidationError({moved[0]: _("This birthday stands with the contact: change it there.")})
    merged = {name: getattr(locked, name) for name in WRITTEN} | {n: v for n, v in values.items() if n in WRITTEN}
    _write(locked, merged, actor=actor, now=now, data_consent=data_consent)
    return locked


def _write(row: CareDate, values: Mapping[str, Any], *, actor: Employee, now: datetime, data_consent: str) -> None:
    errors = rules.errors_of_date(values)
    contact: Contact | None = values["contact"]
    group = group_of(values["relation"])
    if contact is not None and not errors and group in consentable() and not consents(contact, channel=group):
        if not data_consent.strip():
            errors["data_consent"] = _("Personal notes need the person's consent; write down how it was given.")
        else:
            customers.record_consent(contact, channel=group, given=True, how=data_consent, actor=actor, now=now)
    if errors:
        raise ValidationError(errors)
    if contact is not None and contact.customer_id != row.customer_id:
        raise Refusal(_("%(name)s is at another customer.") % {"name": contact.name}, field="contact")
    for name in WRITTEN:
        setattr(row, name, values[name])
    row.colour = colour_of(row.kind, row.relation)
    row.next_on = almanac.next_on(row.yearly, since=timezone.localdate(now))
    row.save()


@whole
def open_date(row: CareDate, *, actor: Employee, now: datetime) -> None:
    """Somebody opens a day to change it: of one that is sensitive, that is written into the access log (U12)."""
    require(actor, "edit", row.customer)
    if row.contact is not None and queries.is_closed(row):
        note_look(
            person_of(row.contact), groups=[group_of(row.relation)], how=How.CHANGED, why=_("to change the day"), actor=actor, now=now
        )


def _title_for_all(row: CareDate) -> str:
    """Only whose day it is: the rest is personal, and the timeline is read by many."""
    return str(row.contact or row.customer)


@whole
def remove_date(row: CareDate, *, actor: Employee, now: datetime) -> None:
    """Forget a day; what was open for it is dropped."""
    require(actor, "edit", row.customer)
    if row.born_on is not None:
        raise Refusal(_("This birthday stands with the contact: change it there."), code="repeated")
    forget([row.pk], reason=_("the day is no longer kept"), now=now)
    timeline.record("care.date_removed", row.customer, actor=actor, at=now, data={"title": _title_for_all(row)})


def forget(ids: list[int], *, reason: str, now: datetime) -> None:
    """Take days away, with the to-dos that were open for them."""
    open_ones = Occasion.objects.filter(date__in=ids, state="ahead").select_for_update(no_key=True, of=("self",))
    occasions = [row.pk for row in open_ones.order_by("pk")]
    engine.end_many(KIND, occasions, "forget", procedure=OCCASION, actor=None, now=now, reason=reason)
    CareDate.objects.filter(pk__in=ids).delete()


@whole
def repeat_birthdays(contact_ids: Iterable[int] | None = None, *, now: datetime) -> int:
    """Let the days to remember say what stands with the people; of all, or of some. Returns how many were written."""
    ids = None if contact_ids is None else list(contact_ids)
    gone = list(queries.birthdays_without_person(ids).values_list("pk", flat=True))
    if gone:
        forget(gone, reason=_("the day is no longer kept"), now=now)
    today, written = timezone.localdate(now), 0
    for contact in queries.birthdays_out_of_step(ids).select_related("customer").order_by("pk").iterator(chunk_size=1000):
        _repeat(contact, today=today, now=now)
        written += 1
    return written


def _repeat(contact: Contact, *, today: date, now: datetime) -> None:
    assert contact.birthday is not None
    day = almanac.yearly(contact.birthday, lunar=contact.birthday_is_lunar)
    CareDate.objects.update_or_create(
        contact=contact, born_on__isnull=False,
        defaults={
            "customer": contact.customer, "born_on": contact.birthday, "lunar": day.lunar, "leap": day.leap, "month": day.month,
            "day": day.day, "next_on": almanac.next_on(day, since=today),
        },
        create_defaults={
            "customer": contact.customer, "contact": contact, "born_on": contact.birthday, "kind": DayKind.BIRTHDAY,
            "relation": Relation.SELF, "colour": Colour.RED, "lunar": day.lunar, "leap": day.leap, "month": day.month,
            "day": day.day, "next_on": almanac.next_on(day, since=today), "created_at": now,
        },
    )
