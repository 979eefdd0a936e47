"""Read a timeline: by key, filtered, grouped by day; and what hangs on a record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.utils import timezone

from gendan.spine.access.viewer import viewer_of
from gendan.spine.org.models import CalendarDay, Employee
from gendan.spine.records import kind_of, main_of, model_of
from gendan.spine.timeline.declarations import tell, verb_of
from gendan.spine.timeline.history import FieldChange, changes_in
from gendan.spine.timeline.models import Attachment, Comment, Entry
from gendan.spine.words import read

ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the timeline is asked for; `before` is the key "time~id" of the last entry already shown."""

    group: str = ""
    person: int | None = None
    system: bool = True
    whole: bool = True
    before: str = ""
    limit: int = 30


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as it is drawn."""

    entry: Entry
    icon: str
    sentence: str
    changes: list[FieldChange] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day; `name` is the holiday's or says that it was a make-up working day."""

    day: date
    name: str
    working: bool
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the timeline, and the key from which the next one goes on; empty at the end."""

    days: list[Day] = field(default_factory=list)
    pinned: list[Item] = field(default_factory=list)
    after: str = ""


def key_of(entry: Entry) -> str:
    """The key of an entry for paging."""
    return f"{entry.at.isoformat()}~{entry.pk}"


def _before(key: str) -> Q:
    """Older than the key; a key that cannot be read starts anew."""
    at, _mark, pk = key.rpartition("~")
    try:
        moment = datetime.fromisoformat(at)
        number = int(pk)
    except ValueError:
        return Q()
    return Q(at__lte=moment) & (Q(at__lt=moment) | Q(pk__lt=number))


def entries_of(record: Any, *, wanted: Wanted) -> QuerySet[Entry]:
    """The entries of a record, or of everything under it, newest first; not yet filtered by rights."""
    kind, main = kind_of(record), main_of(record)
    stands_alone = main is None or (main.kind, main.id) == (kind, record.pk)
    if wanted.whole and stands_alone:
        rows = Entry.objects.filter(main_kind=kind, main_id=record.pk)
    else:
        rows = Entry.objects.filter(kind=kind, object_id=record.pk)
    if wanted.group:
        rows = rows.filter(verb__startswith=f"{wanted.group}.")
    if wanted.person:
        rows = rows.filter(actor_id=wanted.person)
    if not wanted.system:
        rows = rows.filter(system=False)
    return rows.select_related("actor").order_by("-at", "-pk")


def visible_entries(user: Any, entries: Iterable[Entry], *, record: Any) -> list[Entry]:
    """Leave out entries about other records that the viewer may not see."""
    entries = list(entries)
    own = (kind_of(record), record.pk)
    others: dict[str, set[int]] = {}
    for entry in entries:
        if (entry.kind, entry.object_id) != own:
            others.setdefault(entry.kind, set()).add(entry.object_id)
    seen = {own}
    for kind, ids in others.items():
        seen |= {(kind, pk) for pk in _seen(user, kind, ids)}
    return [entry for entry in entries if (entry.kind, entry.object_id) in seen]


def _seen(user: Any, kind: str, ids: set[int]) -> Iterable[int]:
    """The ids that the viewer sees; what has no rights of its own is seen with its main object."""
    rows = model_of(kind)._default_manager.filter(pk__in=ids)
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(user)
    return list(rows.values_list("pk", flat=True))


def timeline_of(user: Any, record: Any, *, wanted: Wanted) -> Page:
    """One page of a record's timeline as `user` may see it; the caller has checked the record itself."""
    rows, before, found = entries_of(record, wanted=wanted), wanted.before, []
    for _round in range(ROUNDS):
        chunk = list(rows.filter(_before(before))[: wanted.limit + 1])
        more = len(chunk) > wanted.limit
        chunk = chunk[: wanted.limit]
        found += visible_entries(user, chunk, record=record)
        before = key_of(chunk[-1]) if more else ""
        if not more or len(found) >= wanted.limit:
            break
    pinned = [] if wanted.before else visible_entries(user, rows.filter(pinned=True)[:5], record=record)
    viewer = viewer_of(user)
    return Page(list(days_of(found, viewer=viewer)), [item_of(entry, viewer=viewer) for entry in pinned], before)


def item_of(entry: Entry, *, viewer: Any) -> Item:
    """The entry with its icon, its sentence, and the fields that it changed."""
    facts = {"title": entry.title, **facts_of(entry), "actor": str(entry.actor) if entry.actor else ""}
    sentence = tell(entry.verb, facts=facts).strip()
    return Item(entry, verb_of(entry.verb).icon, sentence, changes_in(viewer, entry))


def facts_of(entry: Entry) -> dict[str, Any]:
    """The entry's data; what the house itself said is in the reader's language."""
    return {name: read(value) for name, value in entry.data.items()}


def days_of(entries: Iterable[Entry], *, viewer: Any) -> Iterator[Day]:
    """Group entries, newest first, by the day in the company's time zone."""
    entries = list(entries)
    named = _named_days({timezone.localdate(entry.at) for entry in entries})
    for day, group in groupby(entries, key=lambda entry: timezone.localdate(entry.at)):
        special = named.get(day)
        yield Day(
            day, special.name if special else "", bool(special and special.kind == CalendarDay.Kind.WORKING),
            [item_of(entry, viewer=viewer) for entry in group],
        )


def _named_days(days: set[date]) -> dict[date, CalendarDay]:
    """Holidays and make-up working days of all calendars among `days`."""
    rows = CalendarDay.objects.filter(calendar=None, day__in=days) if days else []
    return {row.day: row for row in rows}


def without_files(*, limit: int) -> list[int]:
    """Attachments whose file is no longer where it was stored."""
    names = Attachment.objects.order_by("pk").values_list("pk", "file").iterator(chunk_size=2000)
    return list(islice((pk for pk, name in names if not default_storage.exists(name)), limit))


def last_entries(kind: str, ids: Iterable[int], *, verb: str) -> dict[int, Entry]:
    """The newest entry of one verb for each record; one query."""
    rows = Entry.objects.filter(kind=kind, object_id__in=list(ids), verb=verb).select_related("actor")
    return {row.object_id: row for row in rows.order_by("object_id", "-at", "-pk").distinct("object_id")}


def comments_of(record: Any) -> QuerySet[Comment]:
    """The comments on a record, oldest first."""
    return Comment.objects.filter(kind=kind_of(record), object_id=record.pk).select_related("author")


def attachments_of(record: Any) -> QuerySet[Attachment]:
    """The files of a record, newest first."""
    rows = Attachment.objects.filter(kind=kind_of(record), object_id=record.pk)
    return rows.select_related("uploader", "locked_by")


def record_of(user: Any, kind: str, pk: int) -> Any:
    """The record that comments, files and entries hang on, if `user` sees it; LookupError otherwise."""
    if kind.count(".") != 1:
        raise LookupError(kind)
    manager = model_of(kind)._default_manager
    if not hasattr(manager, "visible_to"):
        raise LookupError(kind)
    found = manager.visible_to(user).filter(pk=pk).first()
    if found is None:
        raise LookupError(kind, pk)
    return found


def with_record(user: Any, model: type[Any], pk: int) -> tuple[Any, Any]:
    """A comment, file or entry together with its record, if `user` sees that; LookupError otherwise."""
    found = model.objects.filter(pk=pk).first()
    if found is None:
        raise LookupError(model, pk)
    return found, record_of(user, found.kind, found.object_id)


def people_in(record: Any) -> list[Employee]:
    """Who wrote on the record's timeline: what the filter by person offers."""
    kind, pk = kind_of(record), record.pk
    entries = Entry.objects.filter(Q(main_kind=kind, main_id=pk) | Q(kind=kind, object_id=pk))
    return list(Employee.objects.filter(pk__in=entries.values("actor_id")).order_by("pinyin", "pk")[:50])
