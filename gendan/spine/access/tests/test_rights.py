"""PM-35 … PM-38, grants, rules, masks and explanations."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from gendan.spine.access import actions, declarations
from gendan.spine.access.models import Grant, Mask, Rule, RuleChange
from gendan.spine.access.queries import (
    explain,
    mask_text,
    masked,
    may,
    may_any,
    participants_of,
    require,
    require_any,
    viewer_of,
)
from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import rows
from gendan.spine.access.viewer import NOBODY, remembering
from gendan.spine.org.models import Role
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.models import Entry

STAGES = {"research": None, "offer": "technology", "contract": "finance"}


def test_pm_35_without_a_role_he_joins_the_stages_that_ask_for_none(cast, now):
    record = rows.customer(owner=cast.zhou)
    joined = actions.join(record, employee=cast.he, stages=STAGES, actor=cast.zhou, now=now)
    assert joined == ["research"]
    assert record.related_ids == [cast.he.pk]
    assert participants_of(record, stage_role=None) == [cast.he]


def test_pm_35_where_every_stage_has_a_role_nobody_joins_without_one(cast, now):
    record = rows.customer(owner=cast.zhou)
    with pytest.raises(Refusal):
        actions.join(record, employee=cast.he, stages={"offer": "technology"}, actor=cast.zhou, now=now)
    assert record.related_ids == []
    assert participants_of(record, stage_role=None) == []


def test_pm_36_with_a_role_he_joins_the_stages_of_that_role(cast, now):
    record = rows.customer(owner=cast.zhou)
    finance = Role.objects.get(key="finance")
    joined = actions.join(record, employee=cast.ding, role=finance, stages=STAGES, actor=cast.zhou, now=now)
    assert joined == ["contract"]
    assert participants_of(record, stage_role="finance") == [cast.ding]
    assert participants_of(record, stage_role="technology") == []
    with pytest.raises(Refusal):
        actions.join(
            record, employee=cast.han, role=Role.objects.get(key="quality"), stages=STAGES, actor=cast.zhou, now=now
        )


def test_pm_37_the_crm_supervisor_sees_all_customer_data_and_assigns_permissions(cast, now):
    customer = rows.customer(owner=cast.gu)
    for record in (customer, rows.opportunity(customer, owner=cast.ma)):
        assert rows.sees(cast.bai, record)
    role = Role.objects.get(key="quality")
    actions.set_rule(role, kind=rows.CUSTOMER, action="view", scope=Scope.ALL, actor=cast.bai, now=now, reason="抽查")
    assert rows.sees(cast.han, customer)
    change = RuleChange.objects.get()
    assert (change.before, change.after, change.changed_by, change.reason) == (Scope.NONE, Scope.ALL, cast.bai, "抽查")
    with pytest.raises(NotAllowed) as refused:
        actions.set_rule(role, kind=rows.CUSTOMER, action="view", scope=Scope.NONE, actor=cast.lin, now=now)
    assert refused.value.who == "白露"
    assert Rule.objects.get(role=role).scope == Scope.ALL


def test_pm_37_the_supervisor_s_own_sight_cannot_be_narrowed(cast, now):
    with pytest.raises(Refusal):
        actions.set_rule(
            Role.objects.get(key="crm_supervisor"), kind=rows.CUSTOMER, action="view", scope=Scope.NONE,
            actor=cast.bai, now=now,
        )
    with pytest.raises(ValidationError):
        actions.set_rule(
            Role.objects.get(key="quality"), kind="no.thing", action="view", scope=Scope.ALL, actor=cast.bai, now=now
        )


def test_pm_38_data_is_kept_by_a_dedicated_person_and_others_query_by_permission(cast, now):
    clerk = Role.objects.get(key="customer_data_clerk")
    for action in ("view", "edit"):
        actions.set_rule(clerk, kind=rows.CUSTOMER, action=action, scope=Scope.ALL, actor=cast.bai, now=now)
    clerk.holders.create(employee=cast.xu)
    rows.allow("quality", rows.CUSTOMER, Scope.ALL)
    rows.allow("quality", rows.CUSTOMER, Scope.NONE, "edit")
    customer = rows.customer(owner=cast.gu)
    assert may(cast.xu, "edit", customer)
    assert may(cast.han, "view", customer)
    assert not may(cast.han, "edit", customer)


def test_pm_37_an_administrator_sees_no_customer_by_that_alone(cast):
    cast.fang.held_roles.all().delete()
    assert not rows.sees(cast.fang, rows.customer())
    assert actions.may_set_rules(cast.fang)


# -- grants ---------------------------------------------------------------------------------------------------


def test_a_grant_opens_one_record_until_it_expires(cast, now):
    rows.allow("quality", rows.CUSTOMER, Scope.NONE)
    one, other = rows.customer(owner=cast.zhou, department=cast.east), rows.customer(owner=cast.zhou)
    until = timezone.now() + timedelta(days=1)
    actions.grant(one, employee=cast.han, actor=cast.zhou, now=timezone.now(), expires_at=until, reason="看图纸")
    assert rows.sees(cast.han, one)
    assert may(cast.han, "view", one)
    assert not may(cast.han, "edit", one)
    assert not rows.sees(cast.han, other)
    assert not rows.sees(viewer_of(cast.han, now=until + timedelta(seconds=1)), one)
    assert Entry.objects.filter(verb="access.granted", object_id=one.pk, data__employee="韩青").exists()
    actions.revoke(one, employee=cast.han, actor=cast.lin, now=now)
    assert not rows.sees(cast.han, one)


def test_only_the_owner_the_head_and_the_supervisor_open_a_record(cast, now):
    record = rows.customer(owner=cast.zhou, department=cast.east)
    for actor in (cast.zhou, cast.lin, cast.bai):
        actions.grant(record, employee=cast.han, actor=actor, now=now)
    assert Grant.objects.count() == 1
    with pytest.raises(NotAllowed) as refused:
        actions.grant(record, employee=cast.han, actor=cast.he, now=now)
    assert refused.value.who == "周砚、白露"
    with pytest.raises(ValidationError):
        actions.grant(record, employee=cast.han, actor=cast.zhou, now=now, expires_at=now)


# -- answers --------------------------------------------------------------------------------------------------


def test_a_refusal_says_why_and_who_can_change_it(cast):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_EMPLOYEE)
    record = rows.customer(owner=cast.zhou)
    answer = may(cast.he, "view", record)
    assert answer.who == "周砚、白露"
    assert "销售员" in answer.reason
    with pytest.raises(NotAllowed):
        require(cast.he, "view", record)
    rows.allow("salesperson", rows.CUSTOMER, Scope.NONE, "export")
    with pytest.raises(NotAllowed):
        require_any(cast.he, "export", rows.Customer)


def test_explain_names_role_scope_tie_and_person(cast):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RELATED_EMPLOYEE)
    record = rows.customer(owner=cast.zhou, related_ids=[cast.he.pk])
    with translation.override("en"):
        told = explain(cast.he, record)
        assert told == (
            "You may view this, because you are a related person of it (role Salesperson, scope “own and related”). "
            "This can be changed by: 周砚、白露."
        )
        assert explain(cast.ma, record).startswith("You may not view this. Your role Salesperson may view within the scope")


def test_a_field_is_masked_only_where_every_role_masks_it(cast):
    rows.allow("salesperson", rows.CUSTOMER, Scope.ALL)
    rows.allow("sales_head", rows.CUSTOMER, Scope.ALL)
    actions.set_mask(
        Role.objects.get(key="salesperson"), kind=rows.CUSTOMER, field="mobile", hidden=True, actor=cast.bai
    )
    assert masked(cast.he, rows.CUSTOMER, "mobile")
    assert not masked(cast.he, rows.CUSTOMER, "name")
    assert not masked(cast.lin, rows.CUSTOMER, "mobile"), "Lin's role of head shows it"
    actions.set_mask(
        Role.objects.get(key="salesperson"), kind=rows.CUSTOMER, field="mobile", hidden=False, actor=cast.bai
    )
    assert not Mask.objects.exists()


def test_a_field_behind_an_action_is_read_only_by_whom_a_role_gives_it(cast, monkeypatch):
    monkeypatch.setitem(declarations._behind, (rows.CUSTOMER, "amount"), "costs")
    rows.allow("salesperson", rows.CUSTOMER, Scope.ALL)
    assert masked(cast.he, rows.CUSTOMER, "amount")
    assert not masked(cast.he, rows.CUSTOMER, "name")
    rows.allow("salesperson", rows.CUSTOMER, Scope.ALL, "costs")
    assert not masked(cast.he, rows.CUSTOMER, "amount")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13812344426", "138****4426"), ("138 1234 4426", "138****4426"), ("+8613812344426", "138****4426"),
        ("0571-88886666", "057****6666"), ("砺川新材料有限公司", "砺川****"), ("", ""), (None, ""), ("a@b.cn", "a@****"),
        (Decimal("1234567.00"), "****"),
    ],
)
def test_masked_text_keeps_what_is_needed_to_recognise_it(value, shown):
    assert mask_text(value) == shown


def test_the_viewer_is_read_once_in_a_request(cast, django_assert_num_queries):
    with remembering(), django_assert_num_queries(1):
        for kind in (rows.CUSTOMER, rows.ACTIVITY):
            may_any(cast.he, "view", kind)
    with django_assert_num_queries(2):
        may_any(cast.he, "view", rows.CUSTOMER)
        may_any(cast.he, "view", rows.CUSTOMER)


def test_a_grant_counts_in_the_request_that_gives_it(cast, now):
    rows.allow("quality", rows.CUSTOMER, Scope.NONE)
    record = rows.customer(owner=cast.zhou)
    with remembering():
        assert not rows.sees(cast.han, record)
        actions.grant(record, employee=cast.han, actor=cast.zhou, now=now)
        assert rows.sees(cast.han, record)


def test_nobody_sees_nothing():
    assert viewer_of(AnonymousUser()) == NOBODY
    assert NOBODY.scope(rows.CUSTOMER, "view") == Scope.NONE
