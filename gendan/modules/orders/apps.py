"""The Django app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "gendan.modules.orders"

    def ready(self) -> None:
        from gendan.modules.orders import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
