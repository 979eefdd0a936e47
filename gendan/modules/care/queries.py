"""Reads of care: what comes up on which day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from gendan.modules.care.models import (
    Budget,
    CareDate,
    Delivery,
    Gift,
    GiftTerms,
    Issue,
    Letter,
    Occasion,
    Question,
    Reader,
    Sender,
)
from gendan.modules.care.words import group_of
from gendan.modules.customers.models import Consent, Contact, Customer
from gendan.spine.org.models import Department
from gendan.spine.org.queries import company_calendar, people_under
from gendan.spine.org.workdays import add_working_days
from gendan.spine.persons.queries import is_hidden

PEOPLE = ("me", "team", "all")


def horizon(now: datetime, *, lead: float) -> date:
    """The last day for which to-dos are made already: so many working days ahead, and what is off until the next."""
    following = add_working_days(now, int(lead) + 1, company_calendar())
    return timezone.localdate(following) - timedelta(days=1)


def due_dates(day: date) -> QuerySet[CareDate]:
    """The days to remember that come round by then and that nobody has been given yet."""
    return CareDate.objects.filter(next_on__lte=day).order_by("next_on", "pk")


def birthdays_out_of_step(contact_ids: Iterable[int] | None = None) -> QuerySet[Contact]:
    """The people whose birthday has no day to remember yet, or another one."""
    same = CareDate.objects.filter(born_on__isnull=False)
    rows = Contact.objects.filter(birthday__isnull=False, is_active=True)
    if contact_ids is not None:
        rows, same = rows.filter(pk__in=list(contact_ids)), same.filter(contact__in=list(contact_ids))
    kept = {row.contact_id: (row.born_on, row.lunar) for row in same.only("contact_id", "born_on", "lunar")}
    wrong = [pk for pk, born, lunar in rows.values_list("pk", "birthday", "birthday_is_lunar") if kept.get(pk) != (born, lunar)]
    return Contact.objects.filter(pk__in=wrong)


def with_days(contact_ids: Iterable[int]) -> QuerySet[Contact]:
    """Those of these people who have a birthday or any day to remember."""
    kept = Exists(CareDate.objects.filter(contact=OuterRef("pk")))
    return Contact.objects.filter(Q(birthday__isnull=False) | kept, pk__in=list(contact_ids))


def birthdays_without_person(contact_ids: Iterable[int] | None = None) -> QuerySet[CareDate]:
    """Repeated birthdays that no longer stand with their person."""
    rows = CareDate.objects.filter(born_on__isnull=False).filter(Q(contact__birthday=None) | Q(contact__is_active=False))
    return rows if contact_ids is None else rows.filter(contact__in=list(contact_ids))


def dates_of(customer: Customer) -> QuerySet[CareDate]:
    """All days to remember of a customer, the next first."""
    return customer.care_dates.select_related("contact")


def is_closed(row: CareDate) -> bool:
    """Whether the day is shown only to who says why (U12); what stands with the firm itself is nobody's secret."""
    return row.contact_id is not None and is_hidden(group_of(row.relation))


def circle_of(user: Any, key: str) -> Q:
    """Whose customers the month shows: one's own, those of one's people, or all that one sees."""
    if key == "me":
        return Q(owner=user)
    return Q(owner__in=[user.pk, *people_under(user)]) if key == "team" else Q()


def by_day(rows: Iterable[Occasion], dates: Iterable[CareDate]) -> Mapping[date, list[dict[str, Any]]]:
    """What the month shows: occasions that have their to-do, and days that are still ahead."""
    found: dict[date, list[dict[str, Any]]] = {}
    for row in rows:
        item = {"title": row.title, "colour": row.colour, "customer": row.customer, "occasion": row, "owner": row.owner}
        found.setdefault(row.on, []).append(item)
    for one in dates:
        item = {"title": str(one), "colour": one.colour, "customer": one.customer, "occasion": None, "owner": one.customer.owner}
        found.setdefault(one.next_on, []).append(item)
    for items in found.values():
        items.sort(key=lambda item: (ORDER.index(item["colour"]), item["title"]))
    return found


ORDER = ("red", "yellow", "blue")


# -- gifts --------------------------------------------------------------------------------------------------------

#: Not counted: what was refused, declined or dropped has cost nothing.
FREE = ("refused", "declined", "dropped")


def counted(rows: QuerySet[Gift]) -> Decimal:
    """What gifts cost or will cost, in yuan."""
    found = rows.exclude(state__in=FREE).aggregate(sum=Sum(Coalesce("spent", "cost")))["sum"]
    return found or Decimal(0)


def given_in(contact: Contact, *, year: int) -> Decimal:
    """What one person has been given or promised in a year, in yuan."""
    return counted(Gift.objects.filter(contact=contact, budget__year=year))


def budget_for(department: Department, *, year: int) -> Budget | None:
    """The budget of the department, or of the nearest above that has one."""
    upward = [int(part) for part in department.path.strip("/").split("/")]
    rows = {row.department_id: row for row in Budget.objects.filter(department__in=upward, year=year)}
    return next((rows[pk] for pk in reversed(upward) if pk in rows), None)


def budgets(*, year: int) -> list[dict[str, Any]]:
    """The budgets of a year with what is used."""
    rows = Budget.objects.filter(year=year).select_related("department").order_by("department__path")
    found = []
    for row in rows:
        used = counted(row.gifts.all())
        found.append({"row": row, "used": used, "left": row.amount - used})
    return found


def terms_of(contact: Contact) -> GiftTerms | None:
    """What the person may be given, where it was written down."""
    return GiftTerms.objects.filter(contact=contact).first()


# -- letters ------------------------------------------------------------------------------------------------------


def letters(*, today: date) -> list[dict[str, Any]]:
    """The letters of the year with their next day, and the last time that each was sent."""
    last = {issue.letter_id: issue for issue in Issue.objects.filter(letter__isnull=False).order_by("year")}
    found = []
    for row in Letter.objects.all():
        day = row.sent_on(today.year)
        found.append({"row": row, "day": day if day >= today else row.sent_on(today.year + 1), "last": last.get(row.pk)})
    return found


def results(issue: Issue) -> dict[str, Any]:
    """How many were written to by which channel, how many wait, and why the others were left out."""
    rows = issue.deliveries.values("state", "channel").annotate(count=Count("id")).order_by("state", "channel")
    why = issue.deliveries.filter(state=Delivery.State.LEFT_OUT).values("reason").annotate(count=Count("id")).order_by("-count")
    counts = {(row["state"], row["channel"]): row["count"] for row in rows}
    return {
        "email": counts.get(("sent", "email"), 0), "sms": counts.get(("sent", "sms"), 0), "reasons": list(why[:20]),
        "waiting": counts.get(("waiting", ""), 0), "left_out": sum(row["count"] for row in why),
    }


def agreed(firms: QuerySet[Customer]) -> dict[str, int]:
    """Of the people at these customers: how many there are, who agreed to e-mails, and who to short messages only."""
    people = Contact.objects.filter(customer__in=firms.values("pk"), is_active=True)
    newest = Consent.objects.filter(contact__in=people.values("pk"), channel__in=("email", "sms"))
    newest = newest.order_by("contact", "channel", "-at", "-id").distinct("contact", "channel")
    yes: dict[str, set[int]] = {"email": set(), "sms": set()}
    for contact, channel, given in newest.values_list("contact", "channel", "given"):
        if given:
            yes[channel].add(contact)
    return {"customers": firms.count(), "people": people.count(), "email": len(yes["email"]), "sms": len(yes["sms"] - yes["email"])}


def sender() -> Sender | None:
    """From where the letters go out."""
    return Sender.objects.select_related("mailbox").first()


def readers() -> QuerySet[Reader]:
    """Everybody who gets the letters."""
    return Reader.objects.filter(stopped_at=None)


def questions() -> QuerySet[Question]:
    """The questions of the survey with how often they were answered, and their mean (F60.6)."""
    return Question.objects.annotate(given=Count("answers"), mean=Avg("answers__score")).order_by("position", "pk")
