"""Leaving: nothing of the person is left without an owner."""

from datetime import date, timedelta

import pytest

from gendan.spine import events
from gendan.spine.org import actions, queries
from gendan.spine.org.models import Department, Deputy, Employee, RoleHolder
from gendan.spine.org.queries import findings
from gendan.spine.org.tests.listening import heard
from gendan.spine.refusal import NotAllowed, Refusal
from tests.cast import Cast

TODAY = date(2026, 9, 24)


def by(cast: Cast, now) -> dict:
    return {"actor": cast.fang, "now": now}


def test_everything_of_a_leaver_goes_to_the_successor(cast: Cast, now) -> None:
    actions.give_role(cast.lin, "archive", **by(cast, now))
    actions.give_role(cast.lin, "store", department=cast.east, **by(cast, now))
    actions.plan_absence(cast.gu, deputy=cast.lin, starts_on=TODAY, ends_on=TODAY, actor=cast.gu, now=now)
    with heard("org.employee_left") as said:
        actions.leave(cast.lin, successor=cast.zhou, **by(cast, now))
    assert said == [
        ("org.employee_left", {"employee": cast.lin, "successor": cast.zhou, "actor": cast.fang, "now": now})
    ]
    zhou = Employee.objects.get(pk=cast.zhou.pk)
    assert Department.objects.get(pk=cast.east.pk).head == zhou
    assert queries.people_under(zhou) == {cast.he.pk, cast.gao.pk}
    assert zhou.supervisor == cast.fang
    assert queries.roles_of(zhou, on=TODAY, standing_in=False) == {"salesperson", "archive", "store"}
    assert queries.stand_in(cast.gu, on=TODAY) == zhou
    assert findings(today=TODAY) == []


def test_a_leaver_cannot_log_in_and_a_running_session_ends(cast: Cast, now, client) -> None:
    client.force_login(cast.he)
    actions.leave(cast.he, successor=cast.zhou, **by(cast, now))
    he = Employee.objects.get(pk=cast.he.pk)
    assert not he.is_active
    assert not he.has_usable_password()
    assert he.left_on == TODAY


def test_the_successor_stays_here(cast: Cast, now) -> None:
    actions.announce_leaving(cast.he, last_day=TODAY + timedelta(days=20), **by(cast, now))
    for successor in (cast.he, cast.zhou):
        with pytest.raises(Refusal) as refusal:
            actions.leave(cast.zhou, successor=successor, **by(cast, now))
        assert refusal.value.field == "successor"
    actions.leave(cast.he, successor=cast.zhou, **by(cast, now))
    with pytest.raises(Refusal):
        actions.leave(cast.gao, successor=cast.he, **by(cast, now))
    with pytest.raises(Refusal):
        actions.leave(cast.he, successor=cast.zhou, **by(cast, now))


def test_the_last_administrator_cannot_leave(cast: Cast, now) -> None:
    with pytest.raises(Refusal):
        actions.leave(cast.fang, successor=cast.lin, **by(cast, now))
    actions.set_administrator(cast.bai, is_administrator=True, **by(cast, now))
    actions.leave(cast.fang, successor=cast.lin, actor=cast.bai, now=now)
    lin = Employee.objects.get(pk=cast.lin.pk)
    assert lin.supervisor is None
    assert "general_manager" in queries.roles_of(lin, on=TODAY)
    assert findings(today=TODAY) == []


def test_a_successor_deep_below_does_not_become_his_own_superior(cast: Cast, now) -> None:
    actions.edit_employee(cast.he, supervisor=cast.zhou, **by(cast, now))
    actions.leave(cast.lin, successor=cast.he, **by(cast, now))
    assert Employee.objects.get(pk=cast.he.pk).supervisor == cast.fang
    assert Employee.objects.get(pk=cast.zhou.pk).supervisor == cast.he
    assert queries.superior_of(cast.zhou, levels=1) is not None


def test_the_successor_whom_the_leaver_stood_in_for_gets_another_deputy(cast: Cast, now) -> None:
    actions.plan_absence(cast.zhou, deputy=cast.he, starts_on=TODAY, ends_on=TODAY, actor=cast.zhou, now=now)
    actions.plan_absence(
        cast.he, deputy=cast.gao, starts_on=TODAY + timedelta(days=3), ends_on=TODAY + timedelta(days=4),
        actor=cast.he, now=now,
    )
    actions.leave(cast.he, successor=cast.zhou, **by(cast, now))
    assert queries.stand_in(cast.zhou, on=TODAY) == cast.lin
    assert not Deputy.objects.filter(employee=cast.he).exists()


def test_a_failing_listener_leaves_everything_as_it_was(cast: Cast, now) -> None:
    def refuse(**_facts) -> None:
        raise Refusal("not now")

    with heard():
        events.connect({"org.employee_left": (refuse,)})
        with pytest.raises(Refusal):
            actions.leave(cast.lin, successor=cast.zhou, **by(cast, now))
    assert Employee.objects.get(pk=cast.lin.pk).status == Employee.Status.ACTIVE
    assert RoleHolder.objects.filter(employee=cast.lin).count() == 2


def test_only_administrators_end_an_employment(cast: Cast, now) -> None:
    with pytest.raises(NotAllowed):
        actions.leave(cast.he, successor=cast.zhou, actor=cast.lin, now=now)


def test_doctor_names_everybody_who_left_and_is_still_responsible(cast: Cast, now) -> None:
    Deputy.objects.create(employee=cast.gu, deputy=cast.lin, starts_on=TODAY, ends_on=TODAY)
    Employee.objects.filter(pk=cast.lin.pk).update(status=Employee.Status.LEFT)
    codes = [finding.code for finding in findings(today=TODAY)]
    assert sorted(set(codes)) == ["deputy_left", "head_left", "role_of_left", "supervisor_left"]
