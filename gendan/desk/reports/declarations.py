"""What this room tells the frame at start."""

from django.utils.translation import gettext_lazy as _

from gendan.ui import menu


def declare() -> None:
    """Register the place in the rail."""
    menu.register("reports", label=_("Reports"), icon="chart-bar", url_name="reports", position=60, shortcut="r")
