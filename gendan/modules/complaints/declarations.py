"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from gendan.modules.capa import subjects as capa_subjects
from gendan.modules.capa.words import Origin
from gendan.modules.complaints import (
    access,
    actions,
    digests,
    held,
    importer,
    listing,
    on_customer,
    on_others,
    procedure,
    shown,
    soundness,
)
from gendan.modules.complaints import page as complaint_page
from gendan.modules.complaints.papers import PAPERS
from gendan.modules.customers import page as customer_page
from gendan.modules.customers import serving
from gendan.modules.followups import subjects
from gendan.modules.mails import page as thread_page
from gendan.modules.orders import page as order_page
from gendan.modules.returns import page as return_page
from gendan.modules.samples import page as sample_page
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

SENTENCES = {
    "complaints.told": ("send", _("%(actor)s told the complainant how far it is (%(way)s, %(to)s)")),
    "complaints.unreached": ("phone-off", _("%(actor)s did not reach the complainant (%(slot)s, call %(times)s)")),
    "complaints.asked": ("message", _("%(actor)s asked %(name)s about the outcome by short message")),
    "complaints.meeting": ("users", _("%(actor)s called a meeting on %(at)s: %(who)s")),
    "complaints.minutes": ("clipboard-text", _("%(actor)s wrote the minutes, with %(tasks)s tasks")),
    "complaints.mail_rule": ("settings", _("%(actor)s changed which mails are complaints: %(title)s")),
    "complaints.separated": ("git-merge", _("%(actor)s separated the complaint %(number)s from this one")),
    "complaints.taken": ("message-exclamation", _("%(actor)s wrote the complaint %(number)s down: %(title)s")),
    "complaints.joined": ("git-merge", _("%(actor)s joined the complaint %(number)s to this one")),
    "complaints.goods": ("truck-return", _("%(actor)s: the customer is not content with what becomes of %(title)s")),
    "complaints.found": ("clipboard-check", _("%(actor)s noted a finding, %(kind)s: %(result)s")),
    "complaints.major": ("alert-triangle", _("%(actor)s declared the complaint major")),
    "complaints.assigned": ("transfer", _("%(actor)s handed the complaint over: %(from)s → %(to)s")),
    "complaints.customer": ("building", _("%(actor)s named the customer of the complaint: %(name)s")),
    "complaints.enquired": ("headset", _("%(actor)s took a call, %(number)s: %(title)s")),
    "complaints.profile": ("settings", _("%(actor)s chose the profile %(title)s")),
    "complaints.route": ("route", _("%(actor)s changed the routing of complaints: %(title)s")),
    "complaints.cause": ("settings", _("%(actor)s wrote the cause %(title)s")),
    "complaint.moved": ("message-exclamation", _("%(actor)s: complaint %(from_title)s → %(to_title)s")),
    "enquiry.moved": ("headset", _("%(actor)s: enquiry %(from_title)s → %(to_title)s")),
}


def _prepare_digest(now: datetime) -> None:
    actions.prepare_digest(now=now)


def declare() -> None:
    """Register rights, procedures, numbers, topics, sentences, lists, pages and places."""
    serving.register("complaint")
    soundness.register()
    held.register()
    access_declarations.register(access.COMPLAINT, _("complaints"), access.ACTIONS, access.COMPLAINTS)
    access_declarations.register(access.ENQUIRY, _("other calls"), access.ENQUIRY_ACTIONS, access.ENQUIRIES)
    access_declarations.hide(access.COMPLAINT, "cost_cny", behind="costs")
    capa_subjects.register(access.COMPLAINT, Origin.COMPLAINT, faults=on_others.faults_since)
    for declared in procedure.PROCEDURES:
        registry.register(declared)
    documents.register(access.COMPLAINT, _("complaints"), "TS{yy}{mm}-{seq:03}", "month")
    documents.register(access.ENQUIRY, _("other calls"), "LD{yy}{mm}-{seq:04}", "month")
    imports.register(importer.IMPORTER)
    messages.register("complaints.major", _("major and quality complaints"))
    messages.register("complaints.no_capa", _("complaints without corrective action"))
    messages.register("complaints.closed", _("results of complaints"))
    messages.register("complaints.sheet", _("complaint handling sheets"))
    words.declare("todo.complaint_visit", _("Visit the complainant and enquire: %(number)s"))
    pages.register(access.COMPLAINT, "complaints:detail", "message-exclamation", _("complaint"))
    pages.register(access.ENQUIRY, "complaints:enquiry", "headset", _("other call"))
    for kind in (access.COMPLAINT, access.ENQUIRY):
        subjects.register(kind, subjects.while_it_runs)
    for one in (listing.COMPLAINTS, listing.ENQUIRIES):
        register_listing(one)
    complaint_page.register_tab(on_others.MEASURES)
    complaint_page.register_buttons("measures", on_others.measures)
    order_page.register_buttons("complaints", on_others.of_order)
    sample_page.register_buttons("complaints", on_others.of_sample)
    return_page.register_buttons("complaints", on_others.of_return)
    order_page.register_figures("complaints", on_others.figures_of_order)
    customer_page.register_tab(on_customer.TAB)
    customer_page.register_figures("complaints", on_customer.figures)
    customer_page.register_buttons("complaints", on_customer.buttons)
    timeline.register_group("complaints", _("complaints"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    _declare_menu()
    _declare_outside()
    _declare_digests()


def _declare_outside() -> None:
    """What goes outside, comes by itself, and is reckoned."""
    messages.register("complaints.objected", _("objections to orders of my department"))
    messages.register("complaints.came", _("complaints that come by themselves"))
    messages.register("complaints.meeting", _("meetings on complaints"))
    links.register("complaint_form", _("Complaint form"), "complaints:public_form", action="view")
    links.register("complaint_status", _("Where the complaint stands"), "complaints:public_status")
    words.declare("todo.complaint_promise", _("Tell the complainant how far it is, as promised: %(number)s"))
    words.declare("todo.complaint_again", _("Call again about the outcome, at another time of the day: %(number)s"))
    words.declare("todo.complaint_minutes", _("Write the minutes of the meeting: %(number)s"))
    register_reports(*shown.REPORTS, group=_("Complaints"))
    thread_page.register_button("complaint", on_others.from_mail)


def _declare_digests() -> None:
    """The summaries, and all papers."""
    access_declarations.register(access.DIGEST, _("summaries of complaints"), access.DIGEST_ACTIONS, access.DIGESTS)
    access_declarations.hide(access.DIGEST, "cost_cny", behind="costs")
    documents.register(access.DIGEST, _("summaries of complaints"), "TH{yy}{mm}-{seq:02}", "month")
    for paper in PAPERS:
        papers.register(paper)
    messages.register("complaints.digest", _("summaries of complaints"))
    pages.register(access.DIGEST, "complaints:digest", "report", _("summary of complaints"))
    clock.register("complaints.digest", timedelta(hours=1), _prepare_digest)
    register_listing(digests.DIGESTS)


def _declare_menu() -> None:
    menu.register(
        "service", label=_("Service"), icon="headset", url_name="complaints:list", needs=(access.COMPLAINT, "view"), position=40
    )
    menu.register(
        "complaints", label=_("Complaints"), icon="message-exclamation", url_name="complaints:list", group="service",
        needs=(access.COMPLAINT, "view"), position=41,
    )
    menu.register(
        "enquiries", label=_("Other calls"), icon="headset", url_name="complaints:enquiries", group="service",
        needs=(access.ENQUIRY, "view"), position=48,
    )
    menu.register(
        "digests", label=_("Summaries of complaints"), icon="report", url_name="complaints:digests", group="service", needs=(access.DIGEST, "view"),
        position=49,
    )
    menu.register(
        "complaint_forms", label=_("Complaint forms"), icon="qrcode", url_name="complaints:forms", group="settings", needs=(access.COMPLAINT, "configure"),
        position=61,
    )
    menu.register(
        "complaint_settings", label=_("Complaints"), icon="route", url_name="complaints:settings", group="settings",
        needs=(access.COMPLAINT, "configure"), position=60,
    )
    menu.register_create(
        "complaints", label=_("Complaint, call"), icon="message-exclamation", url_name="complaints:create",
        needs=(access.COMPLAINT, "create"), position=40,
    )
