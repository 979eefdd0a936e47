"""The Django app."""

from django.apps import AppConfig


class ProcedurePagesConfig(AppConfig):
    name = "gendan.desk.procedures"
    label = "procedure_pages"

    def ready(self) -> None:
        from gendan.desk.procedures import places  # noqa: PLC0415 models are loaded only now

        places.declare()
