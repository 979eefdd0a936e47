"""A procedure that only the tests know, over customers: a complaint with five states, sign-offs and a wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time  # noqa: F401
from itertools import count

from django import forms

from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, registry
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    Move,
    Number,
    Owner,
    Party,
    Procedure,
    RoleHolder,
    SignOffs,
    State,
    Step,
    Transition,
    Unit,
    Within,
)
from gendan.spine.refusal import Refusal  # noqa: F401

_numbers = count(1)
ANALYSIS = Number("analysis", "limit of the analysis", 2, Unit.WORKING_DAYS, 0.5, 10)
REPLY = Number("reply", "limit of the reply", 4, Unit.WORKING_HOURS, 1, 16)
REMIND = Number("remind", "remind before", 4, Unit.WORKING_HOURS, 0, 16)
LATE = Number("late", "tell the head", 0, Unit.WORKING_HOURS, 0, 16)
LATER = Number("later", "hand over", 1, Unit.WORKING_DAYS, 0, 10)
QUALITY = RoleHolder("quality")


class FindingForm(forms.Form):
    """What was found."""

    cause = forms.CharField(max_length=100)


def situation_is_known(move: Move) -> str | None:
    """The situation of the customer is written down."""
    return None if move.record.situation else "the situation is not written down"


def tags_are_set(move: Move) -> str | None:
    """The customer has a label."""
    return None if move.record.tags else "there is no label"


def note_cause(move: Move) -> None:
    """Keep the cause."""
    move.record.analysis = move.data["cause"]
    move.record.save(update_fields=["analysis"])


COMPLAINT = Procedure(
    key="trial", title="Trial complaint", record="customers.Customer", start="intake", version=3,
    states=(
        State("intake", "intake", who=Owner(), due=Within(REPLY), todo="take in the complaint"),
        State(
            "analysis", "analysis", who=QUALITY, due=Within(ANALYSIS), todo="find the cause",
            escalate=(
                Step("remind", REMIND, Escalate.REMIND, before=True),
                Step("head", LATE, Escalate.TELL, Head()),
                Step("over", LATER, Escalate.HAND_OVER, RoleHolder("general_manager")),
            ),
        ),
        State("customer", "waiting for the customer", Kind.WAITING),
        State(
            "plan", "sign the plan", due=Within(ANALYSIS), todo="sign the plan",
            signoffs=SignOffs(
                (Party("quality", "quality", QUALITY), Party("finance", "finance", RoleHolder("finance")),
                 Party("sales", "sales", Head())),
                agreed="agree", refused="refuse",
            ),
        ),
        State("closed", "closed", Kind.DONE),
        State("dropped", "dropped", Kind.LOST),
    ),
    transitions=(
        Transition("analyse", "to the analysis", ("intake",), "analysis"),
        Transition("wait", "wait for the customer", ("intake", "analysis"), "customer", who=(Owner(), QUALITY)),
        Transition("back", "the customer has answered", ("customer",), "analysis", who=(Owner(), QUALITY)),
        Transition("propose", "propose a plan", ("analysis",), "plan", who=(QUALITY,), form=FindingForm,
                   guards=(situation_is_known, tags_are_set), effects=(note_cause,)),
        Transition("agree", "agreed", ("plan",), "closed", automatic=True),
        Transition("refuse", "refused", ("plan",), "analysis", automatic=True),
        Transition("drop", "drop", ("intake", "analysis", "customer", "plan"), "dropped", who=(Owner(), Head()),
                   reason_required=True, verb="trial.dropped"),
    ),
    numbers=(),
)


def customer(owner: Employee | None, *, now: datetime, **fields) -> Customer:
    """A customer without a procedure."""
    number = next(_numbers)
    department = fields.pop("department", owner.department if owner else None)
    return Customer.objects.create(
        code=f"T{number:05}", name=f"试验客户 {number}", owner=owner, department=department, created_at=now,
        updated_at=now, **fields,
    )


@contextmanager
def running(owner: Employee, *, now: datetime, state: str | None = None) -> Iterator[Customer]:
    """A customer on whom the trial procedure runs, for the time of a block."""
    with registry.temporarily(COMPLAINT):
        record = customer(owner, now=now)
        engine.start(record, procedure=COMPLAINT, actor=owner, now=now, state=state)
        yield record
