"""The Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FollowupsConfig(AppConfig):
    name = "gendan.modules.followups"

    def ready(self) -> None:
        from gendan.modules.followups import declarations, scripts  # noqa: PLC0415 models are loaded only now

        declarations.declare()
        post_migrate.connect(scripts.lay_scripts, sender=self, dispatch_uid="followups.lay_scripts")
