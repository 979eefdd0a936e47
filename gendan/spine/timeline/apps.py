"""The Django app."""

from django.apps import AppConfig

from gendan.spine.timeline import declarations


class TimelineConfig(AppConfig):
    name = "gendan.spine.timeline"

    def ready(self) -> None:
        declarations.declare_own()
