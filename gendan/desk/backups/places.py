"""Where the page of backups is found."""

from django.utils.translation import pgettext_lazy

from gendan.desk.settings.gate import may_settle
from gendan.ui import menu


def declare() -> None:
    """Register the entry."""
    menu.register(
        "settings.backups", label=pgettext_lazy("place", "Backups"), icon="archive", url_name="backups:list",
        group="settings", needs=may_settle, position=60,
    )
