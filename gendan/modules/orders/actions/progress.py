"""Stages done and planned, delays by the clock, and the customer told (F14)."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.orders import queries
from gendan.modules.orders.actions.entering import lock
from gendan.modules.orders.effects import lay_out
from gendan.modules.orders.effects.planning import show_progress, tell_owner, within
from gendan.modules.orders.models import Order, Progress
from gendan.modules.orders.words import STAGES, Stage
from gendan.spine import words
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

BATCH = 200


@whole
def record_stage(
    order: Order, *, stage: str, actor: Employee, now: datetime, line_key: int = 0, actual_on: date | None = None,
    planned_on: date | None = None, note: str = "",
) -> Order:
    """A stage is done, or planned for another day; the last one ships the order (F14).

    Stages are done in their order. Where progress is kept by line, the order as a whole has reached a stage when all its
    lines have.
    """
    locked = lock(order)
    require(actor, "progress", locked)
    if locked.state != "running":
        raise Refusal(_("Progress is kept from the order notice until the goods are shipped."), code="not_running")
    rows = {row.stage: row for row in locked.progress.filter(line_key=line_key)}
    if stage not in rows:
        raise Refusal(_("Which line is it?"), field="line_key", code="no_line")
    if line_key == 0 and actual_on and locked.progress.filter(line_key__gt=0).exists():
        raise Refusal(_("Progress is kept line by line: choose the line."), field="line_key", code="by_line")
    row = rows[stage]
    if planned_on is not None:
        _replan(row, planned_on)
    if actual_on is not None:
        _require_in_turn(rows, row, actual_on, today=timezone.localdate(now))
        row.actual_on, row.recorded_at, row.recorded_by = actual_on, now, actor
    row.note = note[:200] or row.note
    row.save()
    if line_key and actual_on:
        _follow_lines(locked, stage, actor=actor, now=now)
    _note(locked, row, actor=actor, now=now)
    _show(locked, actor=actor, now=now)
    return locked


def _replan(row: Progress, planned_on: date) -> None:
    if row.actual_on is not None:
        raise Refusal(_("It was done on %(day)s already.") % {"day": row.actual_on.isoformat()}, field="planned_on", code="done")
    row.planned_on, row.warned_at = planned_on, None


def _require_in_turn(rows: dict[str, Progress], row: Progress, day: date, *, today: date) -> None:
    if day > today:
        raise Refusal(_("This day has not come yet: write it as planned."), field="actual_on", code="future")
    before = [one for one in rows.values() if one.position < row.position]
    missing = next((one for one in sorted(before, key=lambda one: one.position) if one.actual_on is None), None)
    if missing is not None:
        raise Refusal(_("First: %(stage)s.") % {"stage": Stage(missing.stage).label}, field="stage", code="not_in_turn")
    last = max((one.actual_on for one in before if one.actual_on), default=None)
    if last is not None and day < last:
        raise Refusal(_("The stage before was done on %(day)s.") % {"day": last.isoformat()}, field="actual_on", code="before")


def _follow_lines(order: Order, stage: str, *, actor: Employee, now: datetime) -> None:
    """The whole order has reached the stage on the day when its last line did."""
    keys = set(queries.lines_of(order).values_list("key", flat=True))
    days = dict(order.progress.filter(stage=stage, line_key__in=keys).values_list("line_key", "actual_on"))
    done = [day for day in days.values() if day is not None]
    if len(done) == len(days):
        order.progress.filter(stage=stage, line_key=0).update(actual_on=max(done), recorded_at=now, recorded_by=actor)


def _note(order: Order, row: Progress, *, actor: Employee, now: datetime) -> None:
    line = next((str(one) for one in queries.lines_of(order) if one.key == row.line_key), "")
    day = row.actual_on or row.planned_on
    facts = {"stage": str(row.get_stage_display()), "day": day.isoformat(), "line": line, "title": str(order)}
    verb = "orders.stage_done" if row.actual_on else "orders.stage_planned"
    timeline.record(verb, order, actor=actor, at=now, text=row.note, data=facts, main=order.main_object)


def _show(order: Order, *, actor: Employee, now: datetime) -> None:
    last = order.progress.get(line_key=0, stage=STAGES[-1])
    if last.actual_on is not None:
        engine.perform(order, "ship", actor=actor, data={"shipped_on": last.actual_on}, now=now)
        return
    show_progress(order)


@whole
def plan_by_line(order: Order, *, actor: Employee, now: datetime) -> Order:
    """From now on progress is kept for each line; what the whole order has reached counts for all of them."""
    locked = lock(order)
    require(actor, "progress", locked)
    if locked.state != "running" or locked.progress.filter(line_key__gt=0).exists():
        raise Refusal(_("Progress is kept line by line already, or not at all yet."), code="not_running")
    keys = tuple(queries.lines_of(locked).values_list("key", flat=True))
    lay_out(locked, now=now, line_keys=keys)
    for whole_row in locked.progress.filter(line_key=0):
        locked.progress.filter(line_key__in=keys, stage=whole_row.stage).update(
            planned_on=whole_row.planned_on, first_planned_on=whole_row.first_planned_on, actual_on=whole_row.actual_on,
        )
    timeline.record("orders.by_line", locked, actor=actor, at=now, data={"title": str(locked)}, system=True, main=locked.main_object)
    return locked


# -- the clock ----------------------------------------------------------------------------------------------------


def warn_of_delays(*, now: datetime) -> int:
    """Whatever should have been done by yesterday is told once, and the salesperson asked to react; a batch at a time."""
    today, warned = timezone.localdate(now), 0
    while True:
        late = Progress.objects.filter(planned_on__lt=today, actual_on=None, warned_at=None, order__state="running")
        ids = list(late.order_by("planned_on", "pk").values_list("order", flat=True)[:BATCH])
        if not ids:
            return warned
        for pk in dict.fromkeys(ids):
            warned += _warn(pk, today=today, now=now)


@whole
def _warn(pk: int, *, today: date, now: datetime) -> int:
    """One order: one message and one to-do for all that is late."""
    order = Order.objects.select_for_update(of=("self",)).select_related("owner", "customer", "case", "department").get(pk=pk)
    rows = list(order.progress.filter(planned_on__lt=today, actual_on=None, warned_at=None).order_by("position", "line_key"))
    if not rows:
        return 0
    order.progress.filter(pk__in=[row.pk for row in rows]).update(warned_at=now)
    facts: dict[str, Any] = {"stage": str(rows[0].get_stage_display()), "days": (today - rows[0].planned_on).days, "title": str(order)}
    timeline.record("orders.late", order, actor=None, at=now, data=facts, system=True, main=order.main_object)
    title = _("%(name)s is late: %(stage)s") % {"name": order, "stage": facts["stage"]}
    tell_owner(order, title=title, now=now)
    open_ones = Todo.objects.filter(case=order.case_id, key="late", status=Todo.Status.OPEN)
    if order.owner is not None and not open_ones.exists():
        todos.add(
            order, title=words.say("orders.late", order.number), assignee=order.owner, actor=None, now=now, key="late",
            due_at=within(0.5, order.owner, now=now),
        )
    return 1
