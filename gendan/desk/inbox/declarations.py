"""What the pages of messages and numbering tell the frame at start."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee
from gendan.ui import menu


def declare() -> None:
    """Register the settings pages; the inbox itself hangs on the bell."""
    menu.register(
        "robots", label=_("Chat robots"), icon="robot", url_name="messages:robots", group="settings",
        needs=is_administrator, position=60,
    )
    menu.register(
        "numbering", label=_("Numbering"), icon="hash", url_name="numbering:list", group="settings",
        needs=is_administrator, position=62,
    )


def is_administrator(employee: Employee) -> bool:
    """Whether the settings are open to the person."""
    return employee.is_administrator
