"""The Django app."""

from django.apps import AppConfig


class FieldsConfig(AppConfig):
    name = "gendan.spine.fields"

    def ready(self) -> None:
        from gendan.spine.fields import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
