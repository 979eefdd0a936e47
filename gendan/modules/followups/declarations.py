"""What this module tells the spine and the frame at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.followups import access, procedure
from gendan.spine.access import declarations as access_declarations
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline


def declare() -> None:
    """Register rights, the promise procedure and the sentences of the timeline."""
    access_declarations.register(
        "followups.activity", _("follow-ups"), ("view", "create", "edit", "export"), access.ACTIVITY
    )
    access_declarations.register("followups.promise", _("promises"), ("view", "create", "edit"), access.PROMISE)
    registry.register(procedure.PROMISE)
    timeline.register_group("followups", _("follow-ups"))
    timeline.register_group("promise", _("promises"))
    timeline.register("followups.logged", "phone", _("%(actor)s: %(way_words)s %(contact)s"))
    timeline.register("followups.corrected", "pencil", _("%(actor)s corrected a follow-up"))
    timeline.register("followups.promised", "clock", _("%(actor)s promised an answer"))
    timeline.register("followups.material_sent", "package", _("%(actor)s sent material"))
