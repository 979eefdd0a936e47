"""What follow-ups add to the customer's page besides the story: promise an answer, note material on its way."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button
from gendan.ui.listing.filters import Asked


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """Two dialogs; off for those who may not follow the customer."""
    answer = may(asked.user, "follow", record)
    return [
        Button(
            key=key, title=title, icon=icon, dialog=True, url=reverse(f"followups:{key}", args=[record.pk]),
            allowed=answer.allowed, reason=answer.reason, who=answer.who,
        )
        for key, title, icon in (
            ("promise_new", _("Promise an answer"), "clock"), ("material", _("Material sent"), "package"),
        )
    ]
