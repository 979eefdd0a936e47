"""Where the settings of papers are found."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.desk.settings.gate import may_settle
from gendan.ui import menu


def declare() -> None:
    """Register the entries; called once at start."""
    menu.register(
        "settings.letterhead", label=_("Letterhead"), icon="id-badge-2", url_name="papers:letterhead", group="settings",
        needs=may_settle, position=31,
    )
    menu.register(
        "settings.papers", label=pgettext_lazy("place", "Papers and templates"), icon="file-text", url_name="papers:templates",
        group="settings", needs=may_settle, position=32,
    )
