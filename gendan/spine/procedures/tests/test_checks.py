"""`manage.py check` finds what is wrong with a declaration."""

from dataclasses import replace

import pytest

from gendan.spine.procedures import checks, registry
from gendan.spine.procedures.declare import Kind, Number, RoleHolder, State, Transition, Unit, Within
from gendan.spine.procedures.tests.company import COMPLAINT

BAD = Number("bad", "bad", 50, Unit.WORKING_DAYS, 1, 10)


def _with_state(**changes):
    first, *rest = COMPLAINT.states
    return replace(COMPLAINT, states=(replace(first, **changes), *rest))


def _ids(procedure):
    return {message.id for message in checks.of_procedure(procedure)}


def test_a_sound_procedure_has_no_findings():
    assert checks.of_procedure(COMPLAINT) == []


def test_every_registered_procedure_is_sound():
    assert [str(message) for message in checks.declared()] == []


@pytest.mark.parametrize(
    ("procedure", "code"),
    [
        (replace(COMPLAINT, start="nowhere"), "E002"),
        (_with_state(due=None), "E003"),
        (_with_state(todo=""), "E004"),
        (_with_state(due=Within(BAD)), "E011"),
        (_with_state(due=Within(Number("yuan", "yuan", 1, Unit.YUAN))), "E012"),
        (_with_state(who=RoleHolder("wizard")), "E015"),
        (replace(COMPLAINT, states=(*COMPLAINT.states, COMPLAINT.states[0])), "E001"),
        (replace(COMPLAINT, states=(*COMPLAINT.states, State("island", "island", Kind.DONE))), "E008"),
        (replace(COMPLAINT, states=(*COMPLAINT.states, State("trap", "trap", Kind.WAITING))), "E009"),
        (replace(COMPLAINT, transitions=(*COMPLAINT.transitions, Transition("x", "x", ("mars",), "intake"))), "E006"),
        (replace(COMPLAINT, transitions=(*COMPLAINT.transitions, Transition("x", "x", ("intake",), "intake",
                                                                            guards=("text",)))), "E007"),  # type: ignore[arg-type]
        (replace(COMPLAINT, transitions=tuple(t for t in COMPLAINT.transitions if t.key != "agree")), "E014"),
        (replace(COMPLAINT, record="customers.Nothing"), "E016"),
        (replace(COMPLAINT, record="org.Employee"), "E016"),
    ],
)
def test_what_is_wrong_is_named(procedure, code):
    assert f"procedures.{code}" in _ids(procedure)


def test_a_role_that_nobody_holds_is_warned_of(cast):
    with registry.temporarily(COMPLAINT):
        assert not any("quality" in one.msg for one in checks.held_roles(databases=["default"]))
        cast.han.held_roles.all().delete()
        assert any("quality" in one.msg for one in checks.held_roles(databases=["default"]))
    assert checks.held_roles(databases=None) == []
