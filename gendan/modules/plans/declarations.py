"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.followups.models import Way
from gendan.modules.plans import access, actions, page, procedure, shown, soundness, visit_page
from gendan.modules.plans.actions import visiting
from gendan.spine import clock, words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui import todos as todo_pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

SENTENCES = (
    ("plans.begun", "calendar-plus", _("the month began: %(generated)s actions generated, %(carried)s carried over")),
    ("plans.moved", "calendar-event", _("%(actor)s moved %(customer)s from %(before)s to %(after)s")),
    ("plans.dropped", "calendar-x", _("%(actor)s dropped %(customer)s on %(day)s")),
    ("plans.reopened", "rotate-2", _("%(actor)s took back the result of %(customer)s on %(day)s")),
    ("plans.analysed", "pencil", _("%(actor)s wrote the analysis of the month")),
    ("visits.planned", "route", _("%(actor)s planned a visit")),
    ("visits.put_off", "calendar-event", _("%(actor)s put off a visit")),
    ("visits.arrived", "map-pin", _("%(actor)s arrived at the customer")),
)
TODOS = {
    Way.VISIT: _("Planned visit"), Way.CALL: _("Planned call"), Way.MEETING: _("Planned meeting"),
    Way.DEMONSTRATION: _("Planned demonstration"),
}


def _monthly(now: datetime) -> Any:
    return actions.begin_months(now=now)


def _daily(now: datetime) -> Any:
    return actions.make_todos(now=now)


def _due(now: datetime) -> Any:
    return actions.make_frequency_todos(now=now)


def _report(todo: Todo) -> str:
    """A visit is finished by its report."""
    return reverse("plans:report", args=[todo.record_id])


def declare() -> None:
    """Register rights, the procedure and its clock, sentences, list, page, report and places."""
    access_declarations.register(access.PLAN, _("monthly plans"), access.ACTIONS, access.PLANS)
    access_declarations.register(access.VISIT, _("visits"), access.ACTIONS, access.VISITS)
    registry.register(procedure.MONTHLY_PLAN)
    registry.register(procedure.VISIT)
    clock.register("plans.months", timedelta(minutes=30), _monthly)
    clock.register("plans.today", timedelta(minutes=10), _daily)
    clock.register("plans.frequency", timedelta(minutes=30), _due)
    messages.register(visiting.TOPIC, _("urgent reports from visits"))
    soundness.register()
    for verb, icon, sentence in SENTENCES:
        timeline.register(verb, icon, sentence)
    for way in Way:
        words.declare(f"todo.plan.{way}", TODOS.get(way, _("Planned contact")))
    words.declare("todo.visit_due", _("A visit is due: class %(abc)s"))
    register_listing(page.LISTING)
    register_listing(visit_page.LISTING)
    register_reports(*shown.REPORTS, group=_("Plans and visits"))
    pages.register(access.PLAN, "plans:detail", "calendar-check", _("monthly plan"))
    pages.register(access.VISIT, "plans:visit", "route", _("visit"))
    todo_pages.register_brief(access.PLAN, page.brief)
    todo_pages.register_completion(access.VISIT, _report)
    customer_page.register_buttons("plans", visit_page.on_customer)
    customer_page.register_card("tracking", visit_page.CARD)
    menu.register(
        "visits", label=_("Visits"), icon="route", url_name="plans:visits", group="customers", needs=(access.VISIT, "view"), position=10,
    )
    menu.register(
        "plans", label=_("Monthly plans"), icon="calendar-check", url_name="plans:list", group="customers",
        needs=(access.PLAN, "view"), position=8,
    )
    menu.register(
        "plans.today", label=_("Today's customers"), icon="route", url_name="plans:today", group="customers",
        needs=(access.PLAN, "view"), position=9,
    )
