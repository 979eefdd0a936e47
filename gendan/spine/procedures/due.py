"""When something is due: the declared rule, put on the calendar of the person who acts."""

from datetime import date, datetime, time, timedelta
from typing import Any

from gendan.spine.org.workdays import (
    WorkCalendar,
    add_working,
    add_working_days,
    next_working_moment,
    previous_working_day,
    subtract_working,
    windows_of,
    working_day_length,
    working_time_between,
)
from gendan.spine.procedures import numbers as settings
from gendan.spine.procedures.declare import AtTime, Due, Number, OnDate, Unit, Within

Rule = dict[str, Any]
WALL = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1), Unit.DAYS: timedelta(days=1)}
SHORT = {Unit.WORKING_MINUTES: timedelta(minutes=1), Unit.WORKING_HOURS: timedelta(hours=1)}


def rule_of(due: Due | None, *, record: Any, values: dict[str, Any], start: datetime) -> Rule:
    """What a to-do keeps to compute its due time again; a date that is not known yet counts as the fallback limit."""
    begin = start.isoformat()
    if isinstance(due, AtTime):
        return {"unit": "at_time", "value": due.at.isoformat(), "days": due.working_days, "from": begin}
    if isinstance(due, OnDate) and (chosen := getattr(record, due.field, None)) is not None:
        return {"unit": "on_date", "value": chosen.isoformat(), "field": due.field, "from": begin}
    number = due.number if isinstance(due, Within) else settings.FALLBACK
    return {"unit": str(number.unit), "value": settings.value(values, number), "from": begin}


def moment_of(rule: Rule, *, calendar: WorkCalendar) -> datetime:
    """The due time that a rule gives on a calendar."""
    start = datetime.fromisoformat(rule["from"])
    match rule["unit"]:
        case "at_time":
            return _at_time(start, time.fromisoformat(rule["value"]), rule["days"], calendar)
        case "on_date":
            return _on_date(start, rule["value"], calendar)
        case "working_seconds":
            return add_working(start, timedelta(seconds=rule["value"]), calendar)
        case "seconds":
            return start + timedelta(seconds=rule["value"])
        case unit:
            return later(start, rule["value"], Unit(unit), calendar=calendar)


def later(start: datetime, amount: float, unit: Unit, *, calendar: WorkCalendar) -> datetime:
    """`amount` of a unit after a moment; whole working days keep the time of day."""
    if unit in WALL:
        return start + amount * WALL[unit]
    if unit in SHORT:
        return add_working(start, amount * SHORT[unit], calendar)
    days, part = divmod(amount, 1)
    moment = add_working_days(start, int(days), calendar) if days else start
    return add_working(moment, part * working_day_length(calendar), calendar) if part else moment


def earlier(end: datetime, amount: float, unit: Unit, *, calendar: WorkCalendar) -> datetime:
    """`amount` of a unit before a moment."""
    if unit in WALL:
        return end - amount * WALL[unit]
    length = SHORT.get(unit) or working_day_length(calendar)
    return subtract_working(end, amount * length, calendar)


def offset_from(due_at: datetime, offset: Number, amount: float, *, before: bool, calendar: WorkCalendar) -> datetime:
    """The moment of an escalation step."""
    shift = earlier if before else later
    return shift(due_at, amount, offset.unit, calendar=calendar)


def _at_time(start: datetime, at: time, days: int, calendar: WorkCalendar) -> datetime:
    local = start.astimezone(calendar.tz)
    if days:
        local = add_working_days(local, days, calendar)
    moment = datetime.combine(local.date(), at, calendar.tz)
    if moment >= start:
        return moment
    return datetime.combine(add_working_days(local, 1, calendar).date(), at, calendar.tz)


def _on_date(start: datetime, chosen: str, calendar: WorkCalendar) -> datetime:
    """A moment stays that moment; a date means the end of its work, of the working day before on a day off (A45).

    What lies before the start is due by the end of the next work, so that nothing is born late.
    """
    moment = datetime.fromisoformat(chosen) if "T" in chosen else _end_of_work(date.fromisoformat(chosen), calendar)
    return moment if moment > start else _end_of_work(next_working_moment(start, calendar).date(), calendar)


def _end_of_work(day: date, calendar: WorkCalendar) -> datetime:
    return windows_of(previous_working_day(day, calendar), calendar)[-1][1]


# -- the clock stops and runs on ----------------------------------------------------------------------------------


def stopped(rule: Rule | None, due_at: datetime, *, now: datetime, calendar: WorkCalendar) -> Rule:
    """The rule of a to-do whose clock stops now: how many seconds of its limit are left (negative when late)."""
    rule = rule or {"unit": "on_date", "value": due_at.isoformat(), "from": now.isoformat()}
    if rule["unit"] in WALL or rule["unit"] == "seconds":
        left = due_at - now
    else:
        left = working_time_between(now, due_at, calendar)
    return {**rule, "left": left.total_seconds(), "due_at": due_at.isoformat()}


def resumed(rule: Rule, *, now: datetime) -> Rule:
    """The rule by which a stopped to-do runs on: with what was left, or as late as it was; a chosen date stays that date."""
    if rule["unit"] == "on_date" and rule["left"] <= 0:
        return {"unit": "on_date", "value": rule["due_at"], "from": rule["from"]}
    if rule["unit"] == "on_date":
        kept: Rule = {key: rule[key] for key in ("unit", "value", "field") if key in rule}
        return {**kept, "from": now.isoformat()}
    unit = "seconds" if rule["unit"] in WALL or rule["unit"] == "seconds" else "working_seconds"
    return {"unit": unit, "value": rule["left"], "from": now.isoformat()}
