"""The Django app."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "gendan.modules.care"

    def ready(self) -> None:
        from gendan.modules.care import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
