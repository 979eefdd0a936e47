"""What this module tells the spine and the pages at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog import access, importer, listing
from gendan.spine.access.actions import may_set_rules
from gendan.spine.imports import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing


def declare() -> None:
    """Register rights, the importer, the list and its place."""
    access.declare()
    registry.register(importer.PRODUCTS)
    registry.register(importer.PRICES)
    timeline.register("product.added", "package", _("%(actor)s added the product %(title)s"))
    timeline.register("product.changed", "pencil", _("%(actor)s changed the product %(title)s"))
    timeline.register("pricelist.added", "receipt", _("%(actor)s added the price list %(title)s"))
    timeline.register("pricelist.changed", "pencil", _("%(actor)s changed the price list %(title)s"))
    timeline.register("pricelist.prices", "receipt", _("%(actor)s changed %(count)s prices of %(title)s"))
    register_listing(listing.PRODUCTS)
    register_listing(listing.PRICE_LISTS)
    pages.register(access.LIST, "catalog:price_list", "receipt", _("price list"))
    _declare_places()
    pages.register(access.KIND, "catalog:detail", "package", _("product"))
    menu.register(
        "products", label=_("Products"), icon="package", url_name="catalog:list", group="opportunities",
        needs=(access.KIND, "view"), position=24, shortcut="p",
    )


def _declare_places() -> None:
    readers = (access.LIST, "view")
    menu.register(
        "price_lists", label=_("Price lists"), icon="receipt", url_name="catalog:price_lists", group="opportunities", needs=readers,
        position=25,
    )
    for position, (key, label, icon, url_name) in enumerate((
        ("rates", _("Rates of exchange"), "coins", "catalog:rates"), ("units", _("Units"), "ruler-2", "catalog:units"),
    ), start=27):
        menu.register(key, label=label, icon=icon, url_name=url_name, group="opportunities", needs=readers, position=position)
    menu.register(
        "settings.authority", label=_("Authority over prices"), icon="stairs-up", url_name="catalog:authority", group="settings",
        needs=may_set_rules, position=42,
    )
