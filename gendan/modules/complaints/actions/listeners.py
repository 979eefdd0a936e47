"""What complaints do when something happens elsewhere."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.actions.intake import register_taken, take_complaint
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.words import Channel, Klass
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.ui.records import record_url


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": what was to be verified or approved goes to the successor."""
    running = Complaint.objects.filter(state_kind__in=("open", "waiting"))
    running.filter(verifier=employee).update(verifier=successor)
    running.filter(approver=employee).update(approver=successor)


def _asked(capa: Any) -> list[Complaint]:
    ids = list(capa.sources.filter(kind=KIND).values_list("object_id", flat=True))
    return list(Complaint.objects.filter(pk__in=ids).select_related("owner", "case"))


def capa_closed(*, capa: Any, actor: Employee | None, now: datetime) -> None:
    """Listener of "capa.closed": whoever handles the complaint hears that the correction worked (F56.4)."""
    for row in _asked(capa):
        if row.owner is not None and row.owner != actor:
            _tell_effective(row, str(capa.number), row.owner, now=now)


def _tell_effective(row: Complaint, number: str, person: Employee, *, now: datetime) -> None:
    tell(
        person, topic="complaints.closed", url=record_url(KIND, row.pk), now=now,
        title=lambda: _("Corrective action %(number)s is proven effective: %(title)s") % {"number": number, "title": row},
    )


def capa_reopened(*, capa: Any, actor: Employee | None, now: datetime) -> None:
    """Listener of "capa.reopened": it did not work: the complaints that counted as put right are opened again."""
    for row in _asked(capa):
        if row.state == "closed":
            reason = _("Corrective action %(number)s did not work.") % {"number": capa.number}
            engine.perform(row, "come_back", actor=None, data={"reason": reason}, now=now)


def sample_objected(*, request: Any, actor: Employee, now: datetime) -> None:
    """Listener of "samples.objected": an objection to a sample is a complaint of quality (F27.3)."""
    row = take_complaint(
        {
            "customer": request.customer, "contact": request.contact, "klass": Klass.QUALITY, "channel": Channel.SAMPLE, "source": "goods",
            "subject": request.what, "text": request.objection, "product": request.product, "batch": request.batch, "quantity": request.quantity,
            "first_words": _("Quality looks at it."),
        },
        actor=actor, now=now, owner=request.owner or actor,
    )
    register_taken(row, actor=row.owner, now=now)


def return_finished(*, record: Any, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "returns.finished": whoever handles the complaint hears that the goods are settled (F56.7)."""
    row = Complaint.objects.filter(pk=record.source_id).select_related("owner").first() if record.source_kind == KIND else None
    if row is not None and row.owner is not None and row.owner != actor:
        facts = {"number": record.number, "title": row}
        tell(row.owner, topic="complaints.closed", url=record_url(KIND, row.pk), now=now, title=lambda: _("Return %(number)s is finished: %(title)s") % facts)
