"""What this module tells the spine and the frame at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.followups import subjects
from gendan.modules.opportunities import (
    access,
    held,
    importer,
    listing,
    on_customer,
    procedure,
    rules,
    shown,
    soundness,
)
from gendan.spine import words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.imports import registry as imports
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

KIND = "opportunities.opportunity"
RIVAL = "opportunities.competitor"
ACTIONS = ("view", "create", "edit", "delete", "review", "assign", "import", "export")


def declare() -> None:
    """Register rights, the procedure, numbers, topics, sentences, the list, its pages and reports."""
    held.register()
    soundness.register()
    access_declarations.register(KIND, _("opportunities"), ACTIONS, access.OPPORTUNITY)
    access_declarations.register(RIVAL, _("competitors"), ("view", "create", "edit"), access.COMPETITOR)
    registry.register(procedure.OPPORTUNITY)
    documents.register("opportunity", _("opportunity numbers"), "SJ{yy}{mm}-{seq:04}", "month")
    messages.register("opportunities.reviewed", _("results of reviews"))
    messages.register("opportunities.duplicate", _("duplicates of my opportunities"))
    subjects.register(KIND, rules.activities_are_allowed)
    imports.register(importer.IMPORTER)
    words.declare("todo.choose_customer", _("Say which customer this is"))
    customer_page.register_tab(on_customer.TAB)
    customer_page.register_figures(KIND, on_customer.figures)
    customer_page.register_buttons(KIND, on_customer.buttons)
    register_listing(listing.OPPORTUNITIES)
    register_listing(listing.COMPETITORS)
    pages.register(RIVAL, "opportunities:competitor_edit", "swords", _("competitor"))
    register_reports(*shown.REPORTS, group=_("Sales"))
    pages.register(KIND, "opportunities:detail", "target", _("opportunity"))
    _declare_menu()
    _declare_sentences()


def _declare_menu() -> None:
    menu.register(
        "opportunities", label=_("Sales"), icon="target", url_name="opportunities:list", needs=(KIND, "view"),
        position=20, shortcut="o",
    )
    menu.register(
        "competitors", label=_("Competitors"), icon="swords", url_name="opportunities:competitors",
        group="opportunities", needs=(RIVAL, "view"), position=26,
    )
    menu.register_create(
        "opportunities", label=_("Register an opportunity"), icon="target", url_name="opportunities:create",
        needs=(KIND, "create"), position=20,
    )


def _declare_sentences() -> None:
    timeline.register_group("opportunities", _("opportunities"))
    timeline.register("opportunities.drafted", "target", _("%(actor)s entered the opportunity %(title)s"))
    timeline.register("opportunities.imported", "upload", _("%(actor)s imported the opportunity %(title)s"))
    timeline.register("opportunities.changed", "pencil", _("%(actor)s changed %(title)s"))
    timeline.register("opportunities.assigned", "transfer", _("%(actor)s handed %(title)s from %(from)s to %(to)s"))
    timeline.register("opportunities.paid", "cash", _("%(actor)s recorded a payment of %(amount)s yuan"))
    timeline.register("opportunities.delivery", "truck", _("%(actor)s: %(delivery)s"))
    timeline.register_group("opportunity", _("opportunities"))
    timeline.register("opportunity.binned", "trash", _("%(actor)s moved %(title)s to the recycle bin"))
    timeline.register("opportunity.restored", "trash-off", _("%(actor)s restored %(title)s from the recycle bin"))
    timeline.register("competitors.written", "swords", _("%(actor)s wrote what is known of %(title)s"))
    timeline.register("opportunities.competitor_met", "swords", _("%(actor)s met the competitor %(competitor)s"))
