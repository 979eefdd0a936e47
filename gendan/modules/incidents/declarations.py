"""What this module tells the spine and the pages at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import holds, serving
from gendan.modules.customers import page as customer_page
from gendan.modules.followups import subjects
from gendan.modules.incidents import access, effects, listing, on_others, procedure, queries, rules, shown, soundness
from gendan.modules.orders import page as order_page
from gendan.spine import records
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import halting, registry
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

SENTENCES = {
    "incidents.opened": ("alert-triangle", _("%(actor)s registered the incident %(number)s: %(title)s")),
    "incidents.on_order": ("alert-triangle", _("Its goods are concerned by the incident %(number)s: %(incident)s")),
    "incidents.enquiry": ("message-dots", _("%(actor)s noted: %(way)s, %(who)s")),
    "transport_incident.moved": ("alert-triangle", _("%(actor)s: incident %(from_title)s → %(to_title)s")),
    "incident_notice.moved": ("message-check", _("%(actor)s: notice to the customer %(from_title)s → %(to_title)s")),
}


def _held(todo: Todo) -> Refusal | None:
    """The customer's own to-do of collecting money."""
    hold = queries.hold_on(records.model_of(effects.CUSTOMER)(pk=todo.record_id))
    return holds.refusal_of(hold) if hold else None


def declare() -> None:
    """Register rights, procedures, holds, numbers, sentences, lists, pages, reports and places."""
    serving.register("transport_incident")
    soundness.register()
    access_declarations.register(access.INCIDENT, _("transport incidents"), access.ACTIONS, access.INCIDENTS)
    access_declarations.register(access.NOTICE, _("notices to customers"), access.ACTIONS, access.NOTICES)
    registry.register(procedure.INCIDENT)
    registry.register(procedure.NOTICE)
    holds.register("incidents", queries.hold_on)
    halting.register(effects.CUSTOMER, effects.COLLECT, _held)
    documents.register(access.INCIDENT, _("numbers of transport incidents"), "SG{yy}{mm}-{seq:03}", "month")
    messages.register("incidents.notice", _("transport incidents of my customers"))
    subjects.register(access.NOTICE, rules.activities_are_allowed)
    register_listing(listing.INCIDENTS)
    register_listing(listing.NOTICES)
    register_reports(*shown.REPORTS, group=_("Service"))
    pages.register(access.INCIDENT, "incidents:detail", "alert-triangle", _("transport incident"))
    pages.register(access.NOTICE, "incidents:notice", "message-check", _("notice to a customer"))
    timeline.register_group("incidents", _("transport incidents"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    customer_page.register_figures("incidents", on_others.of_customer)
    customer_page.register_card("incidents", on_others.CARD)
    order_page.register_figures("incidents", on_others.of_order)
    order_page.register_card("incidents", on_others.ORDER_CARD)
    order_page.register_buttons("incidents", on_others.buttons)
    menu.register(
        "incidents", label=_("Transport incidents"), icon="alert-triangle", url_name="incidents:list", group="service",
        needs=(access.INCIDENT, "view"), position=44,
    )
    menu.register_create(
        "incidents", label=_("Incident on the way"), icon="alert-triangle", url_name="incidents:create", needs=(access.INCIDENT, "create"), position=62,
    )
