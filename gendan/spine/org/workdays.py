"""Working time: pure arithmetic on calendars with several windows a day, holidays and make-up days.

Every sum is a difference of two points of one cumulative curve (working microseconds since the year 1), which a
closed form over whole weeks and a bisection over the exceptions give in a few microseconds, however far apart
the moments lie. The zone of a calendar is taken to have no daylight saving time, as Asia/Shanghai has none.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property
from itertools import accumulate
from zoneinfo import ZoneInfo

Times = tuple[tuple[time, time], ...]
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOLIDAY: Times = ()
OFFICE_HOURS: Times = ((time(8, 30), time(12)), (time(13), time(17, 30)))
_MICROSECOND = timedelta(microseconds=1)
_DAY = 86_400_000_000
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal() - 1


class NoWorkingTime(Exception):
    """The calendar has no working time where some is looked for, so that no deadline can be computed."""


Spans = tuple[tuple[int, int], ...]


def _micro(moment: time) -> int:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return seconds * 1_000_000 + moment.microsecond


def _spans(times: Times) -> Spans:
    """The windows in microseconds of the day, in order, touching and overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((_micro(start), _micro(end)) for start, end in times):
        if end <= start:
            raise ValueError("A window ends after it starts.")
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


class _Curve:
    """The sum of one figure of each day before a day: a week's pattern and the days that differ from it."""

    def __init__(self, week: tuple[int, ...], exceptions: Mapping[int, int]) -> None:
        self.week = week
        self.prefix = (0, *accumulate(week))
        self.days = sorted(exceptions)
        self.delta = (0, *accumulate(exceptions[day] - week[(day - 1) % 7] for day in self.days))

    def before(self, ordinal: int) -> int:
        weeks, weekday = divmod(ordinal - 1, 7)
        return weeks * self.prefix[7] + self.prefix[weekday] + self.delta[bisect_left(self.days, ordinal)]

    def first_day_reaching(self, target: int, *, start: int) -> int:
        """The first day from `start` on at whose end the sum is at least `target`."""
        step = 1
        while self.before(start + step) < target:
            start, step = start + step, step * 2
            if start + step > _LAST:
                raise NoWorkingTime("The calendar has no working time after this day.")
        return start + bisect_left(range(1, step + 1), target, key=lambda days: self.before(start + days))

    def last_day_above(self, target: int, *, start: int) -> int:
        """The last day up to `start` before which the sum is at most `target`."""
        step = 0
        while self.before(start - step) > target:
            start, step = start - step, max(1, step * 2)
            if start - step < _FIRST:
                raise NoWorkingTime("The calendar has no working time before this day.")
        return start - bisect_left(range(0, step + 1), -target, key=lambda days: -self.before(start - days))


def parse_times(text: str) -> Times:
    """Read "8:30-12:00 13:00-17:30" (also with Chinese dashes, colons and commas); ValueError when it is not that."""
    plain = text.translate(str.maketrans("：–—~～至，、;；", ":-----    "))
    return tuple(_window(piece) for piece in plain.replace(",", " ").split())


def _window(piece: str) -> tuple[time, time]:
    start, _, end = piece.partition("-")
    begins, ends = _clock(start), _clock(end)
    if ends <= begins:
        raise ValueError("A window ends after it starts.")
    return begins, ends


def _clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def format_times(times: Times) -> str:
    """Write windows as `parse_times` reads them."""
    return " ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in times)


@dataclass(frozen=True)
class WorkCalendar:
    """When work is done: `windows[0]` are Monday's; `exceptions` maps a day to the weekday that it follows
    (a make-up day) or to windows of its own (`HOLIDAY`, the empty tuple, for a day off)."""

    windows: tuple[Times, ...]
    exceptions: Mapping[date, int | Times] = field(default_factory=dict, hash=False)
    tz: tzinfo = SHANGHAI

    @classmethod
    def office(cls, exceptions: Mapping[date, int | Times] | None = None) -> "WorkCalendar":
        """Monday to Friday, 8:30–12:00 and 13:00–17:30."""
        work, off = OFFICE_HOURS, HOLIDAY
        return cls((work, work, work, work, work, off, off), exceptions or {})

    @cached_property
    def _week(self) -> tuple[Spans, ...]:
        if len(self.windows) != 7:
            raise ValueError("A calendar has the windows of seven weekdays.")
        return tuple(_spans(times) for times in self.windows)

    @cached_property
    def _special(self) -> dict[int, Spans]:
        return {
            day.toordinal(): self._week[what] if isinstance(what, int) else _spans(what)
            for day, what in self.exceptions.items()
        }

    def _curve(self, figure: Callable[[Spans], int]) -> _Curve:
        exceptions = {day: figure(spans) for day, spans in self._special.items()}
        return _Curve(tuple(figure(spans) for spans in self._week), exceptions)

    @cached_property
    def worked(self) -> _Curve:
        return self._curve(_length)

    @cached_property
    def counted(self) -> _Curve:
        return self._curve(lambda spans: int(bool(spans)))

    def spans(self, ordinal: int) -> Spans:
        special = self._special.get(ordinal)
        return self._week[(ordinal - 1) % 7] if special is None else special

    def point(self, moment: datetime) -> tuple[int, int]:
        """The local day (ordinal) and microsecond of the day."""
        if moment.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        local = moment.astimezone(self.tz)
        return local.toordinal(), _micro(local.time())

    def moment(self, ordinal: int, micro: int) -> datetime:
        midnight = datetime.combine(date.fromordinal(ordinal), time(), self.tz)
        return midnight + timedelta(microseconds=micro)

    def sum_at(self, ordinal: int, micro: int) -> int:
        today = sum(min(end, micro) - start for start, end in self.spans(ordinal) if start < micro)
        return self.worked.before(ordinal) + today


def add_working(start: datetime, amount: timedelta, calendar: WorkCalendar) -> datetime:
    """The earliest moment at which `amount` of working time has gone by since `start`; zero gives `start`."""
    wanted = amount // _MICROSECOND
    if wanted < 0:
        return subtract_working(start, -amount, calendar)
    if wanted == 0:
        return start.astimezone(calendar.tz)
    today, micro = calendar.point(start)
    target = calendar.sum_at(today, micro) + wanted
    day = calendar.worked.first_day_reaching(target, start=today)
    left = target - calendar.worked.before(day)
    for begins, ends in calendar.spans(day):
        if left <= ends - begins:
            return calendar.moment(day, begins + left)
        left -= ends - begins
    raise AssertionError("the curve and the windows of a day disagree")


def subtract_working(end: datetime, amount: timedelta, calendar: WorkCalendar) -> datetime:
    """The latest moment from which `amount` of working time goes by until `end`; zero gives `end`."""
    wanted = amount // _MICROSECOND
    if wanted < 0:
        return add_working(end, -amount, calendar)
    if wanted == 0:
        return end.astimezone(calendar.tz)
    today, micro = calendar.point(end)
    target = calendar.sum_at(today, micro) - wanted
    day = calendar.worked.last_day_above(target, start=today)
    left = calendar.worked.before(day + 1) - target
    for begins, ends in reversed(calendar.spans(day)):
        if left <= ends - begins:
            return calendar.moment(day, ends - left)
        left -= ends - begins
    raise AssertionError("the curve and the windows of a day disagree")


def working_time_between(a: datetime, b: datetime, calendar: WorkCalendar) -> timedelta:
    """The working time from `a` to `b`; negative when `b` is earlier."""
    return timedelta(microseconds=calendar.sum_at(*calendar.point(b)) - calendar.sum_at(*calendar.point(a)))


def working_clock(start: datetime, calendar: WorkCalendar) -> Callable[[datetime], timedelta]:
    """`working_time_between(start, …)` for many ends: the start is looked up once."""
    begun = calendar.sum_at(*calendar.point(start))
    return lambda end: timedelta(microseconds=calendar.sum_at(*calendar.point(end)) - begun)


def working_days_between(a: date, b: date, calendar: WorkCalendar) -> int:
    """How many working days lie after `a` and up to `b`; negative when `b` is earlier."""
    return calendar.counted.before(b.toordinal() + 1) - calendar.counted.before(a.toordinal() + 1)


def add_working_days(start: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """The same time of day, `days` working days later (or earlier), moved into the windows of that day.

    Before the first window it becomes its start, after the last one its end, in a gap the start of the next.
    Zero days give the next working moment.
    """
    if days == 0:
        return next_working_moment(start, calendar)
    today, micro = calendar.point(start)
    day = _nth_working_day(today, days, calendar)
    spans = calendar.spans(day)
    inside = next((max(begins, micro) for begins, ends in spans if micro <= ends), spans[-1][1])
    return calendar.moment(day, inside)


def _nth_working_day(today: int, days: int, calendar: WorkCalendar) -> int:
    counted = calendar.counted
    if days > 0:
        return counted.first_day_reaching(counted.before(today + 1) + days, start=today)
    return counted.last_day_above(counted.before(today) + days, start=today)


def is_working(moment: datetime, calendar: WorkCalendar) -> bool:
    """Whether work is done at this moment; the end of a window is no longer work."""
    day, micro = calendar.point(moment)
    return any(begins <= micro < ends for begins, ends in calendar.spans(day))


def is_working_day(day: date, calendar: WorkCalendar) -> bool:
    """Whether any work is done on this day."""
    return bool(calendar.spans(day.toordinal()))


def windows_of(day: date, calendar: WorkCalendar) -> tuple[tuple[datetime, datetime], ...]:
    """The windows of a day, as moments in the calendar's zone; empty on a day off."""
    ordinal = day.toordinal()
    return tuple(
        (calendar.moment(ordinal, begins), calendar.moment(ordinal, ends)) for begins, ends in calendar.spans(ordinal)
    )


def next_working_moment(moment: datetime, calendar: WorkCalendar) -> datetime:
    """The moment itself while work is done, else the start of the next window."""
    day, micro = calendar.point(moment)
    for begins, ends in calendar.spans(day):
        if micro < ends:
            return calendar.moment(day, max(begins, micro))
    following = _nth_working_day(day, 1, calendar)
    return calendar.moment(following, calendar.spans(following)[0][0])


def previous_working_moment(moment: datetime, calendar: WorkCalendar) -> datetime:
    """The moment itself inside a window (its end included), else the end of the window before."""
    day, micro = calendar.point(moment)
    for begins, ends in reversed(calendar.spans(day)):
        if micro > begins:
            return calendar.moment(day, min(ends, micro))
    earlier = _nth_working_day(day, -1, calendar)
    return calendar.moment(earlier, calendar.spans(earlier)[-1][1])


def next_month(day: date) -> date:
    """The first day of the calendar month after the one of this day."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def next_working_day(day: date, calendar: WorkCalendar) -> date:
    """The day itself when work is done on it, else the next working day."""
    return date.fromordinal(_nth_working_day(day.toordinal() - 1, 1, calendar))


def previous_working_day(day: date, calendar: WorkCalendar) -> date:
    """The day itself when work is done on it, else the working day before: a 5th that is a holiday (A45)."""
    return date.fromordinal(_nth_working_day(day.toordinal() + 1, -1, calendar))


def working_day_length(calendar: WorkCalendar) -> timedelta:
    """How long a working day is when "2 days" is said of working time: the most common length in the week."""
    lengths = Counter(length for length in calendar.worked.week if length)
    if not lengths:
        raise NoWorkingTime("The calendar has no working time in its week.")
    return timedelta(microseconds=max(lengths, key=lambda length: (lengths[length], length)))
