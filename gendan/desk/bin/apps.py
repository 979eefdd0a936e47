"""The Django app."""

from django.apps import AppConfig


class BinConfig(AppConfig):
    name = "gendan.desk.bin"
    label = "recycle_bin"

    def ready(self) -> None:
        from gendan.desk.bin import places  # noqa: PLC0415 models are loaded only now

        places.declare()
