"""The Django app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "gendan.spine.procedures"

    def ready(self) -> None:
        from gendan.spine.procedures import declarations, held  # noqa: PLC0415 models are loaded only now

        declarations.declare()
        held.register()
