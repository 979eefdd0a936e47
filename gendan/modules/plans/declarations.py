"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.followups.models import Way
from gendan.modules.plans import access, actions, held, page, procedure, report_page, shown, soundness, visit_page
from gendan.modules.plans.actions import meetings, visiting
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
    ("reports.written", "pencil", _("%(actor)s wrote the summary")),
    ("meetings.held", "users", _("%(actor)s wrote down a meeting")),
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


def _reports(now: datetime) -> Any:
    return actions.begin_reports(now=now)


def _meetings(now: datetime) -> Any:
    return actions.remind_of_meetings(now=now)


def _report(todo: Todo) -> str:
    """A visit is finished by its report."""
    return reverse("plans:report", args=[todo.record_id])


RIGHTS = (
    (access.PLAN, _("monthly plans"), access.PLANS), (access.VISIT, _("visits"), access.VISITS),
    (access.REPORT, _("visit reports"), access.REPORTS), (access.MEETING, _("sales situation meetings"), access.MEETINGS),
)
PAGES = (
    (access.PLAN, "plans:detail", "calendar-check", _("monthly plan")), (access.VISIT, "plans:visit", "route", _("visit")),
    (access.REPORT, "plans:visit_report", "report", _("visit report")), (access.MEETING, "plans:meeting", "users", _("sales situation meeting")),
)
PLACES = (
    ("plans", _("Monthly plans"), "calendar-check", "plans:list", access.PLAN, 8),
    ("plans.today", _("Today's customers"), "route", "plans:today", access.PLAN, 9),
    ("visits", _("Visits"), "map-pin", "plans:visits", access.VISIT, 10),
    ("visit_reports", _("Visit reports"), "report", "plans:reports", access.REPORT, 11),
    ("meetings", _("Sales situation meetings"), "users", "plans:meetings", access.MEETING, 15),
)
TICKS = (("months", 30, _monthly), ("today", 10, _daily), ("frequency", 30, _due), ("reports", 10, _reports), ("meetings", 5, _meetings))


def declare() -> None:
    """Register rights, procedures and their clock, sentences, lists, pages, reports and places."""
    held.register()
    for kind, label, defaults in RIGHTS:
        access_declarations.register(kind, label, access.ACTIONS, defaults)
    for one in (procedure.MONTHLY_PLAN, procedure.VISIT, procedure.VISIT_REPORT):
        registry.register(one)
    for name, minutes, errand in TICKS:
        clock.register(f"plans.{name}", timedelta(minutes=minutes), errand)
    soundness.register()
    messages.register(meetings.TOPIC, _("sales situation meetings"))
    messages.register(visiting.TOPIC, _("urgent reports from visits"))
    for verb, icon, sentence in SENTENCES:
        timeline.register(verb, icon, sentence)
    for way in Way:
        words.declare(f"todo.plan.{way}", TODOS.get(way, _("Planned contact")))
    words.declare("todo.visit_due", _("A visit is due: class %(abc)s"))
    _show()


def _show() -> None:
    """What people see of it."""
    for listing in (page.LISTING, visit_page.LISTING, report_page.REPORTS, report_page.MEETINGS):
        register_listing(listing)
    register_reports(*shown.REPORTS, group=_("Plans and visits"))
    for kind, address, icon, label in PAGES:
        pages.register(kind, address, icon, label)
    todo_pages.register_brief(access.PLAN, page.brief)
    todo_pages.register_completion(access.VISIT, _report)
    customer_page.register_buttons("plans", visit_page.on_customer)
    customer_page.register_card("tracking", visit_page.CARD)
    for key, label, icon, address, kind, position in PLACES:
        menu.register(key, label=label, icon=icon, url_name=address, group="customers", needs=(kind, "view"), position=position)
