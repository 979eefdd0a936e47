"""People: employed, edited, transferred; roles, absences, numbers, passwords."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.spine.org import actions, queries
from gendan.spine.org.models import Employee
from gendan.spine.org.tests.listening import heard
from gendan.spine.refusal import NotAllowed, Refusal
from tests.cast import Cast

TODAY = date(2026, 9, 24)
PASSWORD = "corn-sun-river-9"


def by(cast: Cast, now) -> dict:
    return {"actor": cast.fang, "now": now}


def test_a_person_is_employed_with_readings_and_roles(cast: Cast, now) -> None:
    zeng = actions.employ(
        "zeng", name="曾晓", department=cast.east, supervisor=cast.lin, title="业务员", password=PASSWORD,
        roles=["salesperson"], **by(cast, now),
    )
    assert (zeng.pinyin, zeng.initials, zeng.joined_on) == ("zengxiao", "zx", TODAY)
    assert zeng.check_password(PASSWORD)
    assert queries.roles_of(zeng, on=TODAY) == {"salesperson"}


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("username", {"username": "LIN"}),
        ("username", {"username": "a b"}),
        ("name", {"name": " "}),
        ("email", {"email": "nonsense"}),
        ("password", {"password": "short"}),
        ("password", {"password": "password123456"[:8]}),
    ],
)
def test_a_mistake_is_named_at_its_field(cast: Cast, now, field, given) -> None:
    values = {"username": "new", "name": "新人", "department": cast.east} | given
    with pytest.raises(ValidationError) as error:
        actions.employ(values.pop("username"), **values, **by(cast, now))
    assert list(error.value.message_dict) == [field]


def test_people_edit_their_own_phone_and_nothing_else(cast: Cast, now) -> None:
    assert actions.edit_employee(cast.he, phone="13800000000", actor=cast.he, now=now) == ["phone"]
    with pytest.raises(NotAllowed):
        actions.edit_employee(cast.he, name="何大苗", actor=cast.he, now=now)
    with pytest.raises(NotAllowed):
        actions.edit_employee(cast.he, phone="1", actor=cast.zhou, now=now)
    actions.edit_employee(cast.he, name="单苗", **by(cast, now))
    assert Employee.objects.get(pk=cast.he.pk).pinyin == "shanmiao"


def test_nobody_is_above_himself(cast: Cast, now) -> None:
    for chief in (cast.fang, cast.lin, cast.zhou):
        with pytest.raises(ValidationError):
            actions.edit_employee(cast.fang, supervisor=chief, **by(cast, now))
    actions.edit_employee(cast.zhou, supervisor=cast.gu, **by(cast, now))


def test_a_transfer_is_told_so_that_records_may_follow(cast: Cast, now) -> None:
    with heard("org.employee_transferred") as said:
        actions.transfer(cast.he, department=cast.export, supervisor=cast.gu, **by(cast, now))
    assert said[0][1]["previous"] == cast.east
    assert cast.he.pk in queries.people_under(cast.gu)
    assert cast.he.pk not in queries.people_under(cast.lin)


def test_the_last_administrator_stays_one(cast: Cast, now) -> None:
    with pytest.raises(Refusal):
        actions.set_administrator(cast.fang, is_administrator=False, **by(cast, now))
    actions.set_administrator(cast.bai, is_administrator=True, **by(cast, now))
    actions.set_administrator(cast.fang, is_administrator=False, **by(cast, now))


def test_f37_4_the_posts_of_the_crm_are_roles(cast: Cast, now) -> None:
    """F37.4: supervisor, specialists, senior order followers, information clerks, agents each hold a role."""
    posts = {
        "客户关系管理主管": "crm_supervisor", "客户管理专员": "customer_data_clerk", "高级跟单员": "sales_assistant",
        "市场信息处理专员": "archive", "呼叫中心坐席": "service_agent",
    }
    for title, role in posts.items():
        actions.map_title(role, title=title, **by(cast, now))
        actions.change_title(cast.he, title=title, **by(cast, now))
        assert role in queries.roles_of(cast.he, on=TODAY)
    actions.unmap_title("service_agent", title="呼叫中心坐席", **by(cast, now))
    assert queries.roles_of(cast.he, on=TODAY) == {"salesperson"}


def test_f37_3_a_dedicated_person_is_responsible_for_the_data(cast: Cast, now) -> None:
    actions.give_role(cast.gao, "customer_data_clerk", **by(cast, now))
    assert queries.holders_of("customer_data_clerk", on=TODAY) == [cast.gao]


def test_f37_5_the_crm_supervisor_assigns_permissions(cast: Cast, now) -> None:
    actions.give_role(cast.he, "sales_assistant", department=cast.east, actor=cast.bai, now=now)
    assert "sales_assistant" in queries.roles_of(cast.he, on=TODAY)
    assert actions.take_role(cast.he, "sales_assistant", department=cast.east, actor=cast.bai, now=now)
    assert not actions.take_role(cast.he, "sales_assistant", actor=cast.bai, now=now)
    with pytest.raises(NotAllowed) as refusal:
        actions.give_role(cast.zhou, "sales_head", actor=cast.zhou, now=now)
    assert refusal.value.who == "方致远"


def test_an_unknown_role_is_refused(cast: Cast, now) -> None:
    with pytest.raises(ValidationError):
        actions.give_role(cast.he, "emperor", **by(cast, now))


def test_an_absence_names_a_deputy_who_is_present(cast: Cast, now) -> None:
    week = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=6)}
    actions.plan_absence(cast.lin, deputy=cast.zhou, reason="出差", actor=cast.lin, now=now, **week)
    assert queries.stand_in(cast.lin, on=TODAY) == cast.zhou
    with pytest.raises(ValidationError) as error:
        actions.plan_absence(cast.gu, deputy=cast.lin, actor=cast.gu, now=now, **week)
    assert "deputy" in error.value.message_dict
    with pytest.raises(ValidationError):  # no circle
        actions.plan_absence(cast.zhou, deputy=cast.lin, actor=cast.zhou, now=now, **week)
    with pytest.raises(ValidationError):  # twice
        actions.plan_absence(cast.lin, deputy=cast.he, actor=cast.lin, now=now, **week)
    with pytest.raises(ValidationError):  # over
        actions.plan_absence(
            cast.he, deputy=cast.zhou, starts_on=TODAY - timedelta(days=3), ends_on=TODAY - timedelta(days=1),
            actor=cast.he, now=now,
        )
    with pytest.raises(ValidationError):
        actions.plan_absence(cast.he, deputy=cast.he, actor=cast.he, now=now, **week)


def test_superiors_plan_the_absence_of_a_sick_person_and_others_do_not(cast: Cast, now) -> None:
    actions.plan_absence(cast.he, deputy=cast.zhou, starts_on=TODAY, ends_on=TODAY, actor=cast.lin, now=now)
    with pytest.raises(NotAllowed) as refusal:
        actions.plan_absence(cast.gao, deputy=cast.zhou, starts_on=TODAY, ends_on=TODAY, actor=cast.ma, now=now)
    assert refusal.value.who == "林叙"


def test_an_absence_ends_early(cast: Cast, now) -> None:
    later = now + timedelta(days=2)
    absence = actions.plan_absence(
        cast.he, deputy=cast.zhou, starts_on=TODAY, ends_on=TODAY + timedelta(days=9), actor=cast.he, now=now
    )
    actions.end_absence(absence, actor=cast.he, now=later)
    assert queries.stand_in(cast.he, on=later.date()) is None
    assert queries.stand_in(cast.he, on=TODAY) == cast.zhou
    planned = actions.plan_absence(
        cast.he, deputy=cast.zhou, starts_on=later.date(), ends_on=later.date(), actor=cast.he, now=later
    )
    actions.end_absence(planned, actor=cast.he, now=later)
    assert cast.he.absences.count() == 1


def test_numbers_are_dated_and_bounded(cast: Cast, now) -> None:
    bounds = {"minimum": 1, "maximum": 30}
    actions.set_number("demo.days", 7, reason="更快", **bounds, **by(cast, now))
    actions.set_number("demo.days", 9, valid_from=now + timedelta(days=1), **bounds, **by(cast, now))
    assert queries.number("demo.days", 5, at=now) == 7
    assert queries.number("demo.days", 5, at=now + timedelta(days=1)) == 9
    for wrong in (0, 31, "7", True):
        with pytest.raises(ValidationError):
            actions.set_number("demo.days", wrong, **bounds, **by(cast, now))
    with pytest.raises(ValidationError):
        actions.set_number("demo.days", 8, valid_from=now - timedelta(days=1), **by(cast, now))
    with pytest.raises(NotAllowed):
        actions.set_number("demo.days", 8, actor=cast.lin, now=now)


def test_passwords_are_changed_by_oneself_and_reset_by_an_administrator(cast: Cast, now) -> None:
    temporary = actions.reset_password(cast.he, **by(cast, now))
    assert cast.he.check_password(temporary)
    with pytest.raises(ValidationError) as error:
        actions.change_password(cast.he, old="wrong", new=PASSWORD, now=now)
    assert "old" in error.value.message_dict
    with pytest.raises(ValidationError) as error:
        actions.change_password(cast.he, old=temporary, new="12345678", now=now)
    assert "new" in error.value.message_dict
    actions.change_password(cast.he, old=temporary, new=PASSWORD, now=now)
    with pytest.raises(NotAllowed):
        actions.reset_password(cast.he, actor=cast.lin, now=now)


def test_the_language_is_one_of_ours(cast: Cast) -> None:
    actions.set_language(cast.he, language="en")
    with pytest.raises(ValidationError):
        actions.set_language(cast.he, language="tlh")
