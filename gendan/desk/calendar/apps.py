"""The Django app."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "gendan.desk.calendar"
    label = "calendar"

    def ready(self) -> None:
        from gendan.desk.calendar import places  # noqa: PLC0415 models are loaded only now

        places.declare()
