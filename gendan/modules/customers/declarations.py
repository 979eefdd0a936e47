"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import access, held, importer, listing, shown, soundness
from gendan.modules.customers.actions import empty_bin, refresh_satisfaction
from gendan.modules.customers.procedure import PROCEDURE
from gendan.spine import clock, words
from gendan.spine.documents import declarations as documents
from gendan.spine.imports import registry as imports
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

VERBS = (
    ("customer.registered", "user-plus", _("%(actor)s registered the customer %(code)s")),
    ("customer.registered_all_the_same", "user-plus", _("%(actor)s registered the customer %(code)s beside a like one")),
    ("customer.imported", "upload", _("%(actor)s imported the customer")),
    ("customer.updated_by_file", "upload", _("%(actor)s updated the customer from a file")),
    ("customer.changed", "pencil", _("%(actor)s changed the data")),
    ("customer.contacts_imported", "upload", _("%(actor)s imported contacts")),
    ("customer.contact_added", "address-book", _("%(actor)s added the contact %(name)s")),
    ("customer.contact_changed", "pencil", _("%(actor)s changed the contact %(name)s")),
    ("customer.contact_left", "user-off", _("%(actor)s noted that %(name)s no longer works there")),
    ("customer.consent", "shield-check", _("%(actor)s recorded the consent of %(name)s")),
    ("customer.owner_changed", "arrows-exchange", _("%(actor)s handed the customer from %(from)s to %(to)s")),
    ("customer.related_added", "users-plus", _("%(actor)s added %(names)s to the related people")),
    ("customer.related_removed", "users-minus", _("%(actor)s removed %(names)s from the related people")),
    ("customer.collaboration_asked", "user-question", _("%(actor)s asked to work on this customer")),
    ("customer.prospect_changed", "arrow-right", _("%(actor)s changed the prospect state")),
    ("customer.suspected", "alert-triangle", _("%(actor)s suspects a competitor")),
    ("customer.cleared", "shield-check", _("%(actor)s cleared the suspicion")),
    ("customer.marked_valid", "check", _("%(actor)s marked the customer as valid")),
    ("customer.marked_invalid", "ban", _("%(actor)s marked the customer as invalid")),
    ("customer.binned", "trash", _("%(actor)s moved the customer to the recycle bin")),
    ("customer.restored", "trash-off", _("%(actor)s restored the customer")),
    ("customer_tracking.moved", "arrows-exchange", _("%(actor)s: stage %(from_title)s → %(to_title)s")),
)


def _empty_bin(now: datetime) -> int:
    return empty_bin(now=now)


def _refresh_satisfaction(now: datetime) -> int:
    return refresh_satisfaction(now=now)


def declare() -> None:
    """Register the kind, its numbers, topics, timeline verbs and the procedure."""
    soundness.register()
    held.register()
    access.declare()
    registry.register(PROCEDURE)
    clock.register("customers.empty_bin", timedelta(hours=6), _empty_bin)
    clock.register("customers.satisfaction", timedelta(hours=12), _refresh_satisfaction)
    imports.register(importer.IMPORTER)
    imports.register(importer.CONTACTS)
    words.declare("todo.collaboration", _("%(name)s asks to work on this customer"))
    documents.register("customers.customer", _("customer numbers"), "KH{yy}{mm}-{seq:04}", "month")
    messages.register("customers.collaboration", _("requests for collaboration"))
    messages.register("customers.duplicate", _("a customer like one of mine"))
    messages.register("customers.handed_over", _("customers handed over"))
    timeline.register_group("customer", _("customer data"))
    timeline.register_group("customer_tracking", _("stages of the customer"))
    for verb, icon, sentence in VERBS:
        timeline.register(verb, icon, sentence)
    register_listing(listing.CUSTOMERS)
    register_listing(listing.CONTACTS)
    pages.register(access.CONTACT, "customers:contact", "address-book", _("contact"))
    register_reports(*shown.REPORTS, group=_("Customers"))
    pages.register(access.KIND, "customers:detail", "users", _("customer"))
    _declare_menu()


def _declare_menu() -> None:
    menu.register(
        "customers", label=_("Customers"), icon="users", url_name="customers:list", needs=(access.KIND, "view"),
        position=10, shortcut="c",
    )
    menu.register(
        "contacts", label=_("Contacts"), icon="address-book", url_name="customers:contacts", needs=(access.CONTACT, "view"), group="customers",
        position=11,
    )
    menu.register_create(
        "customers", label=_("New customer"), icon="users", url_name="customers:create", needs=(access.KIND, "create"),
        position=10,
    )
