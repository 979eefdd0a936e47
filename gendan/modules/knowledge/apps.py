"""The Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KnowledgeConfig(AppConfig):
    name = "gendan.modules.knowledge"

    def ready(self) -> None:
        from gendan.modules.knowledge import declarations, laying  # noqa: PLC0415 models are loaded only now

        declarations.declare()
        post_migrate.connect(laying.lay_articles, sender=self, dispatch_uid="knowledge.lay_articles")
