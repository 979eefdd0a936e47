"""What this module tells the spine and the pages at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog import access, importer, listing
from gendan.spine.imports import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing


def declare() -> None:
    """Register rights, the importer, the list and its place."""
    access.declare()
    registry.register(importer.IMPORTER)
    timeline.register("product.added", "package", _("%(actor)s added the product %(title)s"))
    timeline.register("product.changed", "pencil", _("%(actor)s changed the product %(title)s"))
    register_listing(listing.PRODUCTS)
    pages.register(access.KIND, "catalog:detail", "package", _("product"))
    menu.register(
        "products", label=_("Products"), icon="package", url_name="catalog:list", group="opportunities",
        needs=(access.KIND, "view"), position=24, shortcut="p",
    )
