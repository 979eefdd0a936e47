"""How a change of the organisation is told to those above: the timeline writes it down."""

from datetime import date, datetime
from typing import Any

from django.db import connection, models

from gendan.spine import events
from gendan.spine.org.models import Employee
from gendan.spine.org.workdays import SHANGHAI


def tell(verb: str, record: models.Model, *, actor: Employee | None, now: datetime, **data: Any) -> None:
    """Emit "org.changed": `verb` happened to `record`; `data` are the words and values of the sentence."""
    events.emit("org.changed", verb=verb, record=record, actor=actor, now=now, data=data)


def day_of(now: datetime) -> date:
    """The company's day at this moment."""
    return now.astimezone(SHANGHAI).date()


def lock_the_tree() -> None:
    """One change of the tree, of absences or of leaving at a time, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('gendan.org'))")
