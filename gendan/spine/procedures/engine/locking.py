"""Locks a running case: first the main object, then the record with its case, always in this order."""

from datetime import datetime
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine import records, rows
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Case
from gendan.spine.procedures.who import Situation
from gendan.spine.refusal import Refusal
from gendan.spine.rows import KEY, Reading

_BESIDE = ("case", "owner", "owner__department", "department")


def lock(record: Any) -> Any:
    """The record as it stands now, locked together with its case and its main object."""
    lock_main(record)
    locked = _reading(type(record)).one(record.pk)  # type: ignore[arg-type]
    if locked is None:
        raise Refusal(_("No procedure runs on this record."), code="not_started")
    owner = getattr(locked, "owner", None)
    if owner is not None and owner.pk == locked.case.owner_id:
        locked.case.owner = owner  # read already
    _keep_main(record, locked)
    return locked


def _keep_main(record: Any, locked: Any) -> None:
    """The main object that was read with the record need not be read again, as long as it is the same one."""
    name = getattr(type(record), "main_field", "")
    if name and type(record)._meta.get_field(name).is_cached(record):
        main = getattr(record, name)
        if main is not None and main.pk == getattr(locked, f"{name}_id"):
            setattr(locked, name, main)


def lock_main(record: Any) -> None:
    """Keep the record's main object for this transaction: its next step may change too."""
    main = records.main_of(record)
    if main is not None and (main.kind, main.id) != (records.kind_of(record), record.pk):
        rows.hold(records.model_of(main.kind), main.id)


@cache
def _reading(model: type[models.Model]) -> Reading:
    return Reading(running(model).filter(pk=KEY).select_for_update(no_key=True, of=("self", "case")))


def running(model: type[models.Model]) -> models.QuerySet[Any]:
    """Records with a running procedure, their case and people beside them."""
    return with_people(model).filter(case__procedure__gt="")  # names a column of the case, so that the join is an inner one


def with_people(model: type[models.Model]) -> models.QuerySet[Any]:
    """Records with whatever they have of case, owner and department beside them."""
    names = {field.name for field in model._meta.get_fields()}
    return model._base_manager.select_related(*(path for path in _BESIDE if path.split("__")[0] in names))


def situation_of(record: Any, case: Case | None, *, actor: Employee | None, now: datetime) -> Situation:
    """Who is around: the record's own people, else the case's."""
    owner = getattr(record, "owner", None) or (case.owner if case else None)
    department = getattr(record, "department", None) or (case.department if case else None)
    department = department or (owner.department if owner else None) or (actor.department if actor else None)
    return Situation(record=record, owner=owner, department=department, actor=actor, on=timezone.localdate(now))


def hand_back(record: Any, locked: Any) -> None:
    """Show the caller's object what the locked one holds now."""
    for field in record._meta.concrete_fields:
        if not field.generated:
            setattr(record, field.attname, getattr(locked, field.attname))
    record.case = locked.case
