"""The Django app."""

from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "gendan.modules.opportunities"

    def ready(self) -> None:
        from gendan.modules.opportunities import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
