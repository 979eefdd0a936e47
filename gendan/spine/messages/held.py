"""What the outbox holds on a person: short messages to him."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gendan.spine.messages.models import Message
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Group, Holding

LETTERS = Group(
    key="letters", title=_("Letters and messages"), months=36,
    purpose=_("to write to the person about the business, and unasked only where the person agreed"),
)


def register() -> None:
    """Declare it."""
    persons.register_group(LETTERS)
    persons.register(
        Holding(
            key="messages.outside", group="letters", title=_("Short messages"), fields=("address", "title", "body", "sent_at"),
            rows=lambda person: Message.objects.filter(address__in=person.numbers).exclude(address=""), remove=_remove,
        ),
    )


def _remove(ids: Collection[int], _now: datetime) -> None:
    Message.objects.filter(pk__in=ids).delete()
