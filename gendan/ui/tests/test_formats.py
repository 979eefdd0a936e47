"""How times, dates, amounts and phones read, by example in both languages and by property."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from gendan.spine.org.workdays import WorkCalendar
from gendan.ui import formats

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 24, 10, 20, tzinfo=SHANGHAI)
DAY = timedelta(hours=8)


def at(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture(params=["zh-hans", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("left", "chinese", "english"),
    [
        (timedelta(hours=3, minutes=20), "剩 3 小时 20 分", "3 h 20 min left"),
        (timedelta(days=-1, hours=13), "逾 1 天 3 小时", "1 d 3 h late"),
        (timedelta(hours=8, minutes=40), "剩 1 天 40 分", "1 d 40 min left"),
        (timedelta(minutes=-50), "逾 50 分", "50 min late"),
        (timedelta(seconds=20), "到期", "due now"),
    ],
)
def test_working_time_left(language: str, left: timedelta, chinese: str, english: str) -> None:
    expected = chinese if language == "zh-hans" else english
    assert formats.working_left(left, day=DAY) == expected


@pytest.mark.parametrize(
    ("due", "chinese", "english"),
    [
        (at(9, 24, 10, 30), "今天 10:30", "today 10:30"),
        (at(9, 28, 10), "周一 10:00", "Mon 10:00"),
        (at(9, 22, 16, 20), "9-22 16:20", "9-22 16:20"),
        (at(10, 8, 11), "10-08 11:00", "10-08 11:00"),
        (at(1, 5, 9, year=2027), "2027-1-05 09:00", "2027-1-05 09:00"),
    ],
)
def test_due_as_clock_time(language: str, due: datetime, chinese: str, english: str) -> None:
    assert formats.due_text(due, now=NOW) == (chinese if language == "zh-hans" else english)


def test_dates_carry_the_weekday_within_two_weeks() -> None:
    with translation.override("zh-hans"):
        assert formats.date_short(date(2026, 9, 28), today=NOW.date()) == "9-28 周一"
        assert formats.date_short(date(2026, 9, 21), today=NOW.date()) == "9-21 周一"
        assert formats.date_short(date(2026, 10, 15), today=NOW.date()) == "10-15"
        assert formats.date_long(NOW.date()) == "9 月 24 日 周四"
        assert formats.due_dated(at(9, 28, 11), now=NOW) == "9-28 11:00"


@pytest.mark.parametrize(
    ("due", "state"),
    [(at(9, 24, 9, 30), "overdue"), (at(9, 24, 17, 30), "today"), (at(9, 28, 9), "plan"), (None, "none")],
)
def test_urgency(due: datetime | None, state: str) -> None:
    assert formats.urgency_of(due, now=NOW) == state
    assert formats.urgency_of(due, now=NOW, paused=True) == "paused"


def test_amounts_in_both_languages() -> None:
    assert formats.amount(Decimal("1280000")) == "1,280,000"
    assert formats.amount(Decimal("86000.50")) == "86,000.5"
    assert formats.amount(Decimal("2.345"), places=2) == "2.35"
    assert formats.amount(None) == ""
    with translation.override("zh-hans"):
        assert formats.wan(1_280_000) == "128.0 万"
    with translation.override("en"):
        assert formats.wan(1_280_000) == "1,280.0 k"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("13806214407", "138 0621 4407"),
        ("+86 138-0621-4407", "138 0621 4407"),
        ("051266882207", "0512-6688 2207"),
        ("010 66882207", "010-6688 2207"),
        ("4008208820", "400 820 8820"),
        ("138****4426", "138****4426"),
        ("+1 212 555 0100", "+1 212 555 0100"),
        (None, ""),
    ],
)
def test_phones_in_groups(raw: str | None, shown: str) -> None:
    assert formats.phone_groups(raw) == shown


def test_relative_time() -> None:
    with translation.override("zh-hans"):
        assert formats.relative_time(NOW - timedelta(seconds=5), now=NOW) == "刚刚"
        assert formats.relative_time(NOW - timedelta(minutes=5), now=NOW) == "5 分钟前"
        assert formats.relative_time(NOW - timedelta(hours=2), now=NOW) == "2 小时前"
        assert formats.relative_time(at(9, 23, 15, 42), now=NOW) == "昨天 15:42"
        assert formats.relative_time(at(9, 21, 15, 42), now=NOW) == "3 天前"
        assert formats.relative_time(at(6, 1, 9), now=NOW) == "6-01"


def test_initial_of_a_name() -> None:
    assert [formats.initial(name) for name in ("林叙", "anna", "", None)] == ["林", "A", "?", "?"]


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=60, max_value=86_400))
def test_a_span_never_says_more_than_there_is(seconds: int, day: int) -> None:
    days, hours, minutes = formats._units(timedelta(seconds=seconds), timedelta(seconds=day))
    said = days * day + hours * 3600 + minutes * 60
    assert 0 <= seconds - said < 60 or (seconds - said < day and day < 3600)


@given(st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=400)))
def test_late_and_left_are_mirror_images(amount: timedelta) -> None:
    with translation.override("zh-hans"):
        left, late = formats.working_left(amount, day=DAY), formats.working_left(-amount, day=DAY)
    assert left.removeprefix("剩") == late.removeprefix("逾")


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_an_amount_reads_back_exactly(value: Decimal) -> None:
    assert Decimal(formats.amount(value).replace(",", "")) == value


@given(st.text(max_size=30))
def test_no_text_breaks_the_phone_filter(text: str) -> None:
    assert formats.phone_groups(text) is not None


@given(st.from_regex(r"1\d{10}", fullmatch=True))
def test_grouping_a_mobile_number_loses_no_digit(number: str) -> None:
    assert formats.phone_groups(number).replace(" ", "") == number


def test_due_after_work_says_no_working_time_and_not_that_it_is_due() -> None:
    calendar = WorkCalendar.office({})
    night, morning = at(9, 23, 22), at(9, 24, 8)
    assert formats.left_of(morning, now=night, calendar=calendar) is None
    assert formats.left_of(night, now=night, calendar=calendar) == timedelta(0)
    assert formats.left_of(at(9, 24, 11), now=at(9, 24, 10), calendar=calendar) == timedelta(hours=1)


def test_a_price_has_two_decimals_or_more():
    assert [formats.price(value) for value in ("3860", "601.4000", "12.3456", "0.5", None)] == ["3,860.00", "601.40", "12.3456", "0.50", ""]
