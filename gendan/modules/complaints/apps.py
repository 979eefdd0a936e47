"""The Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ComplaintsConfig(AppConfig):
    name = "gendan.modules.complaints"

    def ready(self) -> None:
        from gendan.modules.complaints import beginnings, declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
        post_migrate.connect(beginnings.lay_profiles, sender=self, dispatch_uid="complaints.lay_profiles")
