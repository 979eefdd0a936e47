"""The Django app."""

from django.apps import AppConfig


class ConsignmentsConfig(AppConfig):
    name = "gendan.modules.consignments"

    def ready(self) -> None:
        from gendan.modules.consignments import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
