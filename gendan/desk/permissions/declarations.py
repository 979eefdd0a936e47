"""What these pages tell the frame at start."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.access.actions import may_set_rules
from gendan.ui import menu


def declare() -> None:
    """The places in the rail, for those who assign permissions."""
    menu.register(
        "permissions", label=_("Permissions"), icon="shield-lock", url_name="permissions", group="settings",
        needs=may_set_rules, position=20,
    )
    menu.register(
        "grants", label=_("Opened records"), icon="key", url_name="grants", group="settings", needs=may_set_rules,
        position=21,
    )
