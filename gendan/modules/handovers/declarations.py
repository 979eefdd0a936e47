"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.handovers import access, actions, page, procedure, shown
from gendan.spine import clock
from gendan.spine.access import declarations as access_declarations
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports


def _expire(now: datetime) -> Any:
    return actions.expire(now=now)


def declare() -> None:
    """Register rights, the procedure and its clock, sentences, list, page, report and places."""
    access_declarations.register(access.KIND, _("staged follow-ups"), access.ACTIONS, access.DEFAULTS)
    registry.register(procedure.STAGED)
    clock.register("handovers.expire", timedelta(minutes=5), _expire)
    timeline.register("handovers.started", "stairs", _("%(actor)s began a staged follow-up"))
    timeline.register("handovers.filed", "file", _("%(actor)s wrote the file"))
    register_listing(page.LISTING)
    register_reports(*shown.REPORTS, group=_("Customers"))
    pages.register(access.KIND, "handovers:detail", "stairs", _("staged follow-up"))
    customer_page.register_buttons("handovers", page.on_customer)
    menu.register(
        "staged", label=_("Staged follow-up"), icon="stairs", url_name="handovers:list", group="customers",
        needs=(access.KIND, "view"), position=18,
    )
