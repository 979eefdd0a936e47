"""The Django app."""

from django.apps import AppConfig


class CapaConfig(AppConfig):
    name = "gendan.modules.capa"

    def ready(self) -> None:
        from gendan.modules.capa import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
