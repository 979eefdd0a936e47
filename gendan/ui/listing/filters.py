"""The kinds of condition that a list may offer; each turns the values of an address into a Q."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.spine.access.queries import viewer_of
from gendan.spine.org.models import Department, Employee
from gendan.ui.listing import dates

Option = tuple[str, Any]
FEW = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Who looks at a list or a record, and when; what several parts of the page ask is asked `once`."""

    user: Any
    now: datetime
    _answers: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: Hashable, read: Callable[[], Any]) -> Any:
        """What `read` gave the first time on this page."""
        if key not in self._answers:
            self._answers[key] = read()
        return self._answers[key]

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def tomorrow(self) -> datetime:
        """The first moment after today: before it lies what is due today."""
        return dates.midnight(self.today + timedelta(days=1))


@dataclass(frozen=True, kw_only=True)
class Filter(ABC):
    """A condition on one thing. `quick` keeps it always in sight; `field` is a look-up path, "customer__abc" too."""

    key: str
    title: Any
    field: str = ""
    quick: bool = False
    control: str = "choice"

    @property
    def path(self) -> str:
        return self.field or self.key

    @abstractmethod
    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        """The rows that match any of the values; ValidationError for values that mean nothing."""

    def empty(self) -> Q:
        """Nothing stands there."""
        return Q(**{f"{self.path}__isnull": True})

    def options(self, asked: Asked) -> list[Option]:
        """What the menu offers."""
        return []

    def say(self, values: tuple[str, ...], asked: Asked) -> str:
        """The values in words."""
        names = dict(self.options(asked))
        return spoken([str(names.get(value, value)) for value in values])


def spoken(words: list[str]) -> str:
    """What was chosen, in a button: all of a few, the first of many."""
    if len(words) <= FEW:
        return "、".join(words)
    return _("%(some)s and others, %(all)d in all") % {"some": "、".join(words[: FEW - 1]), "all": len(words)}


@dataclass(frozen=True, kw_only=True)
class Choice(Filter):
    """One or several of a fixed set; `choices` are TextChoices, pairs, or a function that returns pairs."""

    choices: Any = ()

    def options(self, asked: Asked) -> list[Option]:
        found = self.choices
        pairs = getattr(found, "choices", None) or (found() if callable(found) else found)
        return [(str(value), label) for value, label in pairs]

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        known = {value for value, _label in self.options(asked)}
        unknown = set(values) - known
        if unknown:
            raise ValidationError(_("“%s” is not one of the choices.") % "、".join(sorted(unknown)))
        return Q(**{f"{self.path}__in": list(values)})


@dataclass(frozen=True, kw_only=True)
class Person(Filter):
    """An employee: "me", "below" (me and everybody under me), "none", or ids."""

    field: str = "owner"
    control: str = "person"

    def options(self, asked: Asked) -> list[Option]:
        return [("me", _("me")), ("below", _("me and my people")), ("none", _("nobody"))]

    def people(self, asked: Asked) -> list[Option]:
        """Everybody still at work, for the searchable part of the menu."""
        found = Employee.objects.exclude(status=Employee.Status.LEFT).values_list("pk", "name")
        return [(str(pk), name) for pk, name in found]

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        ids: set[int] = set()
        for value in values:
            ids |= self._ids(value, asked)
        wanted = self.among(sorted(ids)) if ids else Q(pk__in=[])
        return wanted | self.empty() if "none" in values else wanted

    def among(self, ids: list[int]) -> Q:
        """It is one of these people."""
        return Q(**{f"{self.path}__in": ids})

    def say(self, values: tuple[str, ...], asked: Asked) -> str:
        named = dict(self.options(asked))
        ids = [value for value in values if value.isdigit()]
        if ids:
            named |= {str(pk): name for pk, name in Employee.objects.filter(pk__in=ids).values_list("pk", "name")}
        return spoken([str(named.get(value, value)) for value in values])

    def _ids(self, value: str, asked: Asked) -> set[int]:
        if value == "me":
            return {asked.user.pk}
        if value == "below":
            return {asked.user.pk, *viewer_of(asked.user).people}
        if value == "none":
            return set()
        return {_whole(value)}


@dataclass(frozen=True, kw_only=True)
class InDepartment(Filter):
    """A department and all below it: "mine", or ids."""

    field: str = "department"
    control: str = "department"

    def options(self, asked: Asked) -> list[Option]:
        found = Department.objects.filter(is_active=True)
        return [("mine", _("my department")), *((str(d.pk), d.name) for d in found)]

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        wanted = [asked.user.department_id if value == "mine" else _whole(value) for value in values]
        below = Q(pk__in=[])
        for path in Department.objects.filter(pk__in=wanted).values_list("path", flat=True):
            below |= Q(path__startswith=path)
        ids = Department.objects.filter(below).values_list("pk", flat=True)
        return Q(**{f"{self.path}__in": sorted(ids)})


@dataclass(frozen=True, kw_only=True)
class Dates(Filter):
    """A range of days, relative or fixed; "none" is an empty date. `forever` counts an empty date as long ago."""

    control: str = "dates"
    ranges: tuple[str, ...] = (
        "today", "this_week", "last_week", "this_month", "last_month", "this_quarter", "last_quarter",
        "last_30_days", "next_30_days", "older_30_days",
    )
    forever: bool = False

    def options(self, asked: Asked) -> list[Option]:
        return [(key, dates.title(key)) for key in (*self.ranges, dates.NEVER)]

    def say(self, values: tuple[str, ...], asked: Asked) -> str:
        return "、".join(dates.title(value) for value in values)

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        wanted = Q()
        for value in values:
            wanted |= self._one(value, asked, model)
        return wanted

    def _one(self, value: str, asked: Asked, model: type[Model]) -> Q:
        if value == dates.NEVER:
            return self.empty()
        start, end = dates.span(value, today=asked.today)
        found = self.within(model, {word: day for word, day in (("gte", start), ("lt", end)) if day})
        return found | self.empty() if self.forever and start is None else found

    def within(self, model: type[Model], bounds: dict[str, date]) -> Q:
        """From one day ("gte") until before another ("lt")."""
        timed = isinstance(_field_at(model, self.path), DateTimeField)
        return Q(**{f"{self.path}__{word}": dates.midnight(day) if timed else day for word, day in bounds.items()})


@dataclass(frozen=True, kw_only=True)
class Numbers(Filter):
    """A range of numbers, both ends inclusive, one may be open: "10..20", "10..", "..20"."""

    control: str = "numbers"
    unit: Any = ""

    def say(self, values: tuple[str, ...], asked: Asked) -> str:
        return "、".join(value.replace("..", "–") + str(self.unit) for value in values)

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        wanted = Q()
        for value in values:
            low, dots, high = value.partition("..")
            bounds = {"gte": decimal_of(low), "lte": decimal_of(high if dots else low)}
            if not any(bound is not None for bound in bounds.values()):
                raise ValidationError(_("“%s” is not a range of numbers.") % value)
            wanted |= self.within({word: number for word, number in bounds.items() if number is not None})
        return wanted

    def within(self, bounds: dict[str, Decimal]) -> Q:
        """At least ("gte") and at most ("lte")."""
        return Q(**{f"{self.path}__{word}": number for word, number in bounds.items()})


@dataclass(frozen=True, kw_only=True)
class Contains(Filter):
    """A text inside the field."""

    control: str = "text"

    def say(self, values: tuple[str, ...], asked: Asked) -> str:
        return "、".join(values)

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        wanted = Q()
        for value in values:
            wanted |= self.holding(value, asked)
        return wanted

    def holding(self, text: str, asked: Asked) -> Q:  # noqa: ARG002
        """The text stands in it."""
        return Q(**{f"{self.path}__icontains": text})


@dataclass(frozen=True, kw_only=True)
class Holds(Filter):
    """An array field that holds the word."""

    control: str = "text"

    def say(self, values: tuple[str, ...], asked: Asked) -> str:
        return "、".join(values)

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        return Q(**{f"{self.path}__overlap": list(values)})


@dataclass(frozen=True, kw_only=True)
class YesNo(Filter):
    """A boolean."""

    def options(self, asked: Asked) -> list[Option]:
        return [("yes", _("yes")), ("no", _("no"))]

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        if not set(values) <= {"yes", "no"}:
            raise ValidationError(_("“%s” is neither yes nor no.") % "、".join(values))
        return Q(**{f"{self.path}__in": [value == "yes" for value in values]})


@dataclass(frozen=True, kw_only=True)
class NextStep(Filter):
    """The four states of the most urgent to-do, in the one order of urgency."""

    key: str = "next"
    title: Any = gettext_lazy("next step")
    field: str = "next_due_at"

    def options(self, asked: Asked) -> list[Option]:
        return [
            ("overdue", _("overdue")), ("today", _("due today")), ("none", _("no next step")), ("planned", _("planned")),
        ]

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        at = self.path
        meanings = {
            "overdue": Q(**{f"{at}__lt": asked.now}),
            "today": Q(**{f"{at}__gte": asked.now, f"{at}__lt": asked.tomorrow}),
            "none": Q(**{f"{at}__isnull": True}),
            "planned": Q(**{f"{at}__gte": asked.tomorrow}),
        }
        wanted = Q()
        for value in values:
            if value not in meanings:
                raise ValidationError(_("“%s” is not one of the choices.") % value)
            wanted |= meanings[value]
        return wanted


@dataclass(frozen=True, kw_only=True)
class Custom(Filter):
    """Named conditions of the module's own: (key, title, function of `Asked` that returns a Q)."""

    meanings: tuple[tuple[str, Any, Callable[[Asked], Q]], ...] = ()

    def options(self, asked: Asked) -> list[Option]:
        return [(key, title) for key, title, _meaning in self.meanings]

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        known = {key: meaning for key, _title, meaning in self.meanings}
        wanted = Q()
        for value in values:
            if value not in known:
                raise ValidationError(_("“%s” is not one of the choices.") % value)
            wanted |= known[value](asked)
        return wanted


def _whole(value: str) -> int:
    if not value.isdigit() or len(value) > 18:
        raise ValidationError(_("“%s” is not one of the choices.") % value)
    return int(value)


def decimal_of(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise ValidationError(_("“%s” is not a number.") % text) from error
    if not number.is_finite():
        raise ValidationError(_("“%s” is not a number.") % text)
    return number


def _field_at(model: Any, path: str) -> Any:
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)


def by_key(filters: Iterable[Filter]) -> dict[str, Filter]:
    """The filters of a list by their keys."""
    return {item.key: item for item in filters}
