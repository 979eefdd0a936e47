"""The Django app."""

from django.apps import AppConfig


class HomePageConfig(AppConfig):
    name = "gendan.desk.home"
    label = "home_page"

    def ready(self) -> None:
        from gendan.desk.home import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
