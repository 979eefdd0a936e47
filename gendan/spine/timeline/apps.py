"""The Django app."""

from django.apps import AppConfig

from gendan.spine.timeline import declarations


class TimelineConfig(AppConfig):
    name = "gendan.spine.timeline"

    def ready(self) -> None:
        from gendan.spine.timeline import held  # noqa: PLC0415 models are loaded only now

        declarations.declare_own()
        held.register()
