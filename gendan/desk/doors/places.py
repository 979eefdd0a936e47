"""Where these pages are found."""

from django.utils.translation import gettext_lazy as _

from gendan.desk.settings.gate import may_settle
from gendan.ui import menu


def declare() -> None:
    """Register the entries."""
    menu.register_mine("second", label=_("My second factor"), icon="shield-lock", url_name="doors:second", position=3)
    menu.register_mine("visits", label=_("Where I am logged in"), icon="device-laptop", url_name="doors:visits", position=4)
    menu.register(
        "settings.doors", label=_("Logging in"), icon="shield-lock", url_name="doors:settings", group="settings",
        needs=may_settle, position=7,
    )
