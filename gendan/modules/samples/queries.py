"""Reads of samples: who may enter, what the library shows, and what was required."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from gendan.modules.samples.models import EntryPermit, Picture, Sample, SampleKind, SampleRequest, Wanted
from gendan.modules.samples.words import Requirement
from gendan.spine.org.models import Employee
from gendan.spine.rows import KEY, Reading


def permits(*, on: date) -> QuerySet[EntryPermit]:
    """The authorisation records that hold on a day."""
    return EntryPermit.objects.filter(Q(until=None) | Q(until__gte=on), revoked_at=None).select_related("employee", "given_by")


def permit_of(employee: Any, *, on: date) -> EntryPermit | None:
    """The record by which this person may enter samples."""
    return next((one for one in _unrevoked().of(employee.pk) if one.until is None or one.until >= on), None)


@cache
def _unrevoked() -> Reading:
    """Asked for on every page, by the menu."""
    return Reading(EntryPermit.objects.filter(employee=KEY, revoked_at=None).select_related("employee", "given_by"))


def may_enter(employee: Any) -> bool:
    """Whether this person may enter samples today: for menus and buttons."""
    return permit_of(employee, on=timezone.localdate()) is not None


def first_pictures(samples: Iterable[Sample]) -> Mapping[int, Picture]:
    """The first picture of each of these samples; one query."""
    rows = Picture.objects.filter(sample__in=[sample.pk for sample in samples]).order_by("sample", "position", "pk")
    return {row.sample_id: row for row in rows.distinct("sample").select_related("file")}


def required(request: SampleRequest) -> list[tuple[str, Any, list[Wanted]]]:
    """The requirements by kind, every kind with its words."""
    rows = list(request.wanted.select_related("noted_by"))
    return [(kind.value, kind.label, [row for row in rows if row.kind == kind]) for kind in Requirement]


def operators() -> str:
    """The system operators, who authorise the clerk, by name."""
    people = Employee.objects.filter(is_administrator=True).exclude(status=Employee.Status.LEFT).order_by("pk")
    return "、".join(str(person) for person in people)


def all_permits() -> QuerySet[EntryPermit]:
    """Every record, those that hold first."""
    return EntryPermit.objects.select_related("employee__department", "given_by", "revoked_by").order_by(
        F("revoked_at").desc(nulls_first=True), "-given_at"
    )


def kinds() -> QuerySet[SampleKind]:
    """The product kinds of the library."""
    found: QuerySet[SampleKind] = SampleKind.objects.all()
    return found


def counted_kinds(samples: QuerySet[Sample]) -> list[tuple[SampleKind, int]]:
    """Each kind with the number of these samples that are in the library."""
    found = samples.filter(state="listed").values("kind").annotate(count=Count("id"))
    counts = {row["kind"]: row["count"] for row in found}
    return [(kind, counts.get(kind.pk, 0)) for kind in kinds()]


def pictures_of(samples: QuerySet[Sample]) -> QuerySet[Picture]:
    """The pictures of these samples."""
    return Picture.objects.filter(sample__in=samples).select_related("sample", "file")
