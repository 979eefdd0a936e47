"""The Django app."""

from datetime import timedelta

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "gendan.spine.imports"

    def ready(self) -> None:
        from gendan.spine import bulk, clock  # noqa: PLC0415 models are loaded only now
        from gendan.spine.imports import held, working  # noqa: PLC0415

        clock.register("imports.take_up_again", timedelta(seconds=60), working.take_up_again)
        clock.register("imports.sort_in", timedelta(minutes=2), bulk.sort_in)
        held.register()
