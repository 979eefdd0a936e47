"""The Django app."""

from django.apps import AppConfig


class MergesConfig(AppConfig):
    name = "gendan.modules.merges"

    def ready(self) -> None:
        from gendan.modules.merges import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
