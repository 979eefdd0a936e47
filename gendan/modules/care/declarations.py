"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care import access, actions, listing, on_customer, procedure, shown, soundness
from gendan.modules.customers import page as customer_page
from gendan.spine import clock
from gendan.spine.access import declarations as access_declarations
from gendan.spine.procedures import registry
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui import todos as todo_pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

SENTENCES = {
    "care.date_added": ("calendar-heart", _("%(actor)s wrote down a day to remember: %(title)s")),
    "care.date_removed": ("calendar-off", _("%(actor)s took a day to remember away: %(title)s")),
}


def _prepare(now: datetime) -> Any:
    return actions.prepare(now=now)


def _repeat(now: datetime) -> Any:
    return actions.repeat_birthdays(now=now)


def _done(todo: Todo) -> str:
    """The to-do of an occasion is done by saying how the day was kept."""
    return reverse("procedures:do", args=[todo.record_kind, todo.record_id, "done"]) if todo.key == "state.ahead" else ""


def declare() -> None:
    """Register rights, procedures and ticks, sentences, lists, pages, reports and places."""
    soundness.register()
    access_declarations.register(access.OCCASION, _("care occasions"), ("view", "edit"), access.OCCASIONS)
    registry.register(procedure.OCCASION)
    clock.register("care.birthdays", timedelta(hours=6), _repeat)
    clock.register("care.prepare", timedelta(minutes=10), _prepare)
    timeline.register_group("care", _("care"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    register_listing(listing.OCCASIONS)
    register_reports(*shown.REPORTS)
    pages.register(access.OCCASION, "care:occasion", "calendar-heart", _("care occasion"))
    todo_pages.register_completion(access.OCCASION, _done)
    customer_page.register_tab(on_customer.TAB)
    menu.register(
        "care", label=pgettext_lazy("menu", "Care"), icon="calendar-heart", url_name="care:month", group="customers",
        needs=(access.OCCASION, "view"), position=20,
    )
