"""What this module tells the spine and the frame at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.contracts import page as contract_page
from gendan.modules.customers import page as customer_page
from gendan.modules.followups import subjects
from gendan.modules.opportunities import page as opportunity_page
from gendan.modules.orders import access, actions, importer, listing, on_customer, procedure, rules, shown, soundness
from gendan.modules.orders.access import CHANGE, COORDINATION, ORDER, RUSH
from gendan.modules.orders.papers import NOTICE, RETURN, REVIEW
from gendan.spine import clock, words
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

NUMBERS = (
    (ORDER, _("order numbers"), "DH{yy}{mm}-{seq:04}"), ("order_notice", _("numbers of order notices"), "TZ{yy}{mm}-{seq:04}"),
    ("order_return", _("numbers of return records"), "TD{yy}{mm}-{seq:04}"), (CHANGE, _("numbers of order changes"), "BG{yy}{mm}-{seq:04}"),
    ("order_coordination", _("numbers of coordinations"), "XT{yy}{mm}-{seq:04}"), (RUSH, _("numbers of rush requests"), "JJ{yy}{mm}-{seq:04}"),
)
PAGES = (
    (ORDER, "orders:detail", "clipboard-list", _("order")), (COORDINATION, "orders:coordination", "flask", _("coordination")),
    (CHANGE, "orders:change", "replace", _("order change")), (RUSH, "orders:rush", "urgent", _("rush request")),
)
LABELS = {
    ORDER: (_("orders"), access.ACTIONS), COORDINATION: (_("coordination of special orders"), ("view", "edit")),
    CHANGE: (_("order changes"), ("view", "create")), RUSH: (_("rush requests"), ("view", "create")),
}
SENTENCES = {
    "orders.entered": ("clipboard-plus", _("%(actor)s entered the order %(title)s")),
    "orders.edited": ("pencil", _("%(actor)s changed %(title)s")),
    "orders.lines": ("list", _("%(actor)s wrote the products of %(title)s")),
    "orders.assigned": ("transfer", _("%(actor)s handed %(title)s from %(from)s to %(to)s")),
    "orders.promised": ("calendar-check", _("%(actor)s promised %(day)s")),
    "orders.promise_moved": ("calendar-time", _("%(actor)s moved the promised day from %(old)s to %(new)s")),
    "orders.stage_done": ("progress-check", _("%(actor)s: %(stage)s on %(day)s %(line)s")),
    "orders.stage_planned": ("calendar", _("%(actor)s planned %(stage)s for %(day)s %(line)s")),
    "orders.by_line": ("list-details", _("%(actor)s keeps the progress line by line")),
    "orders.late": ("alert-circle", _("%(stage)s is late by %(days)s days")),
    "orders.told": ("message-check", _("%(actor)s told the customer the new day")),
    "orders.change_asked": ("replace", _("%(actor)s asked for the change %(number)s: %(kind)s")),
    "orders.confirmation_asked": ("help-circle", _("%(actor)s asked the customer to confirm: %(subject)s")),
    "orders.confirmation_answered": ("circle-check", _("%(subject)s: %(answer)s by %(name)s")),
    "orders.follows": ("replace", _("%(title)s follows the contract %(number)s")),
    "orders.rush_asked": ("urgent", _("%(actor)s asked to let it go first, for %(requester)s")),
    "orders.formula": ("flask", _("%(actor)s wrote version %(number)s of formula and process")),
    "orders.workshop": ("building-factory", _("%(actor)s set the workshop %(name)s to %(pieces)s pieces a week")),
    "orders.week": ("building-factory", _("%(actor)s set %(name)s in the week of %(week)s to %(pieces)s pieces")),
    "orders.material": ("box", _("%(actor)s set the lead time of %(name)s to %(days)s working days")),
    "orders.change_table": ("table", _("%(actor)s changed %(count)s answers of the table of order changes")),
    "order.moved": ("clipboard-list", _("%(actor)s: %(from_title)s → %(to_title)s")),
    "order_coordination.moved": ("flask", _("%(actor)s: coordination %(from_title)s → %(to_title)s")),
    "order_change.moved": ("replace", _("%(actor)s: order change %(from_title)s → %(to_title)s")),
    "order_rush.moved": ("urgent", _("%(actor)s: rush request %(from_title)s → %(to_title)s")),
}


def _warn(now: datetime) -> Any:
    return actions.warn_of_delays(now=now)


def declare() -> None:
    """Register rights, procedures, numbers, ticks, topics, sentences, lists, pages, reports and places."""
    soundness.register()
    for kind, (label, verbs) in LABELS.items():
        access_declarations.register(kind, label, verbs, access.KINDS[kind])
    for declared in procedure.PROCEDURES:
        registry.register(declared)
    imports.register(importer.IMPORTER)
    papers.register(REVIEW)
    papers.register(NOTICE)
    papers.register(RETURN)
    links.register("order", _("Where the order is"), "orders:public")
    for key, name, pattern in NUMBERS:
        documents.register(key, name, pattern, "month")
    for kind, url_name, icon, label in PAGES:
        pages.register(kind, url_name, icon, label)
    for one in (listing.ORDERS, listing.COORDINATIONS, listing.CHANGES, listing.RUSHES):
        register_listing(one)
    messages.register("orders.progress", _("delays of my orders"))
    messages.register("orders.changes", _("changes and rush requests of my orders"))
    clock.register("orders.delays", timedelta(minutes=30), _warn)
    words.declare("orders.tell_customer", _("Tell the customer that the promised day has moved: %(number)s"))
    words.declare("orders.from_contract", _("Enter the order of the contract, or say why there is none: %(number)s"))
    words.declare("orders.have_confirmed", _("Have the customer confirm: %(what)s"))
    words.declare("orders.contract_changed", _("Bring the order in line with the changed contract: %(number)s"))
    words.declare("orders.late", _("React to the delay: %(number)s"))
    customer_page.register_tab(on_customer.TAB)
    customer_page.register_figures("orders", on_customer.figures)
    customer_page.register_buttons("orders", on_customer.buttons)
    opportunity_page.register_buttons("orders", on_customer.opportunity_buttons)
    contract_page.register_buttons("orders", on_customer.contract_buttons)
    subjects.register(ORDER, rules.activities_are_allowed)
    register_reports(*shown.REPORTS, group=_("Orders"))
    timeline.register_group("orders", _("orders"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    _declare_menu()


def _declare_menu() -> None:
    menu.register("orders", label=_("Orders"), icon="clipboard-list", url_name="orders:list", needs=(ORDER, "view"), position=30)
    menu.register(
        "order_progress", label=_("Order progress"), icon="progress-check", url_name="orders:progress", group="orders", needs=(ORDER, "view"),
        position=31,
    )
    menu.register(
        "capacity", label=_("Capacity and key materials"), icon="building-factory", url_name="orders:capacity", group="orders",
        needs=(ORDER, "production"), position=35,
    )
    menu.register(
        "order_changes", label=_("Order changes"), icon="replace", url_name="orders:changes", group="orders", needs=(CHANGE, "view"), position=32,
    )
    menu.register("rushes", label=_("Rush requests"), icon="urgent", url_name="orders:rushes", group="orders", needs=(RUSH, "view"), position=33)
    menu.register(
        "coordinations", label=_("Coordination"), icon="flask", url_name="orders:coordinations", group="orders",
        needs=(COORDINATION, "view"), position=34,
    )
    menu.register_create("orders", label=_("New order"), icon="clipboard-list", url_name="orders:create", needs=(ORDER, "create"), position=30)
