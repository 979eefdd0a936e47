"""Two hundred random procedures, walked at random: nothing is ever forgotten, whatever people do."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.spine import records
from gendan.spine.org.models import Deputy
from gendan.spine.procedures import doctor, engine, escalate, next_steps, registry, todos
from gendan.spine.procedures.declare import (
    Actor,
    AtTime,
    Escalate,
    Head,
    Kind,
    Mode,
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
from gendan.spine.procedures.models import SignOff, Todo
from gendan.spine.procedures.tests import company
from gendan.spine.refusal import Refusal

WHO = (Owner(), Actor(), RoleHolder("quality"), RoleHolder("sales_head"), RoleHolder("chief_engineer"), Head(), Head(2))
UNITS = (Unit.WORKING_MINUTES, Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.HOURS, Unit.DAYS)
ENDS = (Kind.WON, Kind.LOST, Kind.DONE)


def random_procedure(dice: random.Random) -> Procedure:
    """Three to seven states of every kind, with sign-offs, waits, loops and escalations."""
    keys = [f"s{n}" for n in range(dice.randint(3, 7))]
    states = [_state(dice, key, first=key == "s0") for key in keys]
    if not any(state.kind in ENDS for state in states):
        states.append(State("end", "end", Kind.DONE))
        keys.append("end")
    moves = [_move(dice, n, keys) for n in range(dice.randint(len(keys), 3 * len(keys)))]
    for state in states:
        if state.signoffs is not None:
            moves += [
                Transition(f"{state.key}_{verdict}", verdict, (state.key,), dice.choice(keys), automatic=True)
                for verdict in ("yes", "no")
            ]
    return Procedure(key=f"random{dice.randint(0, 9)}", title="random", record="customers.Customer", start="s0",
                     states=tuple(states), transitions=tuple(moves))


def _number(dice: random.Random, key: str) -> Number:
    return Number(key, key, dice.choice((0.5, 1, 2, 3)), dice.choice(UNITS), 0, 10)


def _state(dice: random.Random, key: str, *, first: bool) -> State:
    kind = Kind.OPEN if first else dice.choice((Kind.OPEN, Kind.OPEN, Kind.OPEN, Kind.WAITING, *ENDS))
    due = dice.choice((Within(_number(dice, f"{key}_due")), AtTime(company.time(14), dice.randint(0, 2)), None))
    steps = tuple(
        Step(f"step{n}", _number(dice, f"{key}_step{n}"), dice.choice(list(Escalate)), dice.choice(WHO),
             before=dice.random() < 0.3)
        for n in range(dice.randint(0, 3))
    )
    asked = None
    if kind == Kind.OPEN and dice.random() < 0.3:
        parties = tuple(Party(f"p{n}", f"p{n}", dice.choice(WHO)) for n in range(dice.randint(1, 4)))
        quorum = Number(f"{key}_quorum", "quorum", dice.randint(1, 3), Unit.COUNT, 1, 4)
        asked = SignOffs(parties, f"{key}_yes", f"{key}_no", dice.choice(list(Mode)), quorum)
    return State(key, key, kind, dice.choice(WHO), due, todo=f"do {key}", escalate=steps, signoffs=asked)


def _move(dice: random.Random, n: int, keys: list[str]) -> Transition:
    source = tuple(dice.sample(keys, dice.randint(1, min(3, len(keys)))))
    who = tuple(dice.sample(WHO, dice.randint(1, 3)))
    return Transition(f"m{n}", f"m{n}", source, dice.choice(keys), who, reason_required=dice.random() < 0.2)


class Walk:
    """One record, many people, and a clock that jumps."""

    def __init__(self, dice: random.Random, procedure: Procedure, cast, now) -> None:
        self.dice, self.procedure, self.now = dice, procedure, now
        self.people = [cast.zhou, cast.he, cast.lin, cast.han, cast.fang, cast.gao, cast.ma]
        self.record = company.customer(cast.zhou, now=now)
        engine.start(self.record, procedure=procedure, actor=cast.zhou, now=now)

    def step(self) -> None:
        deed = self.dice.choice((self.move, self.move, self.move, self.sign, self.tick, self.tick, self.plan,
                                 self.finish, self.postpone, self.reassign, self.rest, self.hand_over, self.absent))
        with suppress(Refusal, ValidationError):
            deed(self.dice.choice(self.people))
        self.nothing_forgotten(deed.__name__)

    def nothing_forgotten(self, deed: str) -> None:
        """After each step what concerns this one record; the whole doctor, who looks at every kind, comes when the walk ends."""
        assert [str(finding) for finding in doctor.run(only="procedures.work")] == [], deed
        assert next_steps.wrong(records.kind_of(self.record)) == [], deed

    def _todo(self) -> Todo | None:
        live = list(Todo.objects.filter(status__in=todos.LIVE).order_by("pk"))
        return self.dice.choice(live) if live else None

    def move(self, actor) -> None:
        offers = engine.available(self.record, actor=actor, now=self.now)
        if offers:
            key = self.dice.choice(offers).transition.key
            engine.perform(self.record, key, actor=actor, data={"reason": "so"}, now=self.now)

    def sign(self, actor) -> None:
        pending = list(SignOff.objects.filter(verdict="pending").select_related("todo__assignee"))
        if pending:
            signoff = self.dice.choice(pending)
            verdict = self.dice.choice(("agreed", "refused"))
            engine.sign(signoff, verdict=verdict, opinion="so", actor=signoff.todo.assignee, now=self.now)

    def tick(self, actor) -> None:
        self.now += timedelta(minutes=self.dice.choice((1, 50, 400, 1500, 9000)))
        escalate.tick(self.now)

    def plan(self, actor) -> None:
        due = self.now + timedelta(hours=self.dice.randint(1, 90))
        todos.add(self.record, title="call", assignee=actor, due_at=due, actor=actor, now=self.now)

    def finish(self, actor) -> None:
        if todo := self._todo():
            then = todos.Next("go on", self.now + timedelta(days=1)) if self.dice.random() < 0.5 else None
            todos.complete(todo, actor=actor, now=self.now, then=then)

    def postpone(self, actor) -> None:
        if todo := self._todo():
            todos.postpone(todo, due_at=self.now + timedelta(days=2), reason="so", actor=actor, now=self.now)

    def reassign(self, actor) -> None:
        if todo := self._todo():
            todos.reassign(todo, assignee=self.dice.choice(self.people), reason="so", actor=actor, now=self.now)

    def rest(self, actor) -> None:
        todo = self._todo()
        wakes = self.now + timedelta(hours=self.dice.randint(1, 200))
        if todo and self.dice.random() < 0.5:
            todos.pause(todo, reason="so", wakes_at=wakes, actor=actor, now=self.now)
        else:
            todos.no_next_step(self.record, reason="so", wakes_at=wakes, actor=actor, now=self.now)

    def hand_over(self, actor) -> None:
        todos.hand_over_all(actor, to=self.dice.choice(self.people), actor=None, now=self.now)

    def absent(self, actor) -> None:
        deputy = self.dice.choice([one for one in self.people if one != actor])
        day = self.now.date()
        Deputy.objects.create(employee=actor, deputy=deputy, starts_on=day, ends_on=day + timedelta(days=3))


@pytest.mark.django_db
@settings(max_examples=200, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
def test_random_procedures_never_forget_anything(cast, now, seed):
    dice = random.Random(seed)
    procedure = random_procedure(dice)
    example = transaction.savepoint()
    try:
        with registry.temporarily(procedure):
            walk = Walk(dice, procedure, cast, now)
            for _ in range(12):
                walk.step()
            assert [str(finding) for finding in doctor.run()] == []
    finally:
        transaction.savepoint_rollback(example)
