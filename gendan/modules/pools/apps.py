"""The Django app."""

from django.apps import AppConfig


class PoolsConfig(AppConfig):
    name = "gendan.modules.pools"

    def ready(self) -> None:
        from gendan.modules.pools import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
