"""The Django app."""

from django.apps import AppConfig


class ClassesConfig(AppConfig):
    name = "gendan.modules.classes"

    def ready(self) -> None:
        from gendan.modules.classes import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
