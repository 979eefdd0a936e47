"""What this module tells the spine and the pages at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.knowledge import access, listing, shown, soundness
from gendan.spine.access import declarations as access_declarations
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports


def declare() -> None:
    """Register rights, sentences, lists and places."""
    soundness.register()
    access_declarations.register(access.KIND, _("knowledge"), access.ACTIONS, access.DEFAULTS)
    timeline.register_group("article", _("knowledge"))
    timeline.register("article.added", "book", _("%(actor)s wrote the article"))
    timeline.register("article.changed", "pencil", _("%(actor)s wrote version %(revision)s"))
    timeline.register("article.binned", "trash", _("%(actor)s moved the article to the recycle bin"))
    timeline.register("article.restored", "restore", _("%(actor)s took the article out of the recycle bin"))
    timeline.register("article.linked", "link", _("%(actor)s linked knowledge to %(record)s"))
    timeline.register("article.unlinked", "unlink", _("%(actor)s took knowledge off %(record)s"))
    register_listing(listing.ARTICLES)
    register_listing(listing.MANAGED)
    register_reports(*shown.REPORTS, group=_("Knowledge"))
    pages.register(access.KIND, "knowledge:detail", "book", _("article"))
    menu.register("knowledge", label=_("Knowledge"), icon="book", url_name="knowledge:list", position=45)
    menu.register(
        "knowledge.manage", label=_("Manage knowledge"), icon="settings", url_name="knowledge:managed", group="knowledge",
        needs=(access.KIND, "edit"), position=20,
    )
