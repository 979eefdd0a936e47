"""The Django app."""

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "gendan.modules.handovers"

    def ready(self) -> None:
        from gendan.modules.handovers import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
