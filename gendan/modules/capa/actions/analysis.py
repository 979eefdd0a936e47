"""The cause is looked for: the chain of whys and the fishbone, written together."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gendan.modules.capa import queries
from gendan.modules.capa.models import Bone, Capa, Round, Why
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal, Stale
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

#: While these steps last the analysis is written; afterwards one goes back to the cause first.
WRITTEN_IN = ("team", "problem", "containment", "cause")


@whole
def write_analysis(
    capa: Capa, *, whys: Iterable[Why], bones: Iterable[Bone], revision: int, actor: Employee, now: datetime
) -> Round:
    """Write both anew; raises Stale where somebody else wrote since the page was opened."""
    require(actor, "edit", capa)
    current: Capa = Capa.objects.select_for_update(no_key=True).get(pk=capa.pk)
    if current.state not in WRITTEN_IN:
        raise Refusal(_("The cause is found: go back to it first."), code="moved_on")
    found = queries.round_of(current)
    if found.revision != revision:
        raise Stale(_("Somebody else has written the analysis meanwhile. Look at it, then write yours."))
    found.whys.all().delete()
    found.bones.all().delete()
    chain, causes = list(whys), list(bones)
    for why in chain:
        why.round = found
    for bone in causes:
        bone.round = found
    Why.objects.bulk_create(chain)
    Bone.objects.bulk_create(causes)
    found.revision += 1
    found.save(update_fields=["revision"])
    facts = {"whys": len(chain), "bones": len(causes)}
    timeline.record("capa.analysed", current, actor=actor, at=now, text="\n".join(one.text for one in chain), data=facts)
    return found
