"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.modules.contracts import access, actions, detail, held, listing, overview, procedure, shown, soundness
from gendan.modules.contracts.papers import CONTRACT, REVIEW
from gendan.modules.customers import page as customer_page
from gendan.modules.quotes import detail as quote_page
from gendan.spine import clock, words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.documents import papers
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui import todos as todo_pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

SENTENCES = {
    "contracts.drafted": ("file-text", _("%(actor)s began the contract %(title)s")),
    "contracts.changed": ("pencil", _("%(actor)s changed %(title)s")),
    "contracts.lines": ("list", _("%(actor)s changed what is sold: %(before)s → %(amount)s %(currency)s")),
    "contracts.terms": ("cash", _("%(actor)s changed the payments")),
    "contracts.requirements": ("checkbox", _("%(actor)s changed the requirements")),
    "contracts.difference": ("arrows-diff", _("%(actor)s noted a difference: %(subject)s")),
    "contracts.resolved": ("check", _("%(actor)s resolved the difference: %(subject)s (%(evidence)s)")),
    "contracts.stock": ("building-warehouse", _("%(actor)s answered for the warehouse: %(supply)s")),
    "contracts.amended": ("git-branch", _("%(actor)s began the change %(number)s")),
    "contracts.renewed": ("repeat", _("%(actor)s began the contract of the next term: %(number)s")),
    "contracts.no_order": ("ban", _("%(actor)s said why there is no order")),
    "contracts.kind": ("settings", _("%(actor)s changed the kind of contract %(title)s")),
    "contracts.release": ("speakerphone", _("%(actor)s began the product information %(title)s")),
    "contracts.information": ("plus", _("%(actor)s wrote down information of %(who)s")),
    "contracts.trouble": ("alert-circle", _("%(actor)s noted a trouble to be told: %(trigger)s")),
    "information_release.moved": ("speakerphone", _("%(actor)s: %(from_title)s → %(to_title)s")),
    "daily_summary.moved": ("notes", _("%(actor)s: %(from_title)s → %(to_title)s")),
    "customer_trouble.moved": ("alert-circle", _("%(actor)s: %(from_title)s → %(to_title)s")),
    "contract.moved": ("file-text", _("%(actor)s: %(from_title)s → %(to_title)s")),
}


COMMUNICATION = (
    (access.RELEASE, _("product information")), (access.SUMMARY, _("daily information summaries")), (access.TROUBLE, _("troubles to be told")),
)
PAGES = (
    (access.RELEASE, "contracts:release", "speakerphone", _("product information")),
    (access.SUMMARY, "contracts:summary", "notes", _("daily information summary")),
    (access.TROUBLE, "contracts:trouble", "alert-circle", _("trouble to be told")),
)
PLACES = (
    ("troubles", _("Troubles to be told"), "alert-circle", "contracts:troubles", access.TROUBLE, 36),
    ("summaries", _("Daily information summaries"), "notes", "contracts:summaries", access.SUMMARY, 37),
    ("releases", _("Product information"), "speakerphone", "contracts:releases", access.RELEASE, 38),
)


def _renewals(now: datetime) -> Any:
    return actions.ask_renewals(now=now), actions.end_past(now=now)


#: Where a to-do of a contract is finished, other than by a move of its procedure.
COMPLETIONS = {"state.draft": "contracts:detail", "state.resolving": "contracts:detail", "state.approved": "contracts:sign", "stock": "contracts:stock"}


def _done(todo: Todo) -> str:
    name = COMPLETIONS.get(todo.key)
    return reverse(name, args=[todo.record_id]) if name else ""


def _declare_menu() -> None:
    menu.register(
        "contracts", label=_("Contracts"), icon="file-text", url_name="contracts:list", group="opportunities",
        needs=(access.CONTRACT, "view"), position=34,
    )
    menu.register(
        "contract_kinds", label=_("Kinds of contract"), icon="settings", url_name="contracts:kinds", group="opportunities",
        needs=(access.CONTRACT, "configure"), position=35,
    )
    for key, label, icon, address, kind, position in PLACES:
        menu.register(key, label=label, icon=icon, url_name=address, group="opportunities", needs=(kind, "view"), position=position)
    menu.register_create(
        "contracts", label=_("New contract"), icon="file-text", url_name="contracts:create", needs=(access.CONTRACT, "create"), position=34,
    )


def declare() -> None:
    """Register rights, procedures and ticks, sentences, lists, pages, reports and places."""
    held.register()
    access_declarations.register(access.CONTRACT, _("contracts"), access.ACTIONS, access.CONTRACTS)
    soundness.register()
    for kind, label in COMMUNICATION:
        access_declarations.register(kind, label, ("view", "create", "edit"), access.COMMUNICATION)
    for declared in (procedure.CONTRACT, procedure.RELEASE, procedure.SUMMARY, procedure.TROUBLE):
        registry.register(declared)
    papers.register(CONTRACT)
    papers.register(REVIEW)
    documents.register(access.CONTRACT, _("contract numbers"), "HT{yy}{mm}-{seq:04}", "month")
    documents.register(access.REVIEW, _("numbers of contract reviews"), "PS{yy}{mm}-{seq:04}", "month")
    documents.register(access.RELEASE, _("numbers of product information"), "XX{yy}{mm}-{seq:03}", "month")
    documents.register(access.TROUBLE, _("numbers of troubles"), "GT{yy}{mm}-{seq:03}", "month")
    words.declare("todo.information", _("Follow the information: %(what)s"))
    messages.register("contracts.news", _("news of contracts"))
    for one in (listing.CONTRACTS, overview.RELEASES, overview.SUMMARIES, overview.TROUBLES):
        register_listing(one)
    register_reports(*shown.REPORTS, group=_("Contracts"))
    quote_page.add_buttons(overview.on_quote)
    customer_page.register_buttons("contracts", overview.on_customer)
    for kind, address, icon, label in PAGES:
        pages.register(kind, address, icon, label)
    pages.register(access.CONTRACT, "contracts:detail", "file-text", _("contract"))
    todo_pages.register_completion(access.CONTRACT, _done)
    todo_pages.register_brief(access.CONTRACT, detail.brief)
    _declare_menu()
    clock.register("contracts.terms", timedelta(hours=1), _renewals)
    words.declare("todo.contract_stock", _("Is it in stock, enough and qualified? %(name)s"))
    timeline.register("contracts.copy_same", "shield-check", _("%(actor)s checked the signed copy: it is unchanged"))
    timeline.register("contracts.copy_differs", "alert-circle", _("%(actor)s checked the signed copy: it is not the file that was signed"))
    words.declare("todo.contract_begin", _("Begin the contract of the accepted quotation: %(name)s"))
    words.declare("todo.contract_renewal", _("Runs out: talk about renewing %(name)s"))
    timeline.register_group("contracts", _("contracts"))
    timeline.register_group("contract", _("contracts"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
