"""What this module tells the spine and the frame at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.customers import serving
from gendan.modules.followups import access, held, importer, listing, on_customer, procedure, shown, subjects
from gendan.modules.followups.composer import WAYS as OFFERED
from gendan.modules.followups.detail import story_tab
from gendan.modules.followups.models import Way
from gendan.modules.knowledge import moments
from gendan.spine import words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.imports import registry as imports
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui import todos as todo_pages
from gendan.ui.listing.declare import register as register_listing
from gendan.ui.report.declare import register as register_reports

WAYS = {
    Way.CALL: ("phone", _("%(actor)s telephoned with %(contact)s")),
    Way.CHAT: ("brand-wechat", _("%(actor)s chatted with %(contact)s")),
    Way.VISIT: ("map-pin", _("%(actor)s visited %(contact)s")),
    Way.MAIL: ("mail", _("%(actor)s exchanged e-mails with %(contact)s")),
    Way.SMS: ("message", _("%(actor)s exchanged short messages with %(contact)s")),
    Way.MEETING: ("users", _("%(actor)s met %(contact)s")),
    Way.LETTER: ("mail-opened", _("%(actor)s exchanged letters with %(contact)s")),
    Way.GIFT: ("gift", _("%(actor)s gave a present to %(contact)s")),
    Way.DEMONSTRATION: ("presentation", _("%(actor)s demonstrated something to %(contact)s")),
}
KIND = "followups.promise"


def declare() -> None:
    """Register rights, the promise procedure and the sentences of the timeline."""
    serving.register("promise", late_only=True)
    held.register()
    imports.register(importer.IMPORTER)
    access_declarations.register(
        access.KIND, _("follow-ups"), ("view", "create", "edit", "import", "export"), access.ACTIVITY
    )
    access_declarations.register("followups.promise", _("promises"), ("view", "create", "edit"), access.PROMISE)
    registry.register(procedure.PROMISE)
    words.declare("todo.material", _("Material has arrived, call at once: %(what)s"))
    for one in OFFERED:
        moments.declare(one.value, one.label)
    timeline.register_group("followups", _("follow-ups"))
    timeline.register_group("promise", _("promises"))
    for way, (icon, sentence) in WAYS.items():
        timeline.register(f"followups.{way}", icon, sentence)
        todo_pages.register_way(way, icon)
    timeline.register_group("points", _("ticked points"))
    timeline.register("points.ticked", "list-check", _("%(actor)s ticked points of this stage"))
    timeline.register("followups.corrected", "pencil", _("%(actor)s corrected a follow-up"))
    timeline.register("followups.promised", "clock", _("%(actor)s promised an answer"))
    timeline.register("followups.material_sent", "package", _("%(actor)s sent material"))
    todo_pages.register_completion(subjects.CUSTOMER, subjects.completion_of)
    customer_page.register_tab(story_tab())
    customer_page.register_buttons("followups", on_customer.buttons)
    register_listing(listing.FOLLOWUPS)
    register_listing(listing.PROMISES)
    register_reports(*shown.REPORTS, group=_("Follow-ups"))
    pages.register(KIND, "followups:promise", "clock", _("promise"))
    menu.register(
        "followups", label=_("Follow-ups"), icon="phone", url_name="followups:list", group="customers",
        needs=(access.KIND, "view"), position=12,
    )
    menu.register(
        "promises", label=_("Promised answers"), icon="clock", url_name="followups:promises", group="customers",
        needs=(KIND, "view"), position=14,
    )
