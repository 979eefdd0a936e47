"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.classes import access, actions, listing, on_customer, procedure, sheets, shown, submitting
from gendan.modules.customers import page as customer_page
from gendan.spine import clock
from gendan.spine.access import declarations as access_declarations
from gendan.spine.access.actions import may_set_rules
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import add_filters
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

CUSTOMER = "customers.customer"


def _reckon(now: datetime) -> Any:
    return actions.reckon_when_due(now=now)


def _open_submissions(now: datetime) -> Any:
    return actions.open_submissions(now=now)


def declare() -> None:
    """Register the clock's errand, topics, sentences, lists, reports and places."""
    clock.register("classes.reckon", timedelta(minutes=1), _reckon)
    messages.register("classes.moved", _("my customers whose class changed"))
    timeline.register("customer.class_set", "chart-pie", _("%(actor)s set the class from %(from)s to %(to)s by hand"))
    timeline.register("customer.class_returned", "chart-pie", _("The class follows the turnover again: from %(from)s to %(to)s"))
    for one in listing.LISTINGS:
        register_listing(one)
    add_filters("customers", *listing.SEGMENTING)
    register_reports(*shown.REPORTS, group=_("Customers"))
    customer_page.register_figures("classes", on_customer.figures)
    customer_page.register_buttons("classes", on_customer.buttons)
    customer_page.register_tab(on_customer.TAB)
    for sheet in sheets.SHEETS:
        customer_page.register_sheet(sheet)
    menu.register(
        "classes", label=_("Customer classes"), icon="chart-pie", url_name="classes:overview", group="customers",
        needs=(CUSTOMER, "view"), position=16,
    )
    access_declarations.register(access.STRATEGY, _("customer strategy"), access.ACTIONS, access.STRATEGIES)
    pages.register(access.STRATEGY, "classes:strategy_of", "target", _("customer strategy"))
    timeline.register_group("classes", _("Customer strategy"))
    timeline.register("classes.strategy", "target", _("%(actor)s wrote the %(title)s"))
    menu.register(
        "strategy", label=_("Customer strategy"), icon="target", url_name="classes:strategy", group="customers",
        needs=(access.STRATEGY, "view"), position=18,
    )
    _declare_submissions()


def _declare_submissions() -> None:
    """The monthly customer data of F92."""
    access_declarations.register(access.KIND, _("monthly customer data"), access.ACTIONS, access.DEFAULTS)
    registry.register(procedure.SUBMISSION)
    clock.register("classes.submissions", timedelta(minutes=10), _open_submissions)
    timeline.register_group("customer_data", _("monthly customer data"))
    register_listing(submitting.LISTING)
    pages.register(access.KIND, "classes:submission", "calendar-due", _("monthly customer data"))
    menu.register(
        "submissions", label=_("Monthly customer data"), icon="calendar-due", url_name="classes:submissions", group="customers",
        needs=(access.KIND, "view"), position=17,
    )
    menu.register(
        "settings.submissions", label=_("Who submits customer data"), icon="calendar-due", url_name="classes:duties",
        group="settings", needs=may_set_rules, position=21,
    )
