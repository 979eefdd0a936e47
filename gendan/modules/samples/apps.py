"""The Django app."""

from django.apps import AppConfig


class SamplesConfig(AppConfig):
    name = "gendan.modules.samples"

    def ready(self) -> None:
        from gendan.modules.samples import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
