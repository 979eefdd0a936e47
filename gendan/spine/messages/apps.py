"""The Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagesConfig(AppConfig):
    name = "gendan.spine.messages"
    label = "outbox"  # django.contrib.messages has the plain label

    def ready(self) -> None:
        from gendan.spine import clock  # noqa: PLC0415 models are loaded only now
        from gendan.spine.messages import declarations, delivery, held  # noqa: PLC0415

        clock.register("messages.deliver", timedelta(seconds=5), delivery.deliver)
        declarations.register("messages.undelivered", _("messages that could not be delivered"), [])
        held.register()
