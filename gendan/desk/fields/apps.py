"""The Django app."""

from django.apps import AppConfig


class FieldPagesConfig(AppConfig):
    name = "gendan.desk.fields"
    label = "field_pages"

    def ready(self) -> None:
        from gendan.desk.fields import places  # noqa: PLC0415 models are loaded only now

        places.declare()
