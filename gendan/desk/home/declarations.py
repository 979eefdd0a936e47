"""What this room tells the frame at start."""

from django.utils.translation import gettext_lazy as _

from gendan.desk.home.late import LATE
from gendan.ui import menu
from gendan.ui.report import declare as reports


def declare() -> None:
    """Register the place in the rail."""
    menu.register("home", label=_("Work board"), icon="home", url_name="home", position=0, shortcut="h")
    reports.register(LATE, group=_("Management"))
