"""The Django app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "gendan.modules.catalog"

    def ready(self) -> None:
        from gendan.modules.catalog import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
