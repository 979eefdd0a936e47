"""Verbs of a review: submit, differences with the customer, and the question to the warehouse."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.contracts import rules
from gendan.modules.contracts.access import REVIEW
from gendan.modules.contracts.actions.drafting import writable
from gendan.modules.contracts.models import Contract, Difference, StockCheck
from gendan.modules.contracts.procedure import CONTRACT, STOCK_HOURS, UNSIGNED
from gendan.modules.contracts.words import Level, Supply
from gendan.spine.access.queries import require
from gendan.spine.documents.actions import next_number
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, holders_of, number
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.due import later
from gendan.spine.procedures.models import Todo
from gendan.spine.procedures.numbers import setting_key
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.spine.words import say

STOCK = "stock"


@whole
def submit_contract(contract: Contract, *, actor: Employee, now: datetime) -> Contract:
    """Let the review begin (F59.5, F59.6, F64.6 … F64.9): the technical proposal first, where the kind wants one.

    Whose opinion is asked and who approves follows from the kind of contract, and from what is special about it.
    """
    locked = writable(contract, actor=actor)
    if missing := rules.missing(locked):
        raise Refusal(_("Still missing: %(what)s.") % {"what": "、".join(missing)}, code="incomplete")
    if locked.kind.with_proposal and locked.confirmed_on is None:
        engine.perform(locked, "propose", actor=actor, now=now)
    else:
        _begin_review(locked, actor=actor, now=now)
    contract.refresh_from_db()
    return contract


def _begin_review(locked: Contract, *, actor: Employee, now: datetime) -> None:
    requirements = list(locked.requirements.all())
    _require_answers(requirements)
    reasons = rules.special_because(locked, lines=locked.lines.select_related("product"), requirements=requirements)
    special = bool(reasons)
    level = rules.approval_of(locked.kind, special=special)
    approver = rules.choose_approver(locked, level=level, on=timezone.localdate(now))
    if level != Level.NONE and approver is None:
        raise Refusal(_("Nobody else can approve this contract."), who=_("an administrator"), code="no_approver")
    values = {
        "special": special, "special_reason": "；".join(reasons)[:300], "parties": rules.parties_of(locked.kind, special=special),
        "approval": level, "approver": approver, "submitted_at": now, "reviewed_at": None,
        "review_number": locked.review_number or next_number(REVIEW, at=now),
    }
    engine.perform(locked, "submit" if level == Level.NONE else "submit_up", actor=actor, data=values, now=now)


def _require_answers(requirements: list[Any]) -> None:
    """Each requirement has been looked at, and the company can meet it (F59.2, F64.7)."""
    if unsaid := [row.text for row in requirements if not row.met]:
        raise Refusal(_("Say of each requirement whether it can be met: %(what)s.") % {"what": "；".join(unsaid[:3])}, code="unanswered")
    if unmet := rules.unmet(requirements):
        raise Refusal(
            _("Cannot be met: %(what)s. Resolve it with the customer first.") % {"what": "；".join(unmet[:3])}, code="cannot_be_met"
        )


# -- differences (F64.7) ------------------------------------------------------------------------------------------


@whole
def raise_difference(
    contract: Contract, *, subject: str, actor: Employee, now: datetime, ours: str = "", theirs: str = ""
) -> Difference:
    """Write down a point that both see differently; nothing is signed before it is closed."""
    require(actor, "edit", contract)
    if contract.state not in UNSIGNED:
        raise Refusal(_("Both have signed: begin a change instead."), code="signed")
    row = Difference.objects.create(
        contract=contract, subject=subject, ours=ours, theirs=theirs, raised_by=actor, raised_at=now
    )
    timeline.record("contracts.difference", contract, actor=actor, at=now, text=theirs or ours, data={"subject": subject})
    return row


@whole
def close_difference(
    difference: Difference, *, resolution: str, evidence: str, actor: Employee, now: datetime, file: Any = None
) -> Difference:
    """Both agree: in which words, and what proves it."""
    contract = difference.contract
    require(actor, "edit", contract)
    row = Difference.objects.select_for_update(of=("self",)).get(pk=difference.pk)
    if row.closed_at is not None:
        raise Refusal(_("This is closed already."), code="closed")
    row.resolution, row.evidence, row.closed_by, row.closed_at = resolution, evidence, actor, now
    row.file = timeline.keep_file(contract, upload=file, uploader=actor, now=now) if file else None
    row.save()
    facts = {"subject": row.subject, "evidence": evidence}
    timeline.record("contracts.resolved", contract, actor=actor, at=now, text=resolution, data=facts)
    return row


# -- the warehouse (F59.7) ----------------------------------------------------------------------------------------


@whole
def ask_stock(contract: Contract, *, actor: Employee | None, now: datetime) -> StockCheck | None:
    """Ask the warehouse whether the goods are there, until it has answered. None where nobody keeps one."""
    check = StockCheck.objects.filter(contract=contract).select_related("todo").first()
    asked = check is not None and (check.answered_at is not None or (check.todo is not None and check.todo.status == Todo.Status.OPEN))
    if asked or not contract.lines.exclude(product=None).exists():
        return check
    keepers = holders_of("warehouse", near=contract.department, on=timezone.localdate(now))
    if not keepers:
        return None
    hours = number(setting_key(CONTRACT, STOCK_HOURS), STOCK_HOURS.default, at=now)
    due_at = later(now, hours, STOCK_HOURS.unit, calendar=calendar_of(keepers[0]))
    todo = todos.add(
        contract, title=say("todo.contract_stock", contract.name), assignee=keepers[0], due_at=due_at, actor=actor, now=now, key=STOCK,
    )
    return StockCheck.objects.update_or_create(contract=contract, defaults={"todo": todo, "asked_at": now})[0]


@whole
def answer_stock(
    check: StockCheck, *, enough: bool, qualified: bool, note: str = "", actor: Employee, now: datetime
) -> StockCheck:
    """Enough and qualified: sales ships directly; else production plans (F59.7). The owner hears of it."""
    row = StockCheck.objects.select_for_update(of=("self",)).select_related("contract__owner", "todo__assignee").get(pk=check.pk)
    _require_keeper(row, actor, now)
    if row.answered_at is not None:
        raise Refusal(_("The warehouse has answered already."), code="answered")
    row.enough, row.qualified, row.note, row.answered_by, row.answered_at = enough, qualified, note, actor, now
    row.save()
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=row.contract_id)
    contract.supply = Supply.STOCK if enough and qualified else Supply.PRODUCE
    contract.save(update_fields=["supply"])
    if row.todo and row.todo.status == Todo.Status.OPEN:
        todos.complete(row.todo, actor=actor, now=now, outcome=note)
    words = str(contract.get_supply_display())
    timeline.record("contracts.stock", contract, actor=actor, at=now, text=note, data={"supply": words})
    tell(
        [one for one in (row.contract.owner,) if one], topic="contracts.news", now=now, url=f"/contracts/{contract.pk}",
        title=lambda: _("%(name)s: %(supply)s") % {"name": contract.name, "supply": contract.get_supply_display()}, body=note,
    )
    return row


def _require_keeper(row: StockCheck, actor: Employee, now: datetime) -> None:
    keepers = holders_of("warehouse", near=None, on=timezone.localdate(now))
    if actor.pk not in {*(one.pk for one in keepers), row.todo.assignee_id if row.todo else None}:
        raise NotAllowed(_("The warehouse answers this."), who="、".join(one.name for one in keepers[:3]))
