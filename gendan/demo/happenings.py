"""What happens once: absences, a leaver, duplicates and appeals, consents, files, comments, saved views."""

from datetime import date, datetime

from gendan.demo.world import World


def of_the_day(world: World, day: date, *, number: int) -> None:
    """The happenings of this day."""


def at_the_end(world: World, *, now: datetime) -> None:
    """How things stand when somebody looks."""
