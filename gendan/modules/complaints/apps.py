"""The Django app."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "gendan.modules.complaints"

    def ready(self) -> None:
        from gendan.modules.complaints import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
