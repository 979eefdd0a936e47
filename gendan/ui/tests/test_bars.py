"""The time track and the stacked bars, as numbers."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.ui.bars import GAP, stacked, time_track

ZONE = ZoneInfo("Asia/Shanghai")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, 24, hour, minute, tzinfo=ZONE)


WINDOWS = [(at(8, 30), at(12)), (at(13), at(17, 30))]


def test_the_lunch_break_is_cut_out_of_the_track() -> None:
    track = time_track(WINDOWS, [], now=at(10, 20))
    assert track is not None
    morning = (100 - GAP) * 3.5 / 8
    assert abs(track.rest[0].x + track.rest[0].width - morning) < 0.1
    assert abs(track.rest[1].x - (morning + GAP)) < 0.1
    assert [tick.label for tick in track.ticks if not tick.minor] == ["8:30", "12", "13", "17:30"]
    assert track.now_label == "10:20"


def test_the_spent_part_ends_now() -> None:
    track = time_track(WINDOWS, [], now=at(14))
    assert track is not None
    assert track.now_x is not None
    assert abs(track.spent[-1].x + track.spent[-1].width - track.now_x) < 0.1
    assert time_track(WINDOWS, [], now=at(20)).rest == []


def test_todos_at_the_same_time_are_one_mark() -> None:
    track = time_track(WINDOWS, [(at(17, 30), "a", "/1"), (at(17, 30), "b", "/2"), (at(9), "c", "/3")], now=at(10))
    assert track is not None
    assert [(mark.state, mark.count) for mark in track.marks] == [("overdue", 1), ("today", 2)]


@pytest.mark.parametrize(("hour", "anchor", "labels"), [
    (7, "start", ["12", "13", "17:30"]), (10, "middle", ["8:30", "12", "13", "17:30"]), (19, "end", ["8:30", "12", "13"]),
])
def test_where_there_is_little_room_the_label_of_now_stands_alone(hour: int, anchor: str, labels: list[str]) -> None:
    track = time_track(WINDOWS, [], now=at(hour))
    assert track is not None
    assert (track.now_anchor, [tick.label for tick in track.ticks if not tick.minor]) == (anchor, labels)


def test_a_day_without_work_has_no_track() -> None:
    assert time_track([], [], now=at(10)) is None


@given(st.lists(st.integers(min_value=0, max_value=1440), max_size=20), st.integers(min_value=0, max_value=1439))
def test_every_mark_lies_on_the_track(minutes: list[int], moment: int) -> None:
    start = at(0)
    dues = [(start + timedelta(minutes=minute), "x", "/") for minute in minutes]
    track = time_track(WINDOWS, dues, now=start + timedelta(minutes=moment))
    assert track is not None
    assert sum(mark.count for mark in track.marks) == len(minutes)
    assert all(0 <= mark.x <= 100 for mark in track.marks)


@given(st.lists(st.integers(min_value=0, max_value=500), min_size=1, max_size=5))
def test_a_stacked_bar_stays_in_its_bed(amounts: list[int]) -> None:
    parts = stacked([("late", amount) for amount in amounts], scale=max(sum(amounts), 1))
    assert all(part.x + part.width <= 101 for part in parts)
