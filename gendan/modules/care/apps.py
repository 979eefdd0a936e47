"""The Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CareConfig(AppConfig):
    name = "gendan.modules.care"

    def ready(self) -> None:
        from gendan.modules.care import beginnings, declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
        post_migrate.connect(beginnings.lay_letters, sender=self, dispatch_uid="care.lay_letters")
        post_migrate.connect(beginnings.lay_questions, sender=self, dispatch_uid="care.lay_questions")
