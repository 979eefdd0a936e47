"""The Django app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "gendan.desk.papers"
    label = "papers"

    def ready(self) -> None:
        from gendan.desk.papers import places  # noqa: PLC0415  models are loaded only now

        places.declare()
