"""The Django app."""

from django.apps import AppConfig


class QuotesConfig(AppConfig):
    name = "gendan.modules.quotes"

    def ready(self) -> None:
        from gendan.modules.quotes import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
