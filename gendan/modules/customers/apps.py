"""The Django app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "gendan.modules.customers"

    def ready(self) -> None:
        from gendan.modules.customers import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
