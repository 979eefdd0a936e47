"""The Django app."""

from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    name = "gendan.desk.permissions"
    label = "permissions"

    def ready(self) -> None:
        from gendan.desk.permissions import declarations  # noqa: PLC0415  models are loaded only now

        declarations.declare()
