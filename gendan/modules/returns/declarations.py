"""What this module tells the spine and the pages at start."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.capa import subjects as capa_subjects
from gendan.modules.capa.words import Origin
from gendan.modules.customers import page as customer_page
from gendan.modules.customers import serving
from gendan.modules.followups import subjects
from gendan.modules.orders import page as order_page
from gendan.modules.returns import access, importer, listing, on_others, procedure, shown, soundness
from gendan.modules.returns.access import DAY, DESK, RETURN, VOICE, WANTED
from gendan.modules.returns.papers import LABEL, REPORT
from gendan.spine import words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.documents import papers
from gendan.spine.imports import registry as imports
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

LABELS = {
    RETURN: (_("returns"), access.ACTIONS), DAY: (_("days of service desks"), access.DESK_ACTIONS), DESK: (_("returns at service desks"), access.DESK_ACTIONS),
    VOICE: (_("complaints at service desks"), access.DESK_ACTIONS), WANTED: (_("wanted goods"), access.DESK_ACTIONS),
}
PAGES = (
    (RETURN, "returns:detail", "truck-return", pgettext_lazy("goods", "return")), (DAY, "returns:day", "building-store", _("desk day")),
    (DESK, "returns:desk_return", "receipt-refund", _("return at the desk")), (VOICE, "returns:voice", "message-exclamation", _("complaint at the desk")),
    (WANTED, "returns:want", "shopping-cart", _("wanted goods")),
)
NUMBERS = (
    (RETURN, _("numbers of returns"), "TH{yy}{mm}-{seq:04}"), ("returns.report", _("numbers of inspection reports"), "JY{yy}{mm}-{seq:04}"),
    (DESK, _("numbers of returns at desks"), "TT{yy}{mm}-{seq:05}"),
)
SENTENCES = {
    "returns.registered": ("truck-return", _("%(actor)s registered the return %(number)s: %(title)s")),
    "returns.imported": ("upload", _("%(actor)s imported the return %(title)s")),
    "returns.attached": ("message-exclamation", _("%(actor)s: the goods belong to %(title)s")),
    "returns.passed_on": ("message-exclamation", _("%(actor)s passed it on as complaint %(number)s")),
    "returns.lines": ("list-check", _("%(actor)s wrote %(count)s lines of the inspection report")),
    "returns.signed_in": ("login", _("%(actor)s signed in at the service desk")),
    "returns.at_desk": ("receipt-refund", _("%(actor)s took back %(number)s: %(title)s")),
    "returns.heard": ("message-exclamation", _("%(actor)s noted a complaint of %(name)s")),
    "returns.wanted": ("shopping-cart", _("%(actor)s noted wanted goods: %(title)s")),
    "returns.expense": ("coin", _("%(actor)s took %(amount)s yuan from the float: %(what)s")),
    "returns.handed_over": ("transfer", _("%(actor)s handed the desk over to %(to)s with %(count)s open matters")),
    "goods_return.moved": ("truck-return", _("%(actor)s: return %(from_title)s → %(to_title)s")),
    "desk_day.moved": ("building-store", _("%(actor)s: service desk %(from_title)s → %(to_title)s")),
    "desk_return.moved": ("receipt-refund", _("%(actor)s: return at the desk %(from_title)s → %(to_title)s")),
    "desk_complaint.moved": ("message-exclamation", _("%(actor)s: complaint at the desk %(from_title)s → %(to_title)s")),
    "wanted_goods.moved": ("shopping-cart", _("%(actor)s: wanted goods %(from_title)s → %(to_title)s")),
}


def declare() -> None:
    """Register rights, procedures, papers, numbers, sentences, lists, pages, reports and places."""
    serving.register("goods_return")
    soundness.register()
    for kind, (label, verbs) in LABELS.items():
        access_declarations.register(kind, label, verbs, access.KINDS[kind])
    for declared in procedure.PROCEDURES:
        registry.register(declared)
    papers.register(LABEL)
    papers.register(REPORT)
    for key, name, pattern in NUMBERS:
        documents.register(key, name, pattern, "month")
    imports.register(importer.IMPORTER)
    capa_subjects.register(RETURN, Origin.RETURN, faults=on_others.faults_since)
    words.declare("returns.hand_over", _("Hand the desk over at noon"))
    words.declare("returns.count", _("Count the cash: the desk closes in ten minutes"))
    subjects.register(RETURN, subjects.while_it_runs)
    for one in listing.LISTINGS:
        register_listing(one)
    register_reports(*shown.REPORTS, group=_("Service"))
    for kind, url_name, icon, label in PAGES:
        pages.register(kind, url_name, icon, label)
    timeline.register_group("returns", _("returns"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    customer_page.register_buttons("returns", on_others.of_customer)
    order_page.register_buttons("returns", on_others.of_order)
    _declare_menu()


def _declare_menu() -> None:
    places = (
        ("returns", _("Returns"), "truck-return", "returns:list", RETURN, 42), ("desk_days", _("Service desk"), "building-store", "returns:days", DAY, 52),
        ("desk_returns", _("Returns at the service desk"), "receipt-refund", "returns:desk", DESK, 53),
        ("voices", _("Complaints at the desk"), "message-exclamation", "returns:voices", VOICE, 54),
        ("wanted", _("Wanted goods"), "shopping-cart", "returns:wanted", WANTED, 55),
    )
    for key, label, icon, url_name, kind, position in places:
        menu.register(key, label=label, icon=icon, url_name=url_name, group="service", needs=(kind, "view"), position=position)
    menu.register_create(
        "desk_returns", label=_("Take goods back"), icon="receipt-refund", url_name="returns:desk_new", needs=(DESK, "create"), position=64,
    )
