"""Where the bin is found, and the daily tick that empties it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from gendan.desk.bin.kinds import KINDS
from gendan.spine import clock
from gendan.spine.access.queries import may_any
from gendan.spine.org.models import Employee
from gendan.ui import menu


def may_open(employee: Employee) -> bool:
    """Whoever may delete anything of a kind that has a bin."""
    return any(may_any(employee, "delete", kind.kind) for kind in KINDS.values())


def empty(now: datetime) -> None:
    """Remove what has lain in the bin for longer than the company's number of days."""
    for kind in KINDS.values():
        kind.empty(now=now)


def declare() -> None:
    """Register the entry and the tick; called once at start."""
    menu.register(
        "bin", label=_("Recycle bin"), icon="trash", url_name="bin:bin", group="customers", needs=may_open, position=90
    )
    clock.register("bin.empty", timedelta(days=1), empty)
