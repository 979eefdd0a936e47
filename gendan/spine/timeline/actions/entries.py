"""Write entries: one in the transaction of its cause, or very many at once."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import repeat
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from gendan.spine import rows
from gendan.spine.access.queries import require
from gendan.spine.bulk import copy_columns, spelled
from gendan.spine.org.models import Employee
from gendan.spine.records import Main, kind_of, main_of
from gendan.spine.timeline.models import Entry

COLUMNS = (
    "at", "verb", "actor_id", "kind", "object_id", "main_kind", "main_id", "title", "text", "data", "system",
    "internal", "pinned",
)


def plain(data: Mapping[str, Any] | None) -> dict[str, Any]:
    """Facts as JSON knows them: dates, decimals and lazy texts become strings."""
    known: dict[str, Any] = json.loads(json.dumps(dict(data or {}), cls=DjangoJSONEncoder))
    return known


def _columns(subject: Any, main: Main | None) -> dict[str, Any]:
    """Where the entry belongs: a record that stands under nothing is its own main object."""
    stands_under = main or main_of(subject)
    kind = kind_of(subject)
    return {
        "kind": kind, "object_id": subject.pk, "title": str(subject)[:200],
        "main_kind": stands_under.kind if stands_under else kind,
        "main_id": stands_under.id if stands_under else subject.pk,
    }


def record(
    verb: str, subject: Any, *, actor: Employee | None, at: datetime, text: str = "",
    data: Mapping[str, Any] | None = None, system: bool = False, main: Main | None = None, internal: bool = True,
) -> Entry:
    """Write one entry about `subject`, in the caller's transaction; nobody asks for its id."""
    entry = Entry(
        verb=verb, actor=actor, at=at, text=text, data=plain(data), system=system, internal=internal,
        **_columns(subject, main),
    )
    return rows.add(entry)


def record_many(
    verb: str, subjects: Iterable[Any], *, actor: Employee | None, at: datetime | Callable[[Any], datetime],
    text: str | Callable[[Any], str] = "", data: Mapping[str, Any] | Callable[[Any], Mapping[str, Any]] | None = None,
    system: bool = False,
) -> int:
    """Write the same verb about many records by COPY; `at`, `text` and `data` may be functions of the subject.

    The subjects' main objects are read from the subjects: select them along.
    """
    listed = list(subjects)
    if not listed:
        return 0
    places = [_columns(subject, None) for subject in listed]
    columns = [
        _written(at, listed), repeat(verb), spelled([actor.pk if actor else None]) * len(listed),
        *(spelled(place[name] for place in places) for name in ("kind", "object_id", "main_kind", "main_id", "title")),
        _written(text, listed), _facts(data, listed), repeat("t" if system else "f"), repeat("t"), repeat("f"),
    ]
    copy_columns(Entry, COLUMNS, columns, count=len(listed))
    return len(listed)


def _written(value: Any, subjects: list[Any]) -> Iterable[str]:
    return spelled(map(value, subjects)) if callable(value) else repeat(spelled([value])[0])


def _facts(data: Any, subjects: list[Any]) -> Iterable[str]:
    if callable(data):
        return spelled(json.dumps(plain(data(subject)), ensure_ascii=False) for subject in subjects)
    return repeat(spelled([json.dumps(plain(data), ensure_ascii=False)])[0])


def pin(entry: Entry, *, subject: Any, actor: Employee, pinned: bool = True) -> None:
    """Keep an entry on top of its record's timeline, or let it go; who may edit the record may pin."""
    require(actor, "edit", subject)
    entry.pinned = pinned
    entry.save(update_fields=["pinned"])


def note_grant(*, grant: Any, record: Any, actor: Employee, now: datetime) -> None:
    """A record was opened to somebody."""
    facts = {"employee": str(grant.employee), "can_edit": grant.can_edit, "expires_at": grant.expires_at}
    _write("access.granted", record, actor, now, text=grant.reason, facts=facts)


def note_revoke(*, employee: Employee, record: Any, actor: Employee, now: datetime) -> None:
    """A record was closed to somebody."""
    _write("access.revoked", record, actor, now, text="", facts={"employee": str(employee)})


def _write(verb: str, subject: Any, actor: Employee, at: datetime, *, text: str, facts: Mapping[str, Any]) -> None:
    record(verb, subject, actor=actor, at=at, text=text, data=facts, system=True)
