"""The Django app."""

from django.apps import AppConfig


class SettingsConfig(AppConfig):
    name = "gendan.desk.settings"
    label = "desk_settings"

    def ready(self) -> None:
        from gendan.desk.settings import journal, places  # noqa: PLC0415  models are loaded only now

        journal.declare()
        places.declare()
