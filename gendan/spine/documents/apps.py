"""The Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "gendan.spine.documents"

    def ready(self) -> None:
        from gendan.spine.timeline import declarations  # noqa: PLC0415  models are loaded only now

        declarations.register_group("paper", _("papers"))
        declarations.register("paper.made", "file-text", _("%(actor)s made the paper %(name)s"))
