"""The Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContractsConfig(AppConfig):
    name = "gendan.modules.contracts"

    def ready(self) -> None:
        from gendan.modules.contracts import beginnings, declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
        post_migrate.connect(beginnings.lay_kinds, sender=self, dispatch_uid="contracts.lay_kinds")
