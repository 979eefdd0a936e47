"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.followups import subjects
from gendan.modules.opportunities import page as opportunity_page
from gendan.modules.quotes import access, actions, importer, listing, on_others, procedure, shown, soundness
from gendan.modules.quotes.papers import QUOTATION
from gendan.spine import clock
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.documents import papers
from gendan.spine.imports import registry as imports
from gendan.spine.links import declarations as links
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports


def _expire(now: datetime) -> Any:
    return actions.expire_due(now=now)


def declare() -> None:
    """Register rights, the procedure, numbers, topics, sentences, papers, pages and reports."""
    soundness.register()
    access_declarations.register(access.KIND, _("quotations"), access.ACTIONS, access.DEFAULTS)
    access_declarations.hide(access.KIND, *access.COSTS, behind="costs")
    registry.register(procedure.QUOTE)
    imports.register(importer.IMPORTER)
    papers.register(QUOTATION)
    documents.register("quote", _("quotation numbers"), "BJ{yy}{mm}-{seq:04}", "month")
    messages.register("quotes.decided", _("decisions on my prices, and customers' answers"))
    subjects.register(access.KIND, lambda _quote: None)
    clock.register("quotes.expire", timedelta(minutes=10), _expire)
    links.register("quote", _("Quotation to accept"), "quotes:public")
    register_reports(*shown.REPORTS, group=_("Sales"))
    _declare_pages()
    _declare_sentences()


def _declare_pages() -> None:
    register_listing(listing.QUOTES)
    pages.register(access.KIND, "quotes:detail", "file-dollar", _("quotation"))
    opportunity_page.register_card("quotes", on_others.CARD)
    customer_page.register_buttons("quotes", on_others.of_customer)
    menu.register(
        "quotes", label=_("Quotations"), icon="file-dollar", url_name="quotes:list", group="opportunities",
        needs=(access.KIND, "view"), position=21,
    )


def _declare_sentences() -> None:
    timeline.register_group("quote", _("quotations"))
    timeline.register("quote.asked", "file-dollar", _("%(actor)s entered an enquiry by %(enquiry)s: %(title)s"))
    timeline.register("opportunity.quote_accepted", "check", _("The customer accepted the quotation %(number)s, %(amount)s"))
    timeline.register("quote.changed", "pencil", _("%(actor)s changed %(title)s"))
    timeline.register("quote.assigned", "transfer", _("%(actor)s handed %(title)s from %(from)s to %(to)s"))
