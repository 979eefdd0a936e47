"""The line of the "new" menu that begins with the choice of a customer."""

from django.utils.translation import gettext_lazy as _

from gendan.ui import menu


def declare() -> None:
    """Register the line; called once at start."""
    menu.register_create(
        "followup", label=_("Write a follow-up"), icon="message", url_name="followup_new",
        needs=("customers.customer", "follow"), position=5,
    )
