"""Who holds a role, who stands in, who is above and below whom; and the company's own numbers."""

from datetime import date, datetime, timedelta

import pytest

from gendan.spine.org import book, queries
from gendan.spine.org.models import (
    Calendar,
    CalendarDay,
    CalendarWindow,
    Department,
    Deputy,
    Employee,
    NumberSetting,
    Role,
    RoleHolder,
    RoleTitle,
)
from gendan.spine.org.workdays import working_time_between
from tests.cast import Cast

TODAY = date(2026, 9, 24)
TOMORROW = TODAY + timedelta(days=1)


def absent(employee: Employee, deputy: Employee, first: date = TODAY, last: date = TODAY) -> Deputy:
    return Deputy.objects.create(employee=employee, deputy=deputy, starts_on=first, ends_on=last)


def names(people: list[Employee]) -> list[str]:
    return [person.username for person in people]


def test_the_nearest_holder_comes_first_then_the_rest(cast: Cast) -> None:
    assert names(queries.holders_of("sales_head", near=cast.east, on=TODAY)) == ["lin", "gu"]
    assert names(queries.holders_of("sales_head", near=cast.export, on=TODAY)) == ["gu", "lin"]


def test_a_role_is_held_by_title_too(cast: Cast) -> None:
    RoleTitle.objects.create(role=Role.objects.get(key="quality"), title="品质部经理")
    Employee.objects.filter(pk=cast.he.pk).update(title="品质部经理")
    assert set(names(queries.holders_of("quality", on=TODAY))) == {"han", "he"}
    assert "quality" in queries.roles_of(cast.he, on=TODAY)


def test_a_role_for_one_department_holds_there_and_below_only(cast: Cast) -> None:
    team = Department.objects.create(name="一组", parent=cast.east, path=f"{cast.east.path}900/")
    RoleHolder.objects.create(role=Role.objects.get(key="finance"), employee=cast.gao, department=cast.east)
    assert names(queries.holders_of("finance", near=team, on=TODAY)) == ["gao", "ding"]
    assert names(queries.holders_of("finance", near=cast.export, on=TODAY)) == ["ding"]


def test_during_an_absence_the_deputy_takes_the_place(cast: Cast) -> None:
    absent(cast.lin, cast.zhou)
    assert names(queries.holders_of("sales_head", near=cast.east, on=TODAY)) == ["zhou", "gu"]
    assert names(queries.holders_of("sales_head", near=cast.east, on=TOMORROW)) == ["lin", "gu"]
    assert queries.stand_in(cast.lin, on=TODAY) == cast.zhou
    assert queries.stand_in(cast.lin, on=TOMORROW) is None
    assert queries.recipient(cast.lin, on=TOMORROW) == cast.lin


def test_deputies_of_deputies_are_followed_and_circles_end(cast: Cast) -> None:
    absent(cast.lin, cast.zhou)
    absent(cast.zhou, cast.he)
    assert queries.stand_in(cast.lin, on=TODAY) == cast.he
    absent(cast.he, cast.lin)
    assert queries.stand_in(cast.lin, on=TODAY) is None
    assert names(queries.holders_of("sales_head", near=cast.east, on=TODAY)) == ["gu", "lin"]


def test_a_deputy_has_the_roles_of_the_absent(cast: Cast) -> None:
    assert queries.roles_of(cast.gao, on=TODAY) == {"sales_assistant"}
    absent(cast.lin, cast.gao)
    assert queries.roles_of(cast.gao, on=TODAY) == {"sales_assistant", "sales_head", "salesperson"}
    assert queries.roles_of(cast.gao, on=TODAY, standing_in=False) == {"sales_assistant"}


def test_people_who_left_hold_nothing(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.ding.pk).update(status=Employee.Status.LEFT)
    assert queries.holders_of("finance", on=TODAY) == []
    cast.ding.refresh_from_db()
    assert queries.roles_of(cast.ding, on=TODAY) == frozenset()


def test_heads_are_found_upward(cast: Cast) -> None:
    assert queries.head_of(cast.east) == cast.lin
    assert queries.head_of(cast.east, levels=2) == cast.fang
    assert queries.head_of(cast.east, levels=3) is None
    assert queries.head_of(cast.quality) == cast.fang
    assert queries.head_of(cast.east, besides=cast.lin) == cast.fang
    assert queries.superior_of(cast.zhou) == cast.lin
    assert queries.superior_of(cast.zhou, levels=2) == cast.fang
    assert queries.superior_of(cast.fang) is None


def test_people_under_are_subordinates_and_people_of_headed_departments(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.he.pk).update(supervisor=None)
    assert queries.people_under(cast.lin) == {cast.zhou.pk, cast.he.pk, cast.gao.pk}
    assert len(queries.people_under(cast.fang)) == 10
    assert queries.people_under(cast.zhou) == set()


def test_a_department_and_all_below(cast: Cast) -> None:
    assert set(queries.department_and_below(cast.east)) == {cast.east.pk}
    assert len(queries.department_and_below(cast.company)) == 6


def test_the_newest_valid_number_counts(cast: Cast, now: datetime) -> None:
    def put(value: object, valid_from: datetime) -> None:
        NumberSetting.objects.create(
            key="demo.days", value=value, valid_from=valid_from, changed_by=cast.fang, changed_at=now
        )

    assert queries.number("demo.days", 5, at=now) == 5
    put(7, now - timedelta(days=2))
    put(9, now + timedelta(days=1))
    assert queries.number("demo.days", 5, at=now) == 7
    put(8, now - timedelta(days=2))
    assert queries.numbers({"demo.days": 5, "demo.other": "x"}, at=now) == {"demo.days": 8, "demo.other": "x"}
    assert queries.number("demo.days", 5, at=now + timedelta(days=2)) == 9


def test_the_company_calendar_knows_the_holidays_of_2026(cast: Cast, now: datetime) -> None:
    calendar = queries.calendar_of(cast.lin)
    monday = now.replace(day=28, hour=9, minute=20)
    assert working_time_between(now, monday, calendar) == timedelta(hours=7)
    assert calendar == queries.company_calendar()


def saturday_calendar() -> Calendar:
    calendar = Calendar.objects.create(name="门店")
    CalendarWindow.objects.create(calendar=calendar, weekday=5, starts="09:00", ends="12:00")
    return calendar


def test_the_nearest_calendar_counts(cast: Cast) -> None:
    store, shift = saturday_calendar(), saturday_calendar()
    Department.objects.filter(pk=cast.company.pk).update(calendar=store)
    Employee.objects.filter(pk=cast.zhou.pk).update(calendar=shift)
    cast.zhou.refresh_from_db()
    kept = book.current()
    assert queries.calendar_of(cast.lin) is kept.compiled[store.pk]
    assert queries.calendar_of(cast.zhou) is kept.compiled[shift.pk]
    assert queries.company_calendar() is kept.default


def test_an_edit_is_seen_at_once_and_asking_again_costs_one_query(cast: Cast, django_assert_num_queries) -> None:
    first = queries.company_calendar()
    with django_assert_num_queries(1):
        assert queries.company_calendar() is first
    with django_assert_num_queries(1), book.held():
        assert {id(queries.company_calendar()) for _ in range(5)} == {id(first)}
    CalendarDay.objects.create(day=TODAY, kind="holiday", name="厂庆")
    assert TODAY in queries.company_calendar().exceptions


@pytest.mark.parametrize("levels", [1, 3])
def test_roles_cost_the_same_queries_however_deep_the_absences(cast: Cast, levels, django_assert_num_queries) -> None:
    chain = [cast.lin, cast.zhou, cast.he, cast.gao]
    for employee, deputy in list(zip(chain, chain[1:], strict=False))[:levels]:
        absent(employee, deputy)
    queries.recipient(cast.gao, on=TODAY)  # the book is open at this day
    with django_assert_num_queries(2):
        queries.roles_of(cast.gao, on=TODAY)
