"""Ready-made verbs for importers whose records follow a procedure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gendan.spine import records
from gendan.spine.imports.declare import Context, Duplicate, Values
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.timeline.models import Entry
from gendan.spine.whole import whole


def remover(model: type[Model]) -> Callable[[Sequence[int], Context], None]:
    """Take imported records away again, with their cases, to-dos and entries; a record in use raises."""

    @whole
    def remove(ids: Sequence[int], _context: Context) -> None:
        kind, rows = records.kind_of(model), model._base_manager.filter(pk__in=ids)
        Todo.objects.filter(record_kind=kind, record_id__in=ids).delete()
        Entry.objects.filter(kind=kind, object_id__in=ids).delete()
        rows.update(case=None)
        Case.objects.filter(record_kind=kind, record_id__in=ids).delete()
        rows.delete()

    return remove


def worked_on(model: type[Model], *ours: str) -> Callable[[Sequence[int], Context], Mapping[int, Any]]:
    """What people have done with a record since it came keeps it; `ours` are the verbs that the import itself wrote."""

    def touched(ids: Sequence[int], _context: Context) -> Mapping[int, Any]:
        done = Entry.objects.filter(kind=records.kind_of(model), object_id__in=ids).exclude(verb__in=ours)
        return dict.fromkeys(done.values_list("object_id", flat=True), _("Somebody has worked on it."))

    return touched


def same_number(model: type[Model], title: str) -> Callable[[list[Values], Context], dict[int, Duplicate]]:
    """Known records with the number that a row gives, called by their field `title`."""

    def find(rows: list[Values], _context: Context) -> dict[int, Duplicate]:
        numbers = {row["number"] for row in rows if row.get("number")}
        known = {number: (pk, name) for pk, number, name in model._base_manager.filter(number__in=numbers).values_list("pk", "number", title)}
        return {
            index: Duplicate(*known[row["number"]], _("same number")) for index, row in enumerate(rows) if row.get("number") in known
        }

    return find
