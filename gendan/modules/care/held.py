"""What care holds on a person (U12): days to remember of his own and of the family, gifts, referrals, letters."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.care.access import OCCASION as KIND
from gendan.modules.care.actions import forget
from gendan.modules.care.models import CareDate, Delivery, Gift, GiftTerms, Occasion, Reader, Referral, Survey
from gendan.modules.care.words import RELATIVES, Colour
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Duty, Group, Holding, Person
from gendan.spine.persons.words import Basis
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.timeline.models import Entry

FAMILY = Group(
    key="family", title=gettext_lazy("Family: names and days"), basis=Basis.CONSENT, sensitive=True,
    purpose=gettext_lazy("to congratulate the family; of children only with the consent of a parent"),
)
GIFTS = Group(
    key="gifts", title=gettext_lazy("Gifts and rewards"), basis=Basis.DUTY, months=360,
    purpose=gettext_lazy("to account for what was given, and to keep to the limits against bribery"),
)
DAY = ("kind", "name", "month", "day", "lunar", "gift")


def register() -> None:
    """Declare it."""
    persons.register_group(FAMILY, GIFTS)
    for group in ("birthday", "family"):
        persons.register(*_days(group))
    persons.register(
        Holding(
            key="care.gift", group="gifts", title=gettext_lazy("Gift register"), texts=("what", "reason"), says=str,
            fields=("number", "kind", "what", "cost", "spent", "given_on"), duty=Duty(key="account", rows=_given, since=_given_on),
            rows=lambda person: Gift.objects.filter(contact=person.id),
        ),
        Holding(
            key="care.terms", group="gifts", title=gettext_lazy("What the person may be given"), fields=("role", "declines", "note"),
            rows=lambda person: GiftTerms.objects.filter(contact=person.id), remove=_remover(GiftTerms),
        ),
        Holding(
            key="care.referral", group="gifts", title=gettext_lazy("Whom the person introduced"), texts=("note",),
            fields=("number", "introduced_name", "introduced_on"), duty=Duty(key="account", rows=_rewarded, since=_rewarded_on),
            rows=lambda person: Referral.objects.filter(contact=person.id),
        ),
        Holding(
            key="care.survey", group="part", title=gettext_lazy("Answers to satisfaction surveys"), fields=("score", "wishes", "answered_at"),
            rows=lambda person: Survey.objects.filter(contact=person.id), change={"wishes": "", "contact": None},
        ),
        Holding(
            key="care.reader", group="letters", title=gettext_lazy("Reader of the letters of the year"), fields=("since",),
            rows=lambda person: Reader.objects.filter(contact=person.id), remove=_remover(Reader),
        ),
        Holding(
            key="care.delivery", group="letters", title=gettext_lazy("Letters and news"), fields=("channel", "at"),
            rows=lambda person: Delivery.objects.filter(contact=person.id), remove=_remover(Delivery),
        ),
    )


def _days(group: str) -> tuple[Holding, ...]:
    """The days of one group, and what came of them; where one was, only that something was remembered stays."""
    def days(person: Person) -> QuerySet[CareDate]:
        return _of_family(CareDate.objects.filter(contact=person.id), Q(relation__in=RELATIVES), group)

    def occasions(person: Person) -> QuerySet[Occasion]:
        family = Q(date__relation__in=RELATIVES) | Q(date=None, colour=Colour.YELLOW)
        return _of_family(Occasion.objects.filter(contact=person.id), family, group)

    def under(model: Any, kind: str, pk: str) -> Any:
        return lambda person: model.objects.filter(**{kind: KIND, f"{pk}__in": list(occasions(person).values_list("pk", flat=True))})

    return (
        Holding(
            key=f"care.date:{group}", group=group, title=gettext_lazy("Days to remember"), rows=days, fields=DAY,
            says=lambda row: str(row.get_relation_display()), remove=_forget,
        ),
        Holding(
            key=f"care.occasion:{group}", group=group, title=gettext_lazy("What was done on these days"), rows=occasions,
            fields=("title", "on", "gift", "outcome"), change={"title": _mask, "gift": "", "outcome": ""},
        ),
        Holding(key=f"care.case:{group}", group=group, title=gettext_lazy("Its procedure"), rows=under(Case, "record_kind", "record_id"), change={"title": _mask}),
        Holding(
            key=f"care.todo:{group}", group=group, title=gettext_lazy("To-dos for these days"), rows=under(Todo, "record_kind", "record_id"),
            fields=("title",), change={"title": _mask, "context": "", "outcome": ""},
        ),
        Holding(
            key=f"care.entry:{group}", group=group, title=gettext_lazy("Entries about these days"), rows=under(Entry, "kind", "object_id"),
            fields=("title",), change={"title": _mask, "text": "", "data": {}},
        ),
    )


def _of_family(rows: QuerySet[Any], family: Q, group: str) -> QuerySet[Any]:
    return rows.filter(family) if group == "family" else rows.exclude(pk__in=rows.filter(family).values("pk"))


def _mask(person: Person) -> str:
    return person.mask


def _forget(ids: Collection[int], now: datetime) -> None:
    forget(list(ids), reason=_("the day is no longer kept"), now=now)


def _remover(model: Any) -> Any:
    def remove(ids: Collection[int], _now: datetime) -> None:
        model.objects.filter(pk__in=ids).delete()

    return remove


def _given(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(state="given")


def _given_on(row: Gift) -> date:
    return row.given_on or timezone.localdate(row.created_at)


def _rewarded(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(rewarded_on__isnull=False)


def _rewarded_on(row: Referral) -> date:
    return row.rewarded_on or row.introduced_on
