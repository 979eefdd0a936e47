"""Where the calendar is found: in the rail, and on each person's own page."""

from django.utils.translation import gettext_lazy as _

from gendan.ui import menu


def declare() -> None:
    """Register the entries; called once at start."""
    menu.register("calendar", label=_("Calendar"), icon="calendar", url_name="calendar:calendar", group="todos", position=16)
    menu.register_mine("calendar", label=_("My calendar"), icon="calendar", url_name="calendar:calendar", position=0)
