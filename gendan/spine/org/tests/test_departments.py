"""The tree of departments."""

import pytest
from django.core.exceptions import ValidationError

from gendan.spine.org import actions
from gendan.spine.org.models import Department, Employee
from gendan.spine.org.queries import department_and_below, findings
from gendan.spine.org.tests.listening import heard
from gendan.spine.refusal import NotAllowed, Refusal
from tests.cast import Cast


def by(cast: Cast, now) -> dict:
    return {"actor": cast.fang, "now": now}


def test_a_department_is_founded_under_another(cast: Cast, now) -> None:
    with heard("org.changed") as said:
        team = actions.found_department(" 一组 ", parent=cast.east, head=cast.zhou, **by(cast, now))
    assert team.path == f"{cast.east.path}{team.pk}/"
    assert team.name == "一组"
    assert said[0][1]["verb"] == "department.founded"
    assert findings(today=now.date()) == []


def test_two_departments_side_by_side_have_different_names(cast: Cast, now) -> None:
    with pytest.raises(ValidationError) as error:
        actions.found_department("外贸部", parent=cast.company, **by(cast, now))
    assert "name" in error.value.message_dict
    actions.found_department("外贸部", parent=cast.east, **by(cast, now))
    with pytest.raises(ValidationError):
        actions.rename_department(cast.east, name="外贸部", **by(cast, now))
    actions.rename_department(cast.east, name="华东区", **by(cast, now))


def test_moving_takes_the_whole_subtree_along(cast: Cast, now, django_assert_max_num_queries) -> None:
    team = actions.found_department("一组", parent=cast.east, **by(cast, now))
    for number in range(3):
        actions.found_department(f"小组{number}", parent=team, **by(cast, now))
    with django_assert_max_num_queries(12):
        actions.move_department(team, parent=cast.export, **by(cast, now))
    assert len(department_and_below(cast.export)) == 5
    assert set(department_and_below(cast.east)) == {cast.east.pk}
    assert findings(today=now.date()) == []
    actions.move_department(team, parent=None, **by(cast, now))
    team.refresh_from_db()
    assert team.path == f"/{team.pk}/"
    assert findings(today=now.date()) == []


def test_a_department_never_stands_under_itself(cast: Cast, now) -> None:
    team = actions.found_department("一组", parent=cast.east, **by(cast, now))
    for parent in (team, cast.east):
        with pytest.raises(ValidationError):
            actions.move_department(cast.east, parent=parent, **by(cast, now))


def test_only_an_empty_department_closes(cast: Cast, now) -> None:
    with pytest.raises(Refusal):
        actions.close_department(cast.east, **by(cast, now))
    team = actions.found_department("一组", parent=cast.east, **by(cast, now))
    actions.close_department(team, **by(cast, now))
    assert not Department.objects.get(pk=team.pk).is_active
    with pytest.raises(ValidationError):
        actions.transfer(cast.he, department=team, **by(cast, now))
    actions.reopen_department(team, **by(cast, now))
    assert Department.objects.get(pk=team.pk).is_active


def test_a_head_works_here(cast: Cast, now) -> None:
    Employee.objects.filter(pk=cast.he.pk).update(status=Employee.Status.LEFT)
    cast.he.refresh_from_db()
    with pytest.raises(ValidationError):
        actions.name_head(cast.quality, head=cast.he, **by(cast, now))
    actions.name_head(cast.quality, head=cast.han, **by(cast, now))
    assert Department.objects.get(pk=cast.quality.pk).head == cast.han


def test_others_are_refused_and_told_who_can_help(cast: Cast, now) -> None:
    with pytest.raises(NotAllowed) as refusal:
        actions.found_department("一组", parent=cast.east, actor=cast.lin, now=now)
    assert refusal.value.who == "方致远"


def test_doctor_finds_a_broken_path(cast: Cast, now) -> None:
    Department.objects.filter(pk=cast.east.pk).update(path="/7777/")
    assert [finding.code for finding in findings(today=now.date())] == ["path_wrong"]
