"""The clock calls what is due, once at a time, and survives what fails."""

import logging
import threading
from datetime import datetime, timedelta

import pytest
from django.db import connections

from gendan.spine import clock
from gendan.spine.clock import NAMESPACE, Tick, keep_time, run_due


def noting(calls: list[datetime], name: str = "escalation", seconds: int = 10) -> Tick:
    return Tick(name, timedelta(seconds=seconds), calls.append)


def test_a_tick_comes_at_its_own_pace(db: None, now: datetime) -> None:
    calls: list[datetime] = []
    last: dict[str, datetime] = {}
    for second in (0, 5, 10, 14, 21):
        run_due(last, now=now + timedelta(seconds=second), ticks=[noting(calls)])
    assert [(call - now).seconds for call in calls] == [0, 10, 21]


def test_a_tick_that_fails_is_logged_and_does_not_stop_the_others(
    db: None, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[datetime] = []

    def fail(now: datetime) -> None:
        raise ValueError("no calendar")

    with caplog.at_level(logging.ERROR):
        ran = run_due({}, now=now, ticks=[Tick("broken", timedelta(seconds=1), fail), noting(calls)])
    assert ran == ["escalation"]
    assert "The tick broken failed." in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_clocks_do_not_run_the_same_tick_at_once(now: datetime) -> None:
    calls: list[datetime] = []
    tick = noting(calls)
    with held_elsewhere(tick):
        assert run_due({}, now=now, ticks=[tick]) == []
    assert run_due({}, now=now, ticks=[tick]) == ["escalation"]
    assert calls == [now]


class held_elsewhere:  # noqa: N801 - reads as a sentence
    """Another session has the tick's lock."""

    def __init__(self, tick: Tick) -> None:
        self.key = [NAMESPACE, clock.number_of(tick)]

    def __enter__(self) -> None:
        self.other = connections["default"].copy()
        with self.other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", self.key)

    def __exit__(self, *exc_info: object) -> None:
        with self.other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", self.key)
        self.other.close()


@pytest.mark.django_db(transaction=True)
def test_the_clock_stops_when_told(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    monkeypatch.setattr(clock, "TICKS", {})
    clock.register("last", timedelta(seconds=1), lambda now: stop.set())
    keep_time(stop, read=lambda: now)
    assert stop.is_set()


def test_a_clock_that_was_set_back_goes_on_at_once(db: None, now: datetime) -> None:
    calls: list[datetime] = []
    last: dict[str, datetime] = {}
    for hours in (0, 48, 1):
        run_due(last, now=now + timedelta(hours=hours), ticks=[noting(calls, seconds=7200)])
    assert [call - now for call in calls] == [timedelta(), timedelta(hours=48), timedelta(hours=1)]


def test_an_errand_of_the_day_that_fails_does_not_wait_for_tomorrow(db: None, now: datetime) -> None:
    calls: list[datetime] = []

    def fail_once(now: datetime) -> None:
        calls.append(now)
        if len(calls) == 1:
            raise ValueError("the database was away")

    tick, last = Tick("daily", timedelta(days=1), fail_once), dict[str, datetime]()
    for minutes in (0, 0.5, 1, 2, 60):
        run_due(last, now=now + timedelta(minutes=minutes), ticks=[tick])
    assert [call - now for call in calls] == [timedelta(), timedelta(minutes=1)]
