"""What this module tells the spine and the pages at start."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.modules.capa import access, importer, listing, procedure, queries, shown, soundness
from gendan.modules.capa.actions.working import ACTION, todo_is_free
from gendan.modules.capa.papers import PAPERS
from gendan.spine import words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.documents import papers
from gendan.spine.imports import registry as imports
from gendan.spine.links import declarations as links
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import halting, registry
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui import todos as todo_pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

SENTENCES = {
    "capa.opened": ("checklist", _("%(actor)s asked %(department)s for corrective action %(number)s: %(title)s")),
    "capa.source": ("link", _("%(actor)s linked what asks for it: %(title)s")),
    "capa.joined": ("arrows-join", _("%(actor)s joined %(number)s: %(title)s")),
    "capa.imported": ("upload", _("%(actor)s imported the corrective action request %(title)s")),
    "capa.assigned": ("transfer", _("%(actor)s handed it over from %(from)s to %(to)s: %(title)s")),
    "capa.changed": ("pencil", _("%(actor)s changed the request %(title)s")),
    "capa.analysed": ("affiliate", _("%(actor)s wrote the analysis: %(whys)s whys, %(bones)s possible causes")),
    "capa.action": ("list-check", _("%(actor)s agreed on a %(kind)s with %(name)s: %(title)s")),
    "capa.done": ("check", _("%(actor)s did: %(title)s")),
    "capa.dropped": ("ban", _("%(actor)s dropped: %(title)s")),
    "capa.drafted": ("pencil", _("%(actor)s wrote version %(version)s of the answer")),
    "capa.approved": ("lock", _("%(actor)s approved version %(version)s of the answer")),
    "capa.sent": ("send", _("%(actor)s sent version %(version)s of the answer to %(name)s")),
    "capa.moved": ("checklist", _("%(actor)s: corrective action %(from_title)s → %(to_title)s")),
}


def _completion(todo: Todo) -> str:
    """An action is done with its evidence; a step by the move that leads on, where that asks for something."""
    state = todo.key.removeprefix("state.")
    if state in procedure.ONWARD:
        return reverse("procedures:do", args=[todo.record_kind, todo.record_id, procedure.ONWARD[state]])
    action = queries.action_of(todo)
    return reverse("capa:action_done", args=[action.pk]) if action is not None else ""


def declare() -> None:
    """Register rights, the procedure, numbers, sentences, the list, its page and its place."""
    soundness.register()
    access_declarations.register(access.KIND, _("corrective actions"), access.ACTIONS, access.DEFAULTS)
    registry.register(procedure.CAPA)
    documents.register(access.KIND, _("corrective action requests"), "JZ{yy}{mm}-{seq:03}", "month")
    words.declare("todo.capa_action", _("Corrective action: %(text)s"))
    messages.register("capa.rounds", _("corrective actions that do not work"))
    for paper in PAPERS:
        papers.register(paper)
    links.register("capa", _("Answer to the customer"), "capa:public")
    halting.register(access.KIND, ACTION, todo_is_free)
    todo_pages.register_completion(access.KIND, _completion)
    register_listing(listing.CAPAS)
    register_reports(*shown.REPORTS, group=_("Service"))
    imports.register(importer.IMPORTER)
    pages.register(access.KIND, "capa:detail", "checklist", _("corrective action"))
    timeline.register_group("capa", _("corrective actions"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)
    menu.register(
        "capa", label=_("Corrective actions"), icon="checklist", url_name="capa:list", group="service", needs=(access.KIND, "view"),
        position=42,
    )
    menu.register_create(
        "capa", label=_("Ask for corrective action"), icon="checklist", url_name="capa:create", needs=(access.KIND, "create"), position=70,
    )
