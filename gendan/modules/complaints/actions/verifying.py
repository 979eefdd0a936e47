"""What is done while a complaint is verified: findings, the visit, who handles it, and that it is major."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.capa.models import Capa
from gendan.modules.complaints import effects, queries, rules
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.actions.intake import require_words
from gendan.modules.complaints.models import Complaint, Finding
from gendan.modules.complaints.words import Found
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.spine.access.queries import require
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, settling
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.ui.records import record_url


def _require_open(complaint: Complaint) -> None:
    if complaint.state_kind not in ("open", "waiting"):
        raise Refusal(_("This complaint is closed; open it again first."), code="closed")


@whole
def note_finding(complaint: Complaint, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Finding:
    """What was looked at, with its result and its paper (F28, F29, F56.2)."""
    if not queries.works_on(complaint, actor):
        require(actor, "edit", complaint)
    _require_open(complaint)
    if missing := rules.missing_in_finding(values):
        raise ValidationError(missing)
    row = Finding(complaint=complaint, by=actor, at=now, **dict(values))
    require_words(row)
    row.save(force_insert=True)
    complaint.__dict__.pop("_found", None)
    if row.kind == Found.VISIT:
        _visited(complaint, row, actor=actor, now=now)
    timeline.record(
        "complaints.found", complaint, actor=actor, at=now, text=row.text, main=complaint.main_object,
        data={"kind": str(row.get_kind_display()), "result": str(row.get_result_display())},
    )
    return row


def note_visit(complaint: Complaint, *, place: str, text: str, result: str, actor: Employee, now: datetime) -> Finding:
    """F04.7: the salesperson was there and enquired."""
    return note_finding(complaint, values={"kind": Found.VISIT, "place": place, "text": text, "result": result}, actor=actor, now=now)


def _visited(complaint: Complaint, row: Finding, *, actor: Employee, now: datetime) -> None:
    if complaint.visited_at is None:
        complaint.visited_at = now
        complaint.save(update_fields=["visited_at"])
    settling.settle(KIND, complaint.pk, key=effects.VISIT, outcome=row.text, actor=actor, now=now)


@whole
def declare_major(complaint: Complaint, *, reason: str, actor: Employee, now: datetime) -> Complaint:
    """F71.3: verified as major: general manager and management representative hear of it at once."""
    require(actor, "edit", complaint)
    _require_open(complaint)
    if complaint.is_major:
        raise Refusal(_("They know already that it is major."), code="major")
    complaint.is_major = True
    complaint.save(update_fields=["is_major"])
    facts = {"title": str(complaint)}
    tell(
        queries.superiors(on=timezone.localdate(now)), topic="complaints.major", url=record_url(KIND, complaint.pk), now=now, body=reason,
        title=lambda: _("Major complaint: %(title)s") % facts,
    )
    timeline.record("complaints.major", complaint, actor=actor, at=now, text=reason, main=complaint.main_object)
    return complaint


@whole
def ask_correction(complaint: Complaint, *, actor: Employee, now: datetime) -> Capa:
    """Ask the responsible department for corrective action without waiting for the verdict (F75.6)."""
    require(actor, "edit", complaint)
    _require_open(complaint)
    made = effects.ask_capa(complaint, actor=actor, now=now)
    if made is None:
        raise Refusal(_("Which department is responsible?"), field="responsible_department", code="nobody")
    Complaint.objects.filter(pk=complaint.pk).update(needs_capa=True)
    return made


@whole
def assign_complaint(complaint: Complaint, *, owner: Employee, reason: str = "", actor: Employee, now: datetime) -> Complaint:
    """Somebody else handles it from now on."""
    require(actor, "assign", complaint)
    _require_open(complaint)
    previous = complaint.owner
    if previous == owner:
        raise Refusal(_("%(name)s handles it already.") % {"name": owner.name}, field="owner", code="same")
    complaint.owner, complaint.department = owner, owner.department
    complaint.save(update_fields=["owner", "department"])
    engine.change_owner(KIND, [complaint.pk], previous=previous, owner=owner, actor=actor, now=now)
    timeline.record(
        "complaints.assigned", complaint, actor=actor, at=now, text=reason, main=complaint.main_object,
        data={"from": previous.name if previous else "", "to": owner.name},
    )
    return complaint


@whole
def set_customer(complaint: Complaint, *, customer: Customer, actor: Employee, now: datetime) -> Complaint:
    """It is known now whose complaint it is."""
    require(actor, "edit", complaint)
    require(actor, "view", customer)
    if complaint.customer is not None:
        raise Refusal(_("Its customer is known already."), field="customer", code="known")
    complaint.customer = customer
    for name, value in people_of(held(customer)).items():
        setattr(complaint, name, value)
    complaint.save()
    timeline.record("complaints.customer", complaint, actor=actor, at=now, data={"name": str(customer)}, main=complaint.main_object)
    return complaint
