"""The Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gendan.desk"

    def ready(self) -> None:
        from gendan.desk.import_pages import people  # noqa: PLC0415 models are loaded only now
        from gendan.spine.imports import registry  # noqa: PLC0415

        registry.register(people.IMPORTER)
