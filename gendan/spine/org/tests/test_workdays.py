"""Working time: fixed examples of the calendar of 2026, and properties that hold on every calendar."""

from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.spine.org.workdays import (
    HOLIDAY,
    OFFICE_HOURS,
    SHANGHAI,
    NoWorkingTime,
    WorkCalendar,
    add_working,
    add_working_days,
    format_times,
    is_working,
    is_working_day,
    next_month,
    next_working_day,
    next_working_moment,
    parse_times,
    previous_working_day,
    previous_working_moment,
    subtract_working,
    windows_of,
    working_day_length,
    working_days_between,
    working_time_between,
)

OFF = [date(2026, 9, 25), *(date(2026, 10, day) for day in range(1, 8)), date(2026, 1, 1), date(2026, 1, 2)]
MADE_UP = {date(2026, 9, 20): 1, date(2026, 10, 10): 2, date(2026, 1, 4): 4}
CALENDAR = WorkCalendar.office({**dict.fromkeys(OFF, HOLIDAY), **MADE_UP})
MICRO = timedelta(microseconds=1)


def at(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        (at(9, 24, 10, 20), hours(1), at(9, 24, 11, 20)),
        (at(9, 24, 11), hours(1), at(9, 24, 12)),  # ends with the window, not after lunch
        (at(9, 24, 11, 30), hours(1), at(9, 24, 13, 30)),  # over lunch
        (at(9, 24, 12, 30), hours(1), at(9, 24, 14)),  # from inside lunch
        (at(9, 24, 7), hours(1), at(9, 24, 9, 30)),  # before the day
        (at(9, 24, 16, 30), hours(1), at(9, 24, 17, 30)),
        (at(9, 24, 16, 30), hours(2), at(9, 28, 9, 30)),  # over the Mid-Autumn weekend
        (at(9, 19, 15), hours(8), at(9, 20, 17, 30)),  # Saturday; the make-up Sunday is worked
        (at(9, 30, 17), hours(1), at(10, 8, 9)),  # over a whole holiday week
        (at(10, 3, 12), hours(16), at(10, 9, 17, 30)),
        (at(10, 9, 17), hours(1), at(10, 10, 9)),  # make-up Saturday
        (datetime(2025, 12, 31, 17, tzinfo=SHANGHAI), hours(1), at(1, 4, 9)),  # year end, then a make-up Sunday
    ],
)
def test_working_hours_skip_lunch_nights_and_holidays(start, amount, expected) -> None:
    assert add_working(start, amount, CALENDAR) == expected


def test_subtracting_goes_back_over_lunch_weekends_and_holidays() -> None:
    assert subtract_working(at(9, 24, 13, 30), hours(1), CALENDAR) == at(9, 24, 11, 30)
    assert subtract_working(at(9, 28, 9, 30), hours(2), CALENDAR) == at(9, 24, 16, 30)
    assert subtract_working(at(10, 8, 9), hours(1), CALENDAR) == at(9, 30, 17)
    assert subtract_working(at(9, 28, 9, 30), hours(1), CALENDAR) == at(9, 28, 8, 30)


def test_zero_leaves_the_moment_and_a_negative_amount_goes_the_other_way() -> None:
    assert add_working(at(9, 26, 3), timedelta(), CALENDAR) == at(9, 26, 3)
    assert add_working(at(9, 24, 13, 30), hours(-1), CALENDAR) == at(9, 24, 11, 30)
    assert subtract_working(at(9, 24, 11, 30), hours(-1), CALENDAR) == at(9, 24, 13, 30)


def test_working_time_between_is_signed() -> None:
    assert working_time_between(at(9, 24, 17), at(9, 28, 9), CALENDAR) == hours(1)
    assert working_time_between(at(9, 28, 9), at(9, 24, 17), CALENDAR) == hours(-1)
    assert working_time_between(at(10, 1), at(10, 8), CALENDAR) == timedelta()
    assert working_time_between(at(9, 20), at(9, 21), CALENDAR) == hours(8)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (at(9, 24, 10, 20), 1, at(9, 28, 10, 20)),
        (at(9, 18, 15), 1, at(9, 20, 15)),  # Friday to the make-up Sunday
        (at(9, 30, 9), 2, at(10, 9, 9)),
        (at(9, 26, 15), 1, at(9, 28, 15)),  # from a day off
        (at(9, 24, 20), 1, at(9, 28, 17, 30)),
        (at(9, 24, 6), 1, at(9, 28, 8, 30)),
        (at(9, 24, 12, 30), 1, at(9, 28, 13)),
        (at(9, 28, 10), -1, at(9, 24, 10)),
        (at(9, 26, 10), -1, at(9, 24, 10)),
        (at(9, 24, 10), 0, at(9, 24, 10)),
        (at(9, 26, 10), 0, at(9, 28, 8, 30)),
    ],
)
def test_whole_working_days_keep_the_time_of_day(start, days, expected) -> None:
    assert add_working_days(start, days, CALENDAR) == expected


def test_windows_are_half_open() -> None:
    assert is_working(at(9, 24, 8, 30), CALENDAR)
    assert is_working(at(9, 24, 12) - MICRO, CALENDAR)
    assert not is_working(at(9, 24, 12), CALENDAR)
    assert not is_working(at(9, 25, 10), CALENDAR)
    assert is_working(at(9, 20, 10), CALENDAR)


def test_next_and_previous_working_moment() -> None:
    assert next_working_moment(at(9, 24, 10), CALENDAR) == at(9, 24, 10)
    assert next_working_moment(at(9, 24, 12), CALENDAR) == at(9, 24, 13)
    assert next_working_moment(at(9, 24, 17, 30), CALENDAR) == at(9, 28, 8, 30)
    assert previous_working_moment(at(9, 24, 12, 30), CALENDAR) == at(9, 24, 12)
    assert previous_working_moment(at(9, 26, 12), CALENDAR) == at(9, 24, 17, 30)
    assert previous_working_moment(at(9, 24, 8, 30), CALENDAR) == at(9, 23, 17, 30)


def test_a45_a_day_of_the_month_that_is_a_holiday_moves_to_the_earlier_working_day() -> None:
    assert previous_working_day(date(2026, 10, 5), CALENDAR) == date(2026, 9, 30)
    assert previous_working_day(date(2026, 9, 20), CALENDAR) == date(2026, 9, 20)
    assert previous_working_day(date(2026, 12, 20), CALENDAR) == date(2026, 12, 18)
    assert next_working_day(date(2026, 10, 1), CALENDAR) == date(2026, 10, 8)


def test_working_days_are_counted_to_the_day() -> None:
    assert working_days_between(date(2026, 9, 24), date(2026, 9, 28), CALENDAR) == 1
    assert working_days_between(date(2026, 9, 28), date(2026, 9, 24), CALENDAR) == -1
    assert working_days_between(date(2026, 9, 18), date(2026, 9, 21), CALENDAR) == 2


def test_a_make_up_day_has_the_hours_of_the_weekday_it_follows() -> None:
    short_friday = WorkCalendar(
        (*[OFFICE_HOURS] * 4, ((time(9), time(12)),), HOLIDAY, HOLIDAY), {date(2026, 9, 20): 4, date(2026, 9, 19): 0}
    )
    assert windows_of(date(2026, 9, 20), short_friday) == ((at(9, 20, 9), at(9, 20, 12)),)
    assert len(windows_of(date(2026, 9, 19), short_friday)) == 2


def test_a_day_may_have_hours_of_its_own() -> None:
    calendar = WorkCalendar.office({date(2026, 2, 13): ((time(9), time(11, 30)),)})
    assert add_working(at(2, 13, 11), hours(1), calendar) == at(2, 16, 9)


def test_the_day_length_is_the_most_common_one() -> None:
    assert working_day_length(CALENDAR) == hours(8)
    shifts = WorkCalendar((*[((time(9), time(18)),)] * 6, ((time(9), time(12)),)))
    assert working_day_length(shifts) == hours(9)


def test_overlapping_windows_count_once() -> None:
    calendar = WorkCalendar((((time(9), time(12)), (time(11), time(13))), *[HOLIDAY] * 6))
    assert working_time_between(at(9, 21), at(9, 22), calendar) == hours(4)


def test_an_empty_calendar_says_so() -> None:
    empty = WorkCalendar((HOLIDAY,) * 7)
    assert working_time_between(at(9, 1), at(9, 30), empty) == timedelta()
    for ask in (
        lambda: add_working(at(9, 1), hours(1), empty),
        lambda: subtract_working(at(9, 1), hours(1), empty),
        lambda: add_working_days(at(9, 1), 1, empty),
        lambda: next_working_moment(at(9, 1), empty),
        lambda: working_day_length(empty),
    ):
        with pytest.raises(NoWorkingTime):
            ask()


def test_a_calendar_of_one_single_day_ends() -> None:
    calendar = WorkCalendar((HOLIDAY,) * 7, {date(2026, 9, 24): OFFICE_HOURS})
    assert add_working(at(1, 1), hours(8), calendar) == at(9, 24, 17, 30)
    with pytest.raises(NoWorkingTime):
        add_working(at(1, 1), hours(8) + MICRO, calendar)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        is_working(datetime(2026, 9, 24, 10), CALENDAR)


def test_hours_are_read_as_people_write_them() -> None:
    assert parse_times("8:30-12:00 13:00-17:30") == OFFICE_HOURS
    assert parse_times("08：30～12：00，13：00至17：30") == OFFICE_HOURS
    assert parse_times(format_times(OFFICE_HOURS)) == OFFICE_HOURS
    for wrong in ("12:00-8:30", "morning", "8:30", "25:00-26:00"):
        with pytest.raises(ValueError, match="."):
            parse_times(wrong)


def test_deadlines_are_computed_fast() -> None:
    began = perf_counter()
    for _ in range(200):
        add_working(at(9, 24, 10, 20), hours(80), CALENDAR)
        working_time_between(at(1, 1), at(12, 31), CALENDAR)
    assert perf_counter() - began < 0.2, "half a millisecond for each, on the slowest machine"


# Properties ---------------------------------------------------------------------------------------------------

minutes_of_day = st.integers(0, 24 * 60 - 1)


@st.composite
def times(draw) -> tuple:
    marks = sorted(draw(st.sets(minutes_of_day, max_size=6)))
    pairs = zip(marks[0::2], marks[1::2], strict=False)
    return tuple((time(a // 60, a % 60), time(b // 60, b % 60)) for a, b in pairs)


days = st.dates(date(2025, 11, 1), date(2027, 2, 28))
calendars = st.builds(
    WorkCalendar,
    st.tuples(*[times()] * 7),
    st.dictionaries(days, st.one_of(st.integers(0, 6), times(), st.just(HOLIDAY)), max_size=12),
)
working_calendars = calendars.filter(lambda calendar: any(calendar.windows))
moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 1, 31)).map(lambda naive: naive.replace(tzinfo=SHANGHAI))
amounts = st.integers(1, 400 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(moments, amounts, working_calendars)
def test_the_time_added_has_gone_by(start, amount, calendar) -> None:
    end = add_working(start, amount, calendar)
    assert end >= start
    assert working_time_between(start, end, calendar) == amount
    assert is_working(end - MICRO, calendar)


@given(moments, amounts, working_calendars)
def test_subtracting_undoes_adding(start, amount, calendar) -> None:
    back = subtract_working(add_working(start, amount, calendar), amount, calendar)
    assert working_time_between(start, back, calendar) == timedelta()
    if is_working(start, calendar):
        assert back == start


@given(moments, amounts, working_calendars)
def test_adding_undoes_subtracting(start, amount, calendar) -> None:
    again = add_working(subtract_working(start, amount, calendar), amount, calendar)
    assert working_time_between(start, again, calendar) == timedelta()
    if is_working(start - MICRO, calendar):
        assert again == start


@given(moments, moments, amounts, working_calendars)
def test_adding_is_monotone(one, other, amount, calendar) -> None:
    first, second = sorted((one, other))
    assert add_working(first, amount, calendar) <= add_working(second, amount, calendar)
    assert add_working(first, amount, calendar) < add_working(first, amount + MICRO, calendar)
    assert subtract_working(first, amount, calendar) <= subtract_working(second, amount, calendar)


@given(moments, amounts, amounts, working_calendars)
def test_adding_in_two_steps_is_adding_once(start, one, other, calendar) -> None:
    assert add_working(add_working(start, one, calendar), other, calendar) == add_working(start, one + other, calendar)


@given(moments, moments, moments, calendars)
def test_time_between_adds_up(a, b, c, calendar) -> None:
    between = working_time_between(a, b, calendar) + working_time_between(b, c, calendar)
    assert between == working_time_between(a, c, calendar)
    assert working_time_between(b, a, calendar) == -working_time_between(a, b, calendar)


@given(st.dates(date(2025, 12, 1), date(2027, 1, 1)), st.integers(0, 60), calendars)
def test_the_closed_form_is_the_sum_of_the_windows(day, length, calendar) -> None:
    start = datetime.combine(day, time(), SHANGHAI)
    every = [day + timedelta(days=n) for n in range(length)]
    expected = sum((end - begin for one in every for begin, end in windows_of(one, calendar)), timedelta())
    assert working_time_between(start, start + timedelta(days=length), calendar) == expected
    assert working_days_between(day, day + timedelta(days=length), calendar) == sum(
        is_working_day(one + timedelta(days=1), calendar) for one in every
    )


@given(moments, st.integers(1, 200), working_calendars)
def test_whole_days_go_forth_and_back(start, count, calendar) -> None:
    start = next_working_moment(start, calendar)
    later = add_working_days(start, count, calendar)
    assert is_working_day(later.date(), calendar)
    assert working_days_between(start.date(), later.date(), calendar) == count
    assert add_working_days(later, -count, calendar).date() == start.date()


zones = st.sampled_from([UTC, ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")])


@given(moments, amounts, working_calendars, zones)
def test_the_zone_of_the_question_does_not_matter(start, amount, calendar, zone) -> None:
    elsewhere = start.astimezone(zone)
    assert add_working(elsewhere, amount, calendar) == add_working(start, amount, calendar)
    assert is_working(elsewhere, calendar) == is_working(start, calendar)
    assert add_working_days(elsewhere, 3, calendar) == add_working_days(start, 3, calendar)


@given(moments, working_calendars)
def test_the_next_working_moment_is_the_nearest(moment, calendar) -> None:
    following = next_working_moment(moment, calendar)
    assert is_working(following, calendar)
    assert working_time_between(moment, following, calendar) == timedelta()
    assert working_time_between(previous_working_moment(moment, calendar), moment, calendar) == timedelta()


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_the_next_month_begins_right_after_the_last_day_of_this_one(day) -> None:
    first = next_month(day)
    assert first.day == 1
    assert first > day
    assert (first - timedelta(days=1)).replace(day=1) == day.replace(day=1)
