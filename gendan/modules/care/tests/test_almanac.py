"""Yearly days: what a year does not have becomes the last day that it has."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gendan.modules.care.almanac import YearlyDay, festivals_between, in_year, next_on, said, yearly

DAYS = st.builds(YearlyDay, st.integers(1, 12), st.integers(1, 28)) | st.builds(
    YearlyDay, st.integers(1, 12), st.integers(1, 30), st.just(True), st.booleans())


def test_the_29th_of_february_becomes_the_28th():
    assert in_year(YearlyDay(2, 29), 2026) == date(2026, 2, 28)
    assert in_year(YearlyDay(2, 29), 2028) == date(2028, 2, 29)


def test_the_30th_of_a_short_lunar_month_becomes_the_29th():
    assert in_year(YearlyDay(12, 30, lunar=True), 2025) == date(2026, 2, 16)  # the eve of Spring Festival 2026
    assert in_year(YearlyDay(12, 30, lunar=True), 2026) == in_year(YearlyDay(1, 1, lunar=True), 2027) - timedelta(days=1)


def test_a_leap_month_that_does_not_come_becomes_the_ordinary_one():
    born = YearlyDay(6, 10, lunar=True, leap=True)
    assert in_year(born, 2025) == date(2025, 8, 3)
    assert in_year(born, 2026) == in_year(YearlyDay(6, 10, lunar=True), 2026)
    assert in_year(YearlyDay(6, 30, lunar=True, leap=True), 2025) == date(2025, 8, 22)  # the leap month has 29 days


def test_a_solar_birthday_is_celebrated_by_the_lunar_calendar():
    day = yearly(date(1990, 6, 24), lunar=True)
    assert day == YearlyDay(5, 2, lunar=True, leap=True)
    assert said(day) == "农历闰五月初二"
    assert yearly(date(1990, 6, 24), lunar=False) == YearlyDay(6, 24)


def test_festivals_fall_where_the_calendar_has_them():
    found = festivals_between(date(2026, 9, 1), date(2026, 10, 31))
    assert found == {date(2026, 9, 25): "mid_autumn", date(2026, 10, 1): "national", date(2026, 10, 18): "double_ninth"}


@settings(max_examples=60, deadline=None)
@given(DAYS, st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_every_day_comes_round_within_thirteen_months_and_never_before(day, since):
    first = next_on(day, since=since)
    second = next_on(day, since=first + timedelta(days=1))
    assert since <= first <= since + timedelta(days=415)
    assert 320 <= (second - first).days <= 415
