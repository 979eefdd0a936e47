"""The app that connects the events once every model is loaded."""

from django.apps import AppConfig

from gendan.spine import events


class WiringConfig(AppConfig):
    """Comes last, so that every module has registered what it declares."""

    name = "gendan.connect"
    label = "wiring"
    path = "gendan"

    def ready(self) -> None:
        from gendan.wiring import WIRING  # noqa: PLC0415  models are loaded only now

        events.connect(WIRING)
