"""The Django app."""

from datetime import timedelta

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "gendan.spine.links"

    def ready(self) -> None:
        from gendan.spine import clock  # noqa: PLC0415  models are loaded only now
        from gendan.spine.links import actions, declarations  # noqa: PLC0415

        declarations.declare_own()
        clock.register("links.tidy", timedelta(hours=1), lambda now: actions.tidy(now=now))
