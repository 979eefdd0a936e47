"""The Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "gendan.modules.plans"

    def ready(self) -> None:
        from gendan.modules.plans import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
