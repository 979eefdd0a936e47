"""Random organisations and records: what the database lists is what the plain rules say, and what the page opens."""

import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.spine.access.models import Grant
from gendan.spine.access.queries import allows, viewer_of
from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import plain, rows
from gendan.spine.access.tests.test_matrix import plain_row
from gendan.spine.org.models import Employee
from tests.cast import _department, _employee


def _company(chance, cast):
    departments = [cast.company, cast.east, cast.export]
    for number in range(chance.randint(1, 4)):
        departments.append(_department(f"组{number}", chance.choice(departments)))
    people = []
    for number in range(6):
        superior = chance.choice([*people, None])
        people.append(_employee(f"p{number}", f"人{number}", chance.choice(departments), "salesperson",
                                supervisor=superior))
    return departments, people


def _ties(chance, departments, people):
    return {
        "owner": chance.choice([*people, None]),
        "department": chance.choice([*departments, None]),
        "related_ids": [person.pk for person in people if chance.random() < 0.15],
        "related_department_ids": [department.pk for department in departments if chance.random() < 0.15],
    }


def _person(me, departments, scope, main_scope, people, opened, opened_mains):
    below = {d.pk for d in departments if d.path.startswith(me.department.path)}
    team, added = set(), {me.pk}
    while added:
        added = {person.pk for person in people if person.supervisor_id in added} - team
        team |= added
    return plain.Person(me.pk, me.department_id, below, scope, main_scope, opened, opened_mains, team)


def _check(me, model, person, rule):
    viewer = viewer_of(me)
    everything = list(model.objects.all())
    expected = {record.pk for record in everything if rule(person, plain_row(record))}
    assert set(model.objects.visible_to(viewer).values_list("pk", flat=True)) == expected
    assert {record.pk for record in everything if allows(viewer, "view", record)} == expected


def _example(seed, scope, customer_scope, cast):
    chance = random.Random(seed)
    departments, people = _company(chance, cast)
    rows.allow("salesperson", rows.CUSTOMER, customer_scope)
    for kind in (rows.ACTIVITY, rows.OPPORTUNITY):
        rows.allow("salesperson", kind, scope)
    customers = [rows.customer(**_ties(chance, departments, people)) for _n in range(12)]
    for _n in range(15):
        main = chance.choice(customers)
        rows.opportunity(main, **_ties(chance, departments, people))
        rows.activity(main, created_by=chance.choice(people), **_ties(chance, departments, people))
    me = Employee.objects.select_related("department").get(pk=chance.choice(people).pk)
    opened = {record.pk for record in customers if chance.random() < 0.1}
    Grant.objects.bulk_create(
        Grant(kind=rows.CUSTOMER, object_id=pk, employee=me, granted_by=cast.bai, granted_at=rows.THEN) for pk in opened
    )
    _check(me, rows.Customer, _person(me, departments, customer_scope, 0, people, opened, set()), plain.sees_object)
    under = _person(me, departments, scope, customer_scope, people, set(), opened)
    _check(me, rows.Opportunity, under, plain.sees_object)
    _check(me, rows.Activity, under, plain.sees_action)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), scope=st.sampled_from(Scope), customer_scope=st.sampled_from(Scope))
def test_lists_and_pages_follow_the_plain_rules(cast, seed, scope, customer_scope):
    with transaction.atomic():
        _example(seed, scope, customer_scope, cast)
        transaction.set_rollback(True)
