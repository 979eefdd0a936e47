"""The Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "gendan.desk.search"
    label = "search"

    def ready(self) -> None:
        from gendan.desk.search import places  # noqa: PLC0415 models are loaded only now

        places.declare()
