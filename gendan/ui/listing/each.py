"""Many records one by one: what one refuses does not stop the others."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from gendan.spine import records
from gendan.spine.refusal import Refusal
from gendan.ui.listing.declare import BulkRun, Result


def one_by_one(kind: str, do: Callable[..., Any], *, action: str = "edit") -> BulkRun:
    """A run that hands each record to `do(record, *, actor, now, **data)`; a refusal stops only its own row."""

    def run(ids: Iterable[int], *, actor: Any, data: dict[str, Any], now: datetime) -> list[Result]:
        rows = records.model_of(kind).objects.visible_to(actor, action).filter(pk__in=list(ids)).order_by("pk")
        return [_one(record, do, actor=actor, data=data, now=now) for record in rows]

    return run


def _one(record: Any, do: Callable[..., Any], *, actor: Any, data: dict[str, Any], now: datetime) -> Result:
    try:
        with transaction.atomic():
            do(record, actor=actor, now=now, **data)
    except Refusal as refusal:
        return Result(record.pk, ok=False, reason=str(refusal), title=str(record))
    except ValidationError as error:
        return Result(record.pk, ok=False, reason=" ".join(error.messages), title=str(record))
    return Result(record.pk, ok=True, title=str(record))
