"""The Django app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "gendan.modules.privacy"

    def ready(self) -> None:
        from gendan.modules.privacy import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
