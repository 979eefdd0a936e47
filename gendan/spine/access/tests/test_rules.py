"""PM-21 … PM-34: scopes of records and actions, and what follows the main object."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gendan.spine.access import actions
from gendan.spine.access.queries import may, may_any
from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import rows
from gendan.spine.org.models import Deputy, Employee, NumberSetting, RoleHolder
from tests.cast import _department, _employee


@pytest.fixture(autouse=True)
def _own_rules(request):
    """Salespeople of these tests start with nothing, whatever the modules declare."""
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")
        for kind in (rows.CUSTOMER, rows.ACTIVITY, rows.OPPORTUNITY):
            for action in ("view", "edit"):
                rows.allow("salesperson", kind, Scope.NONE, action)


def switch(key, value):
    then = timezone.now() - timedelta(minutes=1)
    NumberSetting.objects.create(key=key, value=value, valid_from=then, changed_at=then)


@pytest.mark.parametrize("scope", [Scope.RESPONSIBLE_DEPARTMENT, Scope.RELATED_DEPARTMENT])
def test_pm_21_who_is_added_to_an_object_opens_it_with_a_scope_by_department(cast, scope):
    rows.allow("salesperson", rows.CUSTOMER, scope)
    record = rows.customer(owner=cast.gu, department=cast.export)
    assert not may(cast.he, "view", record)
    record.related_ids = [cast.he.pk]
    record.save()
    assert may(cast.he, "view", record)


def test_pm_21_with_the_scope_none_being_added_opens_nothing(cast):
    record = rows.customer(owner=cast.gu, related_ids=[cast.he.pk])
    assert not may(cast.he, "view", record)
    assert not rows.sees(cast.he, record)


def test_pm_22_what_the_list_shows_the_page_opens_and_nothing_else(cast):
    records = [
        rows.customer(), rows.customer(owner=cast.he), rows.customer(related_ids=[cast.he.pk]),
        rows.customer(department=cast.east), rows.customer(related_department_ids=[cast.east.pk]),
    ]
    for scope in Scope:
        rows.allow("salesperson", rows.CUSTOMER, scope)
        listed = set(type(records[0]).objects.visible_to(cast.he))
        assert listed == {record for record in records if may(cast.he, "view", record)}


def test_pm_23_each_scope_holds_all_narrower_ones(cast):
    for owner, department in ((cast.he, None), (None, cast.east), (cast.ma, cast.export), (None, None)):
        rows.customer(owner=owner, department=department, related_department_ids=[cast.east.pk] if not owner else [])
    before: set[int] = set()
    for scope in sorted(Scope):
        rows.allow("salesperson", rows.CUSTOMER, scope)
        seen = set(rows.Customer.objects.visible_to(cast.he).values_list("pk", flat=True))
        assert before <= seen
        before = seen
    assert len(before) == 4


def test_pm_23_of_several_roles_the_widest_scope_counts(cast):
    record = rows.customer(department=cast.east)
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_EMPLOYEE)
    rows.allow("sales_head", rows.CUSTOMER, Scope.RESPONSIBLE_DEPARTMENT)
    assert rows.sees(cast.lin, record)
    assert not rows.sees(cast.he, record)


def test_without_a_role_and_after_leaving_nothing_is_seen(cast):
    record = rows.customer(owner=cast.he, department=cast.east)
    rows.allow("salesperson", rows.CUSTOMER, Scope.ALL)
    assert rows.sees(cast.he, record)
    RoleHolder.objects.filter(employee=cast.he).delete()
    assert not rows.sees(cast.he, record)
    Employee.objects.filter(pk=cast.zhou.pk).update(status="left")
    assert not rows.sees(cast.zhou, record)
    assert not may_any(cast.he, "view", rows.CUSTOMER)


def test_pm_24_responsible_employee_sees_only_what_names_him(cast):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_EMPLOYEE)
    assert rows.sees(cast.he, rows.customer(owner=cast.he))
    assert not rows.sees(cast.he, rows.customer(owner=cast.zhou, department=cast.east, related_ids=[cast.he.pk]))


def test_pm_25_related_employee_adds_where_he_is_related(cast):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RELATED_EMPLOYEE)
    assert rows.sees(cast.he, rows.customer(owner=cast.zhou, related_ids=[cast.he.pk]))
    assert not rows.sees(cast.he, rows.customer(owner=cast.zhou, department=cast.east))


def test_pm_26_related_department_holds_all_four_ties_and_exact_departments(cast):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RELATED_DEPARTMENT)
    team = _department("华东一组", cast.east)
    for ties in (
        {"owner": cast.he}, {"related_ids": [cast.he.pk]}, {"department": cast.east},
        {"related_department_ids": [cast.east.pk]},
    ):
        assert rows.sees(cast.he, rows.customer(**ties))
    assert not rows.sees(cast.he, rows.customer(department=team)), "objects use the exact department (A12)"
    assert not rows.sees(cast.he, rows.customer(department=cast.company))


def test_pm_27_responsible_department_stands_between_the_two(cast):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_DEPARTMENT)
    assert rows.sees(cast.he, rows.customer(department=cast.east))
    assert rows.sees(cast.he, rows.customer(related_ids=[cast.he.pk]))
    assert not rows.sees(cast.he, rows.customer(related_department_ids=[cast.east.pk]))


# -- actions --------------------------------------------------------------------------------------------------


def activity(cast, **ties):
    ties.setdefault("created_by", cast.ma)
    return rows.activity(rows.customer(), **ties)


def test_pm_28_responsible_employee_sees_actions_he_owns(cast):
    rows.allow("salesperson", rows.ACTIVITY, Scope.RESPONSIBLE_EMPLOYEE)
    assert rows.sees(cast.he, activity(cast, owner=cast.he))
    assert not rows.sees(cast.he, activity(cast, owner=cast.zhou, created_by=cast.he, related_ids=[cast.he.pk]))


def test_pm_29_related_employee_adds_what_he_wrote_or_is_related_to(cast):
    rows.allow("salesperson", rows.ACTIVITY, Scope.RELATED_EMPLOYEE)
    assert rows.sees(cast.he, activity(cast, owner=cast.zhou, created_by=cast.he))
    assert rows.sees(cast.he, activity(cast, owner=cast.zhou, related_ids=[cast.he.pk]))
    assert not rows.sees(cast.he, activity(cast, owner=cast.zhou, department=cast.east))


def test_pm_30_responsible_department_adds_the_actions_of_the_own_department(cast):
    rows.allow("salesperson", rows.ACTIVITY, Scope.RESPONSIBLE_DEPARTMENT)
    team = _department("华东一组", cast.east)
    assert rows.sees(cast.he, activity(cast, owner=cast.zhou, department=cast.east))
    assert not rows.sees(cast.he, activity(cast, owner=cast.zhou, department=team))
    assert rows.sees(cast.he, activity(cast, owner=cast.ma, department=cast.export, created_by=cast.he))


def test_pm_30_read_literally_the_department_does_not_hold_what_he_wrote(cast):
    switch("access.contains_narrower", False)
    wrote = activity(cast, owner=cast.ma, department=cast.export, created_by=cast.he, related_ids=[cast.he.pk])
    for scope, expected in (
        (Scope.RELATED_EMPLOYEE, True), (Scope.RESPONSIBLE_DEPARTMENT, False), (Scope.RELATED_DEPARTMENT, False),
        (Scope.ALL, True),
    ):
        rows.allow("salesperson", rows.ACTIVITY, scope)
        assert rows.sees(cast.he, wrote) == bool(may(cast.he, "view", wrote)) == expected


def test_pm_31_related_department_reaches_into_lower_departments(cast):
    rows.allow("salesperson", rows.ACTIVITY, Scope.RELATED_DEPARTMENT)
    team = _department("华东一组", cast.east)
    lower = _department("一组一班", team)
    assert rows.sees(cast.he, activity(cast, owner=cast.zhou, department=team))
    assert rows.sees(cast.he, activity(cast, owner=cast.zhou, department=lower))
    assert not rows.sees(cast.he, activity(cast, owner=cast.gu, department=cast.export))
    assert not rows.sees(cast.he, activity(cast, owner=cast.fang, department=cast.company))


def test_pm_32_all_sees_every_action(cast):
    rows.allow("salesperson", rows.ACTIVITY, Scope.ALL)
    assert rows.sees(cast.he, activity(cast, owner=cast.fang, department=cast.company))


# -- scope follows the main object ----------------------------------------------------------------------------


def test_pm_33_who_is_responsible_for_the_customer_sees_all_under_it_and_edits_none_of_it(cast):
    for kind in (rows.OPPORTUNITY, rows.ACTIVITY):
        rows.allow("salesperson", kind, Scope.RESPONSIBLE_EMPLOYEE)
        rows.allow("salesperson", kind, Scope.RESPONSIBLE_EMPLOYEE, "edit")
    customer = rows.customer(owner=cast.he)
    deal = rows.opportunity(customer, owner=cast.ma)
    call = rows.activity(customer, owner=cast.ma, created_by=cast.ma)
    for record in (deal, call):
        assert rows.sees(cast.he, record)
        assert not rows.sees(cast.he, record, "edit")
        assert not may(cast.he, "edit", record)
        assert rows.sees(cast.ma, record, "edit")
    switch("access.responsible_object", False)
    assert not rows.sees(cast.he, deal)
    assert not may(cast.he, "view", deal)


def test_pm_34_who_is_related_to_the_customer_sees_all_under_it(cast):
    rows.allow("salesperson", rows.OPPORTUNITY, Scope.RESPONSIBLE_EMPLOYEE)
    deal = rows.opportunity(rows.customer(owner=cast.gu, related_ids=[cast.he.pk]), owner=cast.ma)
    assert rows.sees(cast.he, deal)
    switch("access.related_object", False)
    assert not rows.sees(cast.he, deal)


def test_pm_34_a_permission_on_the_customer_opens_what_stands_under_it(cast, now):
    rows.allow("salesperson", rows.OPPORTUNITY, Scope.RESPONSIBLE_EMPLOYEE)
    rows.allow("salesperson", rows.OPPORTUNITY, Scope.RESPONSIBLE_EMPLOYEE, "edit")
    customer = rows.customer(owner=cast.gu)
    deal = rows.opportunity(customer, owner=cast.ma)
    actions.grant(customer, employee=cast.he, actor=cast.gu, now=now)
    assert rows.sees(cast.he, customer)
    assert rows.sees(cast.he, deal)
    assert not rows.sees(cast.he, deal, "edit")
    actions.grant(customer, employee=cast.he, actor=cast.gu, now=now, can_edit=True)
    assert rows.sees(cast.he, deal, "edit")


def test_pm_34_with_a_scope_by_department_the_customer_s_department_sees_all_under_it(cast):
    rows.allow("salesperson", rows.OPPORTUNITY, Scope.RESPONSIBLE_EMPLOYEE)
    deal = rows.opportunity(rows.customer(owner=cast.zhou, department=cast.east), owner=cast.ma)
    assert not rows.sees(cast.he, deal)
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_DEPARTMENT)
    assert rows.sees(cast.he, deal)


# -- deputies, superiors, the bin -----------------------------------------------------------------------------


def test_a_deputy_sees_what_the_absent_person_owns_while_standing_in(cast):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_EMPLOYEE)
    record, today = rows.customer(owner=cast.zhou), timezone.localdate()
    assert not rows.sees(cast.he, record)
    absence = Deputy.objects.create(employee=cast.zhou, deputy=cast.he, starts_on=today, ends_on=today)
    assert rows.sees(cast.he, record)
    absence.starts_on = absence.ends_on = today - timedelta(days=1)
    absence.save()
    assert not rows.sees(cast.he, record)


def test_pm_39_a_superior_sees_the_work_of_everybody_under_him(cast):
    for role in ("salesperson", "sales_head", "general_manager"):
        rows.allow(role, rows.ACTIVITY, Scope.RESPONSIBLE_EMPLOYEE)
    below = _employee("tang", "唐果", cast.export, "salesperson", supervisor=cast.zhou)
    record = activity(cast, owner=below)
    assert rows.sees(cast.lin, record), "Tang works for Zhou, who works for Lin"
    assert rows.sees(cast.fang, record)
    assert not rows.sees(cast.he, record)
    assert not rows.sees(cast.lin, record, "edit")


def test_the_bin_is_left_out_and_can_be_asked_for(cast, now):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_EMPLOYEE)
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_EMPLOYEE, "delete")
    record = rows.customer(owner=cast.he, deleted_at=now)
    assert not rows.sees(cast.he, record)
    assert not may(cast.he, "view", record)
    assert record in rows.Customer.objects.in_bin().visible_to(cast.he, "delete")
    assert record not in rows.Customer.objects.in_bin().visible_to(cast.zhou, "delete")
