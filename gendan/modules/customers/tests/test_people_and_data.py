"""F11, F37, F46, F107 and U11, U12: data kept current, owners with history, consent, the recycle bin."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.customers import queries
from gendan.modules.customers.actions import (
    add_related,
    change_contact,
    change_customer,
    change_owner,
    change_owner_of_many,
    contact_left,
    empty_bin,
    move_to_bin,
    record_consent,
    refresh_derived,
    remove_related,
    restore,
    set_valid,
)
from gendan.modules.customers.models import Contact, Customer, OwnerChange, Source
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.followups.actions import make_promise
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.access.queries import may
from gendan.spine.messages.models import Message
from gendan.spine.org import actions as org
from gendan.spine.org.tests.listening import heard
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.refusal import NotAllowed, Refusal, Stale
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.models import Comment, Entry


def test_f11_1_data_is_collected_normalised_and_stored(cast, now):
    made = customer(cast.he, now, "青屿重工（苏州）有限公司", phone="0512-6688 2207", email="info@qingyu.example")
    assert (made.name_key, made.short_name, made.initials) == ("青屿重工", "青屿重工", "qyzg")
    assert (made.phone_keys, made.email_domain, made.city) == (["51266882207"], "qingyu.example", "苏州")


def test_f11_2_a_leaver_does_not_take_customers_with_him(cast, now):
    made, shared = customer(cast.he, now), customer(cast.ma, now, "柏舟数控机床有限公司")
    add_related(shared, employees=[cast.he], actor=cast.ma, now=now)
    org.leave(cast.he, successor=cast.zhou, actor=cast.fang, now=now)
    made.refresh_from_db()
    shared.refresh_from_db()
    assert (made.owner, made.department, shared.related_ids) == (cast.zhou, cast.east, [])
    assert OwnerChange.objects.filter(customer=made).order_by("-id").first().reason == "何苗 离职"
    todo = Todo.objects.get(record_id=made.pk, status="open")
    assert todo.assignee == cast.zhou
    assert made.case.owner == cast.zhou


def test_f37_1_changes_are_kept_field_by_field(cast, now):
    made = customer(cast.he, now)
    change_customer(made, values={"industry": "起重机械", "address": "苏州工业园区"}, actor=cast.he, now=now)
    change_customer(made, values={"industry": "起重机械"}, actor=cast.he, now=now)
    entry = Entry.objects.get(verb="customer.changed")
    assert {c["field"]: (c["old"], c["new"]) for c in entry.data["changes"]} == {
        "industry": ("", "起重机械"), "address": ("", "苏州工业园区")}


def test_f37_1_two_editors_are_told_of_each_other(cast, now):
    made = customer(cast.he, now)
    change_customer(made, values={"industry": "起重"}, actor=cast.lin, now=now, revision=1)
    with pytest.raises(Stale) as stale:
        change_customer(made, values={"industry": "矿山"}, actor=cast.he, now=now, revision=1)
    assert stale.value.current == {"industry": "起重", "revision": 2}
    assert Customer.objects.get(pk=made.pk).industry == "起重"


def test_f37_2_potential_customers_are_kept_beside_existing_ones(cast, now):
    future = customer(cast.he, now)
    old = customer(cast.he, now, "柏舟数控机床有限公司", state="maintain")
    assert (future.time_class, old.time_class) == ("future", "old")


@pytest.mark.parametrize(("who", "sees"), [("he", 1), ("zhou", 0), ("lin", 1), ("ma", 0), ("bai", 1), ("ding", 1), ("han", 0)])
def test_f37_3_employees_query_by_their_permission(cast, now, who, sees):
    customer(cast.he, now)
    assert Customer.objects.visible_to(getattr(cast, who)).count() == sees


def test_f37_4_the_data_clerk_may_write_every_customer(cast, now):
    made = customer(cast.he, now)
    assert not may(cast.han, "edit", made)
    assert may(cast.bai, "edit", made)


def test_f37_5_the_supervisor_sees_and_assigns_all(cast, now):
    made = customer(cast.ma, now)
    change_owner(made, owner=cast.he, reason="按区域调整", actor=cast.bai, now=now)
    assert made.owner == cast.he


def test_f39_4_contacts_are_changed_field_by_field_and_with_conflict(cast, now):
    made = customer(cast.he, now)
    person = contact(made, cast.he, now, mobile="13862114407")
    change_contact(person, values={"position": "采购经理"}, actor=cast.he, now=now, revision=1)
    with pytest.raises(Stale):
        change_contact(person, values={"position": "总监"}, actor=cast.he, now=now, revision=1)
    assert Entry.objects.get(verb="customer.contact_changed").data["changes"][0]["new"] == "采购经理"


def test_f46_the_sources_are_the_seventeen_methods_and_the_four_ways():
    assert len(Source.choices) == 20
    assert dict(Source.choices)["chain_referral"] == "连锁介绍"


@pytest.mark.parametrize("who", ["xu", "ding", "bai", "fang"])
def test_f107_1_service_and_finance_have_one_view_of_every_customer(cast, now, who):
    made = customer(cast.he, now)
    other = customer(cast.ma, now, "柏舟数控机床有限公司")
    assert set(Customer.objects.visible_to(getattr(cast, who))) == {made, other}


def test_a_chinese_mobile_has_eleven_digits(cast, now):
    made = customer(cast.he, now)
    with pytest.raises(ValidationError) as wrong:
        contact(made, cast.he, now, mobile="1386211440")
    assert "11 位" in wrong.value.message_dict["mobile"][0]
    contact(made, cast.he, now, mobile="+852 6123 4567")


def test_the_first_contact_is_the_main_one_and_a_leaver_keeps_no_number(cast, now):
    made = customer(cast.he, now)
    first, second = contact(made, cast.he, now, mobile="13862114407"), contact(made, cast.he, now, "沈立", is_main=True)
    first.refresh_from_db()
    assert (first.is_main, second.is_main) == (False, True)
    contact_left(first, actor=cast.he, now=now)
    made.refresh_from_db()
    assert made.phone_keys == []
    assert Contact.objects.filter(customer=made).count() == 2


def test_u11_consent_is_asked_per_channel_and_the_newest_word_counts(cast, now):
    person = contact(customer(cast.he, now), cast.he, now)
    assert not queries.consents(person, channel="sms")
    record_consent(person, channel="sms", given=True, how="展会名片背面勾选", actor=cast.he, now=now)
    assert queries.consents(person, channel="sms")
    record_consent(person, channel="sms", given=False, how="", actor=cast.he, now=now + timedelta(hours=1))
    assert not queries.consents(person, channel="sms")
    with pytest.raises(ValidationError):
        record_consent(person, channel="email", given=True, how=" ", actor=cast.he, now=now)
    assert set(queries.consents_of([person])[person.pk]) == {"sms"}


def test_u12_personal_notes_need_consent_and_go_with_it(cast, now):
    person = contact(customer(cast.he, now), cast.he, now)
    with pytest.raises(ValidationError) as wrong:
        change_contact(person, values={"hobbies": "钓鱼"}, actor=cast.he, now=now)
    assert "同意" in wrong.value.message_dict["hobbies"][0]
    person = change_contact(person, values={"hobbies": "钓鱼"}, actor=cast.he, now=now, data_consent="当面口头同意")
    record_consent(person, channel="tastes", given=False, how="来电要求删除", actor=cast.he, now=now + timedelta(days=1))
    person.refresh_from_db()
    assert person.hobbies == ""
    assert "钓鱼" not in str(list(Entry.objects.values_list("data", flat=True)))


def test_the_owner_changes_with_reason_history_and_work(cast, now):
    made = customer(cast.he, now)
    with heard("customers.owner_changed", "customers.people_changed") as said:
        change_owner(made, owner=cast.ma, reason="转外贸", actor=cast.lin, now=now)
    assert (made.owner, made.department, made.case.owner) == (cast.ma, cast.export, cast.ma)
    assert Todo.objects.get(record_id=made.pk).assignee == cast.ma
    newest = queries.owner_history(made).first()
    assert (newest.previous, newest.owner, newest.reason, newest.changed_by) == (cast.he, cast.ma, "转外贸", cast.lin)
    assert Message.objects.filter(recipient=cast.ma, topic="customers.handed_over").exists()
    assert [name for name, _facts in said] == ["customers.owner_changed", "customers.people_changed"]
    assert said[0][1]["previous"] == cast.he


def test_many_customers_change_hands_and_each_refusal_says_why(cast, now):
    mine = [customer(cast.he, now, f"柏舟{mark}机床有限公司", duplicate_reason="演示").pk for mark in "甲乙"]
    hers = customer(cast.ma, now, "青屿重工有限公司")
    refused = change_owner_of_many([*mine, hers.pk], owner=cast.zhou, reason="整组移交", actor=cast.lin, now=now)
    assert list(refused) == [hers.pk]
    assert Customer.objects.filter(owner=cast.zhou).count() == 2
    with pytest.raises(Refusal, match="转交原因"):
        change_owner_of_many(mine, owner=cast.he, reason=" ", actor=cast.lin, now=now)
    with pytest.raises(Refusal):
        change_owner(hers, owner=cast.he, reason="抢", actor=cast.he, now=now)


def test_related_people_see_the_customer_and_leave_again(cast, now):
    made = customer(cast.ma, now)
    add_related(made, employees=[cast.zhou], actor=cast.ma, now=now)
    assert Customer.objects.visible_to(cast.zhou).count() == 1
    with pytest.raises(NotAllowed):
        add_related(made, employees=[cast.he], actor=cast.zhou, now=now)
    remove_related(made, employee=cast.zhou, actor=cast.zhou, now=now)
    assert Customer.objects.visible_to(cast.zhou).count() == 0


def test_an_invalid_customer_keeps_its_archive(cast, now):
    made = set_valid(customer(cast.he, now), valid=False, reason="已注销", actor=cast.he, now=now)
    assert not queries.valid_customers_of(Customer.objects.visible_to(cast.he), manager=cast.he).exists()
    assert Customer.objects.visible_to(cast.he).get() == made


def test_pm_02_and_pm_06_the_bin_keeps_everything_until_it_is_emptied(cast, now):
    made = customer(cast.he, now)
    timeline.add_comment(made, text="老客户介绍", actor=cast.he, now=now)
    with pytest.raises(NotAllowed):
        move_to_bin(made, reason="重复", actor=cast.he, now=now)
    move_to_bin(made, reason="重复", actor=cast.lin, now=now)
    assert not Customer.objects.visible_to(cast.lin).exists()
    assert not Todo.objects.filter(status="open").exists()
    made.refresh_from_db()
    restore(made, actor=cast.lin, now=now)
    assert Customer.objects.visible_to(cast.lin).get().state == "search"
    assert Comment.objects.count() == 1
    made.refresh_from_db()
    move_to_bin(made, reason="重复", actor=cast.lin, now=now)
    assert empty_bin(now=now + timedelta(days=29)) == 0
    assert empty_bin(now=now + timedelta(days=31)) == 1
    assert [model.objects.count() for model in (Customer, Comment, Entry, Case, Todo)] == [0, 0, 0, 0, 0]


def test_derived_columns_are_worked_out_anew_in_bulk(cast, now, django_assert_max_num_queries):
    ids = [customer(cast.he, now, f"{mark}舟机床有限公司").pk for mark in ("柏", "青", "远")]
    Customer.objects.update(name_key="", phone_keys=[], completeness=0)
    with django_assert_max_num_queries(6):
        assert refresh_derived(ids) == 3
    assert refresh_derived(ids) == 0
    assert Customer.objects.get(pk=ids[0]).name_key == "柏舟机床"


def test_f01_an_opportunity_moves_its_customer_on(cast, now):
    made = customer(cast.he, now)
    opportunity = registered(made, actor=cast.he, reviewer=cast.lin, now=now)
    made.refresh_from_db()
    assert (made.state, made.prospect_state) == ("follow", "negotiating")
    won = {"contract_number": "HT2609-001", "contract_amount": "318000", "signed_on": "2026-09-24", "summary": "样件合格"}
    engine.perform(opportunity, "win", actor=cast.he, data=won, now=now)
    made.refresh_from_db()
    assert (made.state, made.prospect_state, made.transaction_class) == ("collect", "cooperating", "having")


def test_what_is_open_under_a_customer_goes_along_with_it(cast, now):
    made = customer(cast.he, now)
    business = registered(made, actor=cast.he, reviewer=cast.lin, now=now)
    owed = make_promise(made, question="交期多久？", due_at=now + timedelta(days=2), actor=cast.he, now=now)
    change_owner(made, owner=cast.ma, reason="转外贸", actor=cast.lin, now=now)
    for one in (business, owed):
        one.refresh_from_db()
        assert (one.owner, one.department, one.case.owner) == (cast.ma, cast.export, cast.ma)
    assert not Todo.objects.filter(assignee=cast.he, status="open").exists()
    assert not doctor.run()


def test_what_is_open_may_also_stay_with_its_person(cast, now):
    made = customer(cast.he, now)
    business = registered(made, actor=cast.he, reviewer=cast.lin, now=now)
    change_owner(made, owner=cast.zhou, reason="转老周", actor=cast.lin, now=now, with_open=False)
    business.refresh_from_db()
    assert (made.owner, business.owner, business.main_owner) == (cast.zhou, cast.he, cast.zhou)
