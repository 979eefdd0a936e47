"""The time track: the working hours of today with the lunch gap cut out, and each to-do at its due time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from gendan.desk.home.counts import tomorrow_of
from gendan.spine.org.workdays import (
    WorkCalendar,
    next_working_day,
    windows_of,
    working_time_between,
)

WIDTH = 1000
GAP = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """A to-do on the track, or several at the same place; `x` in thousandths of the width."""

    x: int
    state: str
    count: int
    title: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A window of work: from `x` on, `width` wide, of which `spent` lies behind us."""

    x: int
    width: int
    spent: int
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Track:
    """All that the picture needs; `left` is the working time still to come today."""

    segments: list[Segment]
    marks: list[Mark]
    hours: list[tuple[int, str]]
    now_x: int | None
    now: datetime
    before: int
    after: int
    after_day: datetime
    left: timedelta


def track_of(dues: Sequence[tuple[datetime, str]], *, calendar: WorkCalendar, now: datetime) -> Track:
    """Lay today's windows side by side and put the to-dos (due, title) on them; a day off shows the next working day."""
    local = timezone.localtime(now)
    midnight = tomorrow_of(now) - timedelta(days=1)
    segments = _segments(windows_of(local.date(), calendar), now)
    tomorrow = tomorrow_of(now)
    today = [(due, title) for due, title in dues if midnight <= due < tomorrow]
    next_day = next_working_day(local.date() + timedelta(days=1), calendar)
    end_of_next = timezone.make_aware(datetime.combine(next_day, datetime.max.time()))
    return Track(
        segments=segments,
        marks=_marks(today, segments, now),
        hours=_hours(segments),
        now_x=_x(now, segments) if segments and segments[0].starts <= now <= segments[-1].ends else None,
        now=local,
        before=sum(1 for due, _title in dues if due < midnight),
        after=sum(1 for due, _title in dues if tomorrow <= due <= end_of_next),
        after_day=timezone.make_aware(datetime.combine(next_day, datetime.min.time())),
        left=max(timedelta(0), working_time_between(now, tomorrow, calendar)),
    )


def _segments(windows: Sequence[tuple[datetime, datetime]], now: datetime) -> list[Segment]:
    total = sum(((end - start) for start, end in windows), timedelta())
    if not total:
        return []
    room, x, found = WIDTH - GAP * (len(windows) - 1), 0, []
    for start, end in windows:
        width = round(room * ((end - start) / total))
        spent = round(width * min(1.0, max(0.0, (now - start) / (end - start))))
        found.append(Segment(x, width, spent, start, end))
        x += width + GAP
    return found


def _x(moment: datetime, segments: Sequence[Segment]) -> int:
    """Where a moment lies; what is outside the windows sticks to the nearest edge."""
    for segment in segments:
        if moment <= segment.ends:
            part = max(0.0, (moment - segment.starts) / (segment.ends - segment.starts))
            return segment.x + round(segment.width * part)
    return WIDTH


def _marks(today: Sequence[tuple[datetime, str]], segments: Sequence[Segment], now: datetime) -> list[Mark]:
    if not segments:
        return []
    places: dict[int, list[tuple[datetime, str]]] = {}
    for due, title in today:
        places.setdefault(_x(due, segments) // 20 * 20, []).append((due, title))
    return [
        Mark(x, "overdue" if group[0][0] < now else "today", len(group), group[0][1])
        for x, group in sorted(places.items())
    ]


def _hours(segments: Sequence[Segment]) -> list[tuple[int, str]]:
    """The full hours and the edges of the windows, as labels."""
    labels: dict[int, str] = {}
    for segment in segments:
        start, end = timezone.localtime(segment.starts), timezone.localtime(segment.ends)
        hour = start.replace(minute=0, second=0, microsecond=0)
        while hour <= end:
            if hour >= start:
                labels[_x(hour, segments)] = str(hour.hour)
            hour += timedelta(hours=1)
        labels.setdefault(_x(start, segments), f"{start:%H:%M}".lstrip("0"))
        labels.setdefault(_x(end, segments), f"{end:%H:%M}".lstrip("0"))
    return sorted(labels.items())


