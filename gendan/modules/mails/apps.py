"""The Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MailsConfig(AppConfig):
    name = "gendan.modules.mails"

    def ready(self) -> None:
        from gendan.modules.mails import beginnings, declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
        post_migrate.connect(beginnings.lay_templates, sender=self, dispatch_uid="mails.lay_templates")
