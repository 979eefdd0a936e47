"""The Django app."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "gendan.modules.followups"

    def ready(self) -> None:
        from gendan.modules.followups import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
