"""The Django app."""

from django.apps import AppConfig


class TendersConfig(AppConfig):
    name = "gendan.modules.tenders"

    def ready(self) -> None:
        from gendan.modules.tenders import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
