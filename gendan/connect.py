"""The app that connects the events once every model is loaded."""

from datetime import timedelta

from django.apps import AppConfig

from gendan.spine import events


class WiringConfig(AppConfig):
    """Comes last, so that every module has registered what it declares."""

    name = "gendan.connect"
    label = "wiring"
    path = "gendan"

    def ready(self) -> None:
        from gendan.spine import clock, jobs, strays  # noqa: PLC0415  models are loaded only now
        from gendan.wiring import WIRING  # noqa: PLC0415

        events.connect(WIRING)
        clock.register("jobs.take_up_again", timedelta(seconds=20), jobs.take_up_again)
        clock.register("files.strays", timedelta(days=1), strays.sweep)
