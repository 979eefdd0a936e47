"""What this module tells the spine and the pages at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.consignments import access, detail, listing, papers, procedure, soundness
from gendan.modules.followups import subjects
from gendan.modules.orders import page as order_page
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.documents import papers as spine_papers
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing

SENTENCES = {
    "consignments.begun": ("ship", _("%(actor)s began the export consignment %(title)s")),
    "consignments.noted": ("clipboard-text", _("%(actor)s wrote the consignment note of %(title)s")),
    "consignments.packed": ("packages", _("%(actor)s wrote the packing list of %(title)s: %(count)s packages")),
    "consignments.objected": ("alert-triangle", _("%(actor)s noted an objection to %(title)s")),
    "consignments.assigned": ("transfer", _("%(actor)s handed %(title)s from %(from)s to %(to)s")),
    "consignment.moved": ("ship", _("%(actor)s: export consignment %(from_title)s → %(to_title)s")),
}


def declare() -> None:
    """Register rights, procedure, papers, numbers, sentences, the list, the page and what orders show."""
    soundness.register()
    access_declarations.register(access.KIND, _("export consignments"), access.ACTIONS, access.CONSIGNMENTS)
    registry.register(procedure.CONSIGNMENT)
    documents.register(access.KIND, _("numbers of export consignments"), "TY{yy}{mm}-{seq:03}", "month")
    for paper in papers.PAPERS:
        spine_papers.register(paper)
    messages.register("consignments.shipped", _("shipping data of my orders"))
    subjects.register(access.KIND, subjects.while_it_runs)
    register_listing(listing.CONSIGNMENTS)
    pages.register(access.KIND, "consignments:detail", "ship", _("export consignment"))
    timeline.register_group("consignments", _("export consignments"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    order_page.register_card("consignments", detail.ORDER_CARD)
    order_page.register_outside("consignments", detail.CUSTOMER_PART)
    order_page.register_buttons("consignments", detail.order_buttons)
    menu.register(
        "consignments", label=_("Export consignments"), icon="ship", url_name="consignments:list", group="orders", needs=(access.KIND, "view"),
        position=36,
    )
