"""The year itself: hour by hour things come in, people work, the clock looks, and the proof is asked for."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.test.utils import override_settings
from django.utils import translation

from gendan.spine import clock
from gendan.spine.messages.delivery import deliver
from gendan.spine.org import book
from gendan.spine.org.queries import company_calendar
from gendan.spine.org.workdays import is_working_day
from gendan.spine.procedures.models import Case, Todo
from year import coming, company, working
from year.company import Company, Scale
from year.proof import Proof
from year.troubles import Troubles, absent_on

#: Those of the clock's errands that speak with other machines; the year has none.
OUTSIDE = {"mails.fetch", "mails.post", "mails.texts", "backups", "imports.take_up_again"}
MAIL = {"EMAIL_HOST": "127.0.0.1", "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
NO_MAIL = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1, "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}
Say = Callable[[str], object]


@dataclass
class Year:
    """What has happened, for the page."""

    scale: Scale
    troubles: Troubles
    proof: Proof = field(default_factory=Proof)
    came: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    evenings: list[dict[str, Any]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


class Failures(logging.Handler):
    """Hears what the clock only logs: an errand that failed is a failure of the year."""

    def __init__(self, year: Year) -> None:
        super().__init__(logging.ERROR)
        self.year = year

    def emit(self, record: logging.LogRecord) -> None:
        self.year.failures.append(self.format(record))


def live(scale: Scale, *, say: Say = print) -> Year:
    """Live the year in the database at hand, which is empty; the same seed lives the same year."""
    with translation.override("zh-hans"):
        made = company.found(scale)
        days = _days(scale)
        year = Year(scale, Troubles.of(made, [day for day, works in days if works]))
        last: dict[str, datetime] = {}
        with _hearing(year):
            for number, (day, works) in enumerate(days):
                known = len(year.proof.wrong)
                _live_day(made, year, day, number=number, works=works, last=last)
                for finding in year.proof.wrong[known:]:
                    say(finding)
                if number % 10 == 9:
                    say(f"{day}  {sum(year.done.values())} deeds, {len(year.proof.wrong)} findings")
            year.proof.at_the_end(company.hours(days[-1][0], works=True)[-1])
    return year


def _days(scale: Scale) -> list[tuple[date, bool]]:
    """Every day from the first to the last of so many working days, and whether people work on it."""
    calendar, day, days = company_calendar(), scale.begins, list[tuple[date, bool]]()
    while sum(works for _day, works in days) < scale.days:
        days.append((day, is_working_day(day, calendar)))
        day += timedelta(days=1)
    return days


@contextmanager
def _hearing(year: Year) -> Iterator[None]:
    handler = Failures(year)
    log = logging.getLogger("gendan")
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


def _live_day(made: Company, year: Year, day: date, *, number: int, works: bool, last: dict[str, datetime]) -> None:
    if works:
        year.troubles.of_the_day(made, day, number=number)
    absent = absent_on(day)
    with override_settings(**(NO_MAIL if day in year.troubles.mail_off else MAIL)), book.held():
        for now in company.hours(day, works=works):
            if works and 9 <= now.hour <= 17 and now.hour != 12:
                year.came.update(coming.of_the_hour(made, now=now - timedelta(minutes=30), share=1 / 8))
                year.done[day.isoformat()] += working.of_the_hour(made, until=now, absent=absent, limit=made.scale.people)
            if day not in year.troubles.clock_off:
                _tick(last, now)
                year.proof.after_the_tick(now)
            if works:
                year.proof.after_the_hour(now)
        if works:
            year.proof.in_the_evening(now)
            year.evenings.append(_evening(day, now))


def _tick(last: dict[str, datetime], now: datetime) -> None:
    """The clock runs all its errands as it would by itself."""
    clock.run_due(last, now=now, ticks=[one for one in clock.TICKS.values() if one.name not in OUTSIDE])
    while deliver(now):  # what the post does every five seconds of the hour
        continue


def _evening(day: date, now: datetime) -> dict[str, Any]:
    """How the company stands when the lights go out."""
    open_ones = Todo.objects.filter(status=Todo.Status.OPEN)
    return {
        "day": day, "late": open_ones.filter(due_at__lt=now).count(), "open": open_ones.count(),
        "running": Case.objects.filter(closed_at=None).count(),
    }
