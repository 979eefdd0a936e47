"""The Django app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "gendan.modules.catalog"

    def ready(self) -> None:
        from gendan.modules.catalog import access, importer  # noqa: PLC0415 models are loaded only now
        from gendan.spine.imports import registry  # noqa: PLC0415

        access.declare()
        registry.register(importer.IMPORTER)
