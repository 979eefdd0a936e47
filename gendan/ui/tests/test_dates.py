"""Ranges of days as addresses spell them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from gendan.ui.listing import dates

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@given(DAYS, st.sampled_from(["week", "month", "quarter", "year"]))
def test_periods_follow_each_other_without_a_gap(today, unit):
    last, this, following = (dates.span(f"{step}_{unit}", today=today) for step in ("last", "this", "next"))
    assert last.end == this.start <= today < this.end == following.start


@given(DAYS, st.integers(1, 400))
def test_counted_days_have_their_length_and_hold_today(today, days):
    last = dates.span(f"last_{days}_days", today=today)
    following = dates.span(f"next_{days}_days", today=today)
    assert last.end - last.start == following.end - following.start == timedelta(days=days)
    assert last.start <= today < last.end
    assert following.start <= today < following.end
    assert dates.span(f"older_{days}_days", today=today) == (None, last.start)


@given(DAYS, st.integers(0, 500))
def test_a_fixed_range_holds_both_its_ends(first, length):
    last = first + timedelta(days=length)
    found = dates.span(f"{first}..{last}", today=first)
    assert found == (first, last + timedelta(days=1))
    assert dates.span(f"{first}", today=first) == (first, first + timedelta(days=1))


@pytest.mark.parametrize("text", ["", "..", "2026-13-01", "soon", "2026-09-02..2026-09-01", "last_99999_days"])
def test_nonsense_is_refused(text):
    with pytest.raises(ValidationError):
        dates.span(text, today=date(2026, 9, 24))


def test_quarters_and_weeks_of_a_known_day():
    today = date(2026, 9, 24)
    assert dates.span("last_quarter", today=today) == (date(2026, 4, 1), date(2026, 7, 1))
    assert dates.span("this_week", today=today) == (date(2026, 9, 21), date(2026, 9, 28))
