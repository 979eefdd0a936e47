"""The Django app."""

from datetime import timedelta

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "gendan.spine.backups"

    def ready(self) -> None:
        from gendan.spine import clock  # noqa: PLC0415  models are loaded only now
        from gendan.spine.backups import actions, findings, numbers  # noqa: F401, PLC0415

        clock.register("backups", timedelta(minutes=2), actions.tick)
        findings.declare()
