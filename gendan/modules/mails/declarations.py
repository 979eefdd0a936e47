"""What this module tells the spine and the frame at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.mails import access, actions, held, listing, on_customer, soundness, tasks
from gendan.spine import clock
from gendan.spine.access import declarations as access_declarations
from gendan.spine.messages import declarations as messages
from gendan.spine.org.models import Employee
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import add_bulk
from gendan.ui.listing.declare import register as register_listing

THREAD = "mails.thread"
SENTENCES = {
    "mails.received": ("mail", _("E-mail from %(from)s")),
    "mails.attached": ("users-plus", _("%(actor)s attached the e-mails “%(subject)s”")),
    "mails.detached": ("x", _("%(actor)s took the e-mails “%(subject)s” away")),
    "mails.mailing": ("send", _("%(actor)s sent the mailing “%(subject)s” to %(name)s")),
    "mails.bounced": ("alert-circle", _("E-mail to %(name)s came back: %(address)s")),
    "mails.texted": ("message", _("Short message from %(name)s")),
    "mails.texts_refused": ("ban", _("%(name)s no longer wants short messages")),
    "mails.opted_out": ("ban", _("%(name)s no longer wants e-mails")),
}


def declare() -> None:
    """Register rights, ticks, topics, sentences, the list, and what stands on the customer's page."""
    held.register()
    access_declarations.register(THREAD, _("e-mails"), ("view", "create", "edit"), access.THREAD)
    soundness.register()
    clock.register("mails.fetch", timedelta(seconds=30), tasks.fetch_due)
    clock.register("mails.post", timedelta(seconds=5), tasks.post_due)
    clock.register("mails.texts", timedelta(seconds=30), _hear)
    messages.register("mails.text_unknown", _("short messages from unknown numbers"))
    messages.register("mails.unmatched", _("e-mails from unknown addresses"), [])
    messages.register("mails.undelivered", _("my e-mails that came back"), [])
    messages.register("mails.failing", _("my mailbox cannot be read"))
    messages.register("mails.opinion", _("second opinions on my e-mails"), [])
    timeline.register_group("mails", _("e-mails"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    customer_page.register_tab(on_customer.TAB)
    customer_page.register_buttons("mails", on_customer.buttons)
    customer_page.register_card("mails.bounces", on_customer.CARD)
    register_listing(listing.THREADS)
    add_bulk("customers", on_customer.MAILING)
    pages.register(THREAD, "mails:thread", "mail", _("e-mails"))
    pages.register("mails.draft", "mails:draft", "edit", _("draft"))
    menu.register(
        "mails", label=_("E-mails"), icon="mail", url_name="mails:list", group="customers", needs=(THREAD, "view"), position=16,
    )
    menu.register_create("mail", label=_("E-mail"), icon="send", url_name="mails:new", needs=(THREAD, "create"), position=40)
    menu.register_mine("mailboxes", label=_("My mailboxes"), icon="mail", url_name="mails:boxes", position=10)
    menu.register(
        "mail_rules", label=_("E-mail rules"), icon="mail", url_name="mails:settings", group="settings",
        needs=_is_administrator, position=64,
    )


def _hear(now: datetime) -> Any:
    return actions.hear_folder(now=now)


def _is_administrator(employee: Employee) -> bool:
    return employee.is_administrator
