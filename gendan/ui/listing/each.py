"""Many records one by one: what one refuses does not stop the others."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from gendan.spine import records
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole
from gendan.ui.listing.declare import BulkRun, Result


def one_by_one(kind: str, do: Callable[..., Any], *, action: str = "edit") -> BulkRun:
    """A run that hands each record to `do(record, *, actor, now, **data)`; a refusal stops only its own row."""

    def run(ids: Iterable[int], *, actor: Any, data: dict[str, Any], now: datetime) -> list[Result]:
        rows = records.model_of(kind).objects.visible_to(actor, action).filter(pk__in=list(ids)).order_by("pk")
        return [_one(record, do, actor=actor, data=data, now=now) for record in rows]

    return run


def _one(record: Any, do: Callable[..., Any], *, actor: Any, data: dict[str, Any], now: datetime) -> Result:
    try:
        whole(do)(record, actor=actor, now=now, **data)
    except (Refusal, ValidationError) as error:
        return Result(record.pk, ok=False, reason=_why(error), title=str(record))
    return Result(record.pk, ok=True, title=str(record))


def results_of(ids: Iterable[int], refused: Mapping[int, Refusal | ValidationError], *, titles: Mapping[int, str]) -> list[Result]:
    """The answers of a verb that takes many records at once and says which it refused."""
    return [Result(pk, pk not in refused, _why(refused[pk]) if pk in refused else "", titles.get(pk, "")) for pk in ids]


def _why(error: Refusal | ValidationError) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error.reason)
