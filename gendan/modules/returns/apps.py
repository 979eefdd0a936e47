"""The Django app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "gendan.modules.returns"

    def ready(self) -> None:
        from gendan.modules.returns import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
