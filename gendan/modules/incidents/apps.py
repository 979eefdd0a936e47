"""The Django app."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "gendan.modules.incidents"

    def ready(self) -> None:
        from gendan.modules.incidents import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
