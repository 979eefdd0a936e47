"""Many cases come to the same end at once: sets instead of rows, for what the company decides by rule."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models.functions import Coalesce

from gendan.spine import events, records
from gendan.spine.bulk import copy_in
from gendan.spine.org import book
from gendan.spine.org.models import Employee
from gendan.spine.org.workdays import working_time_between
from gendan.spine.procedures import making, numbers, registry
from gendan.spine.procedures.declare import Procedure, State, Transition
from gendan.spine.procedures.engine.states import ENDS
from gendan.spine.procedures.models import Case, SignOff, Stay, Todo
from gendan.spine.procedures.next_steps import refresh, show_many
from gendan.spine.procedures.plans import Calendars
from gendan.spine.whole import whole

END_STAYS = """
UPDATE procedures_stay s SET left_at = %s, left_to = %s, worked = w.worked, breached = s.breached OR coalesce(s.due_at < %s, false)
FROM (SELECT unnest(%s::bigint[]) AS case_id, unnest(%s::bigint[]) AS worked) w
WHERE s.case_id = w.case_id AND s.left_at IS NULL
"""


@whole
def end_many(
    kind: str, ids: Collection[int], key: str, *, procedure: Procedure | str, actor: Employee | None, now: datetime,
    reason: str = "",
) -> list[int]:
    """Make the automatic move `key`, which leads to an end, for all these records; returns those that moved.

    What was open is dropped with the reason, for nobody has done it. The caller has locked the records, and writes
    the timeline; a record that stands elsewhere stays where it is.
    """
    declared = registry.as_procedure(procedure)
    transition = declared.transition(key)
    target = declared.state(transition.target)
    assert transition.automatic
    assert target.kind in ENDS
    assert not transition.guards
    assert not transition.effects
    rows = Case.objects.filter(record_kind=kind, record_id__in=ids, procedure=declared.key, state__in=transition.source)
    cases = list(rows.select_related("owner").order_by("pk").select_for_update(no_key=True, of=("self",)))
    if not cases:
        return []
    moved = [case.record_id for case in cases if case.record_id is not None]
    with book.held():
        _drop_work(kind, moved, cases, actor=actor, now=now, reason=reason)
        _end_stays(cases, target, now=now)
        _stand_at(cases, declared, transition, target, actor=actor, now=now)
    show_many(records.model_of(kind), moved)
    for main_kind in {case.main_kind for case in cases} - {kind}:
        refresh(main_kind, {case.main_id for case in cases if case.main_kind == main_kind and case.main_id is not None})
    for case in cases:
        events.emit("procedures.moved", case=case, transition=transition, actor=actor, now=now)
    return moved


def _drop_work(
    kind: str, ids: list[int], cases: list[Case], *, actor: Employee | None, now: datetime, reason: str
) -> None:
    SignOff.objects.filter(case__in=cases, verdict=SignOff.Verdict.PENDING).update(
        verdict=SignOff.Verdict.VOID, signed_at=now
    )
    live = Todo.objects.filter(record_kind=kind, record_id__in=ids, status__in=making.LIVE)
    making.close(live, status=Todo.Status.DROPPED, actor=actor, now=now, outcome=reason)


def _end_stays(cases: list[Case], target: State, *, now: datetime) -> None:
    """How long each stood there, in its owner's working time; like ones are worked out once."""
    known: dict[tuple[int | None, datetime], int] = {}
    of = Calendars()
    for case in cases:
        key = (case.owner_id, case.since)
        if key not in known:
            worked = working_time_between(case.since, now, of.of(case.owner))
            known[key] = max(0, round(worked.total_seconds()))
    with connection.cursor() as cursor:
        cursor.execute(END_STAYS, [
            now, target.key, now, [case.pk for case in cases], [known[case.owner_id, case.since] for case in cases],
        ])


def _stand_at(
    cases: list[Case], procedure: Procedure, transition: Transition, target: State, *, actor: Employee | None, now: datetime
) -> None:
    ids = [case.pk for case in cases]
    rows = Case.objects.filter(pk__in=ids)
    rows.filter(due_at__lt=now).update(breached_at=Coalesce("breached_at", "due_at"))
    values = {
        "state": target.key, "state_kind": str(target.kind), "since": now, "due_at": None, "closed_at": now,
        "version": procedure.version, "numbers": numbers.snapshot(procedure, target, at=now),
    }
    rows.update(**values)
    for case in cases:
        for name, value in values.items():
            setattr(case, name, value)
    copy_in([
        Stay(case_id=pk, procedure=procedure.key, state=target.key, entered_at=now, via=transition.key, moved_by=actor)
        for pk in ids
    ])
