"""What this module tells the spine and the pages at start."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.followups import subjects
from gendan.modules.opportunities import page as opportunity_page
from gendan.modules.tenders import access, held, listing, on_customer, procedure, queries, shown, soundness
from gendan.modules.tenders.papers import BID_FILE
from gendan.modules.tenders.words import STAGES
from gendan.spine import words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.documents import papers
from gendan.spine.procedures import registry
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui import todos as todo_pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

SENTENCES = {
    "tenders.registered": ("gavel", _("%(actor)s registered the bid %(number)s: %(title)s")),
    "tenders.changed": ("pencil", _("%(actor)s changed the bid %(title)s")),
    "tenders.task": ("list-check", _("%(actor)s: task %(letter)s, %(state)s")),
    "tenders.criteria": ("scale", _("%(actor)s wrote down %(count)s scoring criteria")),
    "tenders.scored": ("scale", _("%(actor)s wrote down the result of %(count)s criteria")),
    "tenders.person": ("users", _("%(actor)s put %(name)s on the map: %(influence)s, %(attitude)s")),
    "tenders.person_gone": ("users", _("%(actor)s took %(name)s off the map")),
    "tenders.price": ("tag", _("%(actor)s noted a public price of %(competitor)s: %(low)s – %(high)s")),
    "tenders.paper_asked": ("file-description", _("%(actor)s put the paper %(name)s on the list; %(who)s sees to it")),
    "tenders.paper_there": ("file-check", _("%(actor)s: the paper %(name)s is there, %(file)s")),
    "tenders.paper_gone": ("file-description", _("%(actor)s took the paper %(name)s off the list")),
    "tenders.mock_up": ("package", _("%(actor)s linked the mock-up %(number)s: %(title)s")),
    "strategic_bid.moved": ("gavel", _("%(actor)s: bid %(from_title)s → %(to_title)s")),
}


def _completion(todo: Todo) -> str:
    """A task is done in its own dialog; the rest as on every record under a customer."""
    if todo.key.startswith("paper."):
        document = queries.document_of(todo)
        return reverse("tenders:document", args=[document.pk]) if document is not None else ""
    if not todo.key.startswith("task."):
        return subjects.completion_of(todo)
    task = queries.task_of(todo)
    return reverse("tenders:task", args=[task.pk]) if task is not None else ""


def declare() -> None:
    """Register rights, the procedure, numbers, sentences, the list, its page, the report and its place."""
    soundness.register()
    held.register()
    access_declarations.register(access.KIND, _("bids"), access.ACTIONS, access.DEFAULTS)
    registry.register(procedure.BID)
    papers.register(BID_FILE)
    documents.register(access.KIND, _("bid numbers"), "TB{yy}-{seq:03}", "year")
    for stage, works in STAGES.items():
        for work in works:
            words.declare(f"todo.tenders.{stage}{work.letter}", work.title)
    words.declare("todo.tenders.paper", _("Get the paper for the bid: %(what)s"))
    words.declare("todo.tenders.win", _("Bid %(number)s is won: draw up the contract"))
    words.declare("todo.tenders.lose", _("Bid %(number)s is lost: go on with the opportunity, or close it"))
    subjects.register(access.KIND, subjects.while_it_runs)
    todo_pages.register_completion(access.KIND, _completion)
    register_listing(listing.TENDERS)
    register_reports(*shown.REPORTS, group=_("Sales"))
    pages.register(access.KIND, "tenders:tender", "gavel", _("bid"))
    timeline.register_group("tenders", _("bids"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    customer_page.register_buttons("tenders", on_customer.of_customer)
    opportunity_page.register_buttons("tenders", on_customer.of_opportunity)
    opportunity_page.register_tab(on_customer.TAB)
    menu.register(
        "tenders", label=_("Bids"), icon="gavel", url_name="tenders:list", group="opportunities", needs=(access.KIND, "view"), position=31,
    )
