"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.privacy import access, expiring, held, listing, page, procedure, queries, soundness
from gendan.spine import clock
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.org.models import Employee
from gendan.spine.persons.erasing import throw_away
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing


def _throw_away(now: datetime) -> Any:
    return throw_away(now=now)


def declare() -> None:
    """Register rights, the procedure, sentences, list, page and places, and what throws away what need not stay."""
    held.register()
    soundness.register()
    access_declarations.register(access.KIND, _("requests about personal data"), access.ACTIONS, access.DEFAULTS)
    registry.register(procedure.REQUEST)
    clock.register("privacy.throw_away", timedelta(hours=6), _throw_away)
    documents.register(access.KIND, _("requests about personal data"), "GR{yy}{mm}-{seq:03}", "month")
    timeline.register_group("privacy", _("personal data"))
    timeline.register("privacy.asked", "shield-check", _("%(actor)s wrote down a request about personal data: %(number)s"))
    timeline.register("privacy.expired", "eraser", _("%(actor)s erased what was kept too long of a person: %(groups)s"))
    timeline.register_group("privacy_request", _("requests about personal data"))
    timeline.register("privacy_request.moved", "arrows-exchange", _("%(actor)s: %(from_title)s → %(to_title)s"))
    register_listing(listing.REQUESTS)
    pages.register(access.KIND, "privacy:request", "shield-check", _("request about personal data"))
    customer_page.register_person("privacy", page.on_contact)
    _declare_menu()


def _declare_menu() -> None:
    menu.register(
        "privacy", label=_("Requests about personal data"), icon="shield-check", url_name="privacy:list", group="customers",
        needs=(access.KIND, "view"), position=70,
    )
    menu.register(
        "privacy_expired", label=_("Kept too long"), icon="eraser", url_name="privacy:expired", group="settings", needs=expiring.may_expire,
        position=67,
    )
    menu.register(
        "privacy_log", label=_("Access log"), icon="eye", url_name="privacy:looks", group="settings", needs=queries.may_audit, position=66,
    )
    menu.register(
        "privacy_settings", label=_("Personal data"), icon="shield-check", url_name="privacy:settings", group="settings",
        needs=_is_administrator, position=65,
    )


def _is_administrator(employee: Employee) -> bool:
    return employee.is_administrator
