"""Where the pages are found."""

from django.utils.translation import gettext_lazy as _

from gendan.desk.fields import soundness
from gendan.desk.settings.gate import may_settle
from gendan.ui import menu


def declare() -> None:
    """Register the entry; called once at start."""
    soundness.register()
    menu.register(
        "settings.fields", label=_("Own fields"), icon="forms", url_name="fields:list", group="settings",
        needs=may_settle, position=20,
    )
