"""The one list: event -> action of another module."""

from django.apps import AppConfig

from gendan.spine import events


class WiringConfig(AppConfig):
    """Connects the events once every module is loaded."""

    name = "gendan.wiring"
    label = "wiring"
    path = "gendan"

    def ready(self) -> None:
        events.connect(WIRING)


WIRING: dict[str, tuple[events.Listener, ...]] = {}
