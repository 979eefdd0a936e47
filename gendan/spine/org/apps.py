"""The Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrgConfig(AppConfig):
    name = "gendan.spine.org"

    def ready(self) -> None:
        from gendan.spine.org.seeding import lay_ground  # noqa: PLC0415  models are loaded only now

        post_migrate.connect(lay_ground, sender=self, dispatch_uid="org.lay_ground")
