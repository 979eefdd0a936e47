"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.classes import actions, listing, on_customer, sheets, shown
from gendan.modules.customers import page as customer_page
from gendan.spine import clock
from gendan.spine.messages import declarations as messages
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

CUSTOMER = "customers.customer"


def _reckon(now: datetime) -> Any:
    return actions.reckon_when_due(now=now)


def declare() -> None:
    """Register the clock's errand, topics, sentences, lists, reports and places."""
    clock.register("classes.reckon", timedelta(minutes=1), _reckon)
    messages.register("classes.moved", _("my customers whose class changed"))
    timeline.register("customer.class_set", "chart-pie", _("%(actor)s set the class from %(from)s to %(to)s by hand"))
    timeline.register("customer.class_returned", "chart-pie", _("The class follows the turnover again: from %(from)s to %(to)s"))
    for one in listing.LISTINGS:
        register_listing(one)
    register_reports(*shown.REPORTS)
    customer_page.register_figures("classes", on_customer.figures)
    customer_page.register_buttons("classes", on_customer.buttons)
    customer_page.register_tab(on_customer.TAB)
    for sheet in sheets.SHEETS:
        customer_page.register_sheet(sheet)
    menu.register(
        "classes", label=_("Customer classes"), icon="chart-pie", url_name="classes:overview", group="customers",
        needs=(CUSTOMER, "view"), position=16,
    )
