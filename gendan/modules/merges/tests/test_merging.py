"""Two customers that are one: found, compared, merged with everything, and parted again for thirty days."""

from datetime import timedelta

import pytest

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.followups.actions import NextStep, log_activity, make_promise
from gendan.modules.followups.models import Activity, Tick
from gendan.modules.merges import actions, moving, queries
from gendan.modules.merges.comparing import Comparison
from gendan.modules.merges.finding import find_groups
from gendan.modules.merges.models import Group, Merge
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.fields import actions as fields
from gendan.spine.procedures import doctor, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.actions import add_comment
from gendan.spine.timeline.models import Comment, Entry


def pair(cast, now):
    """The same firm twice: He follows the one, Zhou the other with business, promise, contact and comment."""
    one = customer(cast.he, now, phone="0512-66882207")
    other = customer(cast.zhou, now, "青屿重工有限公司", industry="起重机械", phone="0512-66882207", duplicate_reason="另一采购", state="phone")
    contact(other, cast.zhou, now, name="高鹏", mobile="13801234567")
    registered(other, actor=cast.zhou, reviewer=cast.lin, now=now)
    make_promise(other, question="交期多久？", due_at=now + timedelta(days=3), actor=cast.zhou, now=now)
    step = NextStep("送样", now + timedelta(days=2))
    log_activity(other, actor=cast.zhou, now=now + timedelta(hours=1), text="看样", way="visit", next_step=step)
    add_comment(other, text="先别降价", actor=cast.zhou, now=now)
    other.refresh_from_db()
    return one, other


def merged(one, other, cast, now, **values):
    (made,) = actions.merge(one, losers=[other], values=values, reason="同一家", actor=cast.bai, now=now + timedelta(hours=2))
    for row in (one, other):
        row.refresh_from_db()
    return made


def test_everything_goes_along_in_one_go(cast, now):
    one, other = pair(cast, now)
    merged(one, other, cast, now, industry="起重机械")
    assert (other.merged_into, other.state, other.next_due_at) == (one, "merged", None)
    assert one.industry == "起重机械"
    assert set(one.related_ids) == {cast.zhou.pk}
    assert one.last_activity_at == now + timedelta(hours=1)
    for model in (Contact, Activity, Opportunity):
        assert not model._base_manager.filter(customer=other).exists()
    assert Opportunity.objects.get().main_owner == cast.he
    assert Comment.objects.get().object_id == one.pk
    assert Todo.objects.filter(main_id=one.pk, status="open", title="送样").exists()
    assert not Todo.objects.filter(main_id=other.pk, status__in=("open", "paused")).exists()
    assert Entry.objects.get(verb="customer.merged").object_id == one.pk
    assert "13801234567" in one.phone_keys
    assert not doctor.run()


def test_parted_again_each_has_what_it_had(cast, now):
    one, other = pair(cast, now)
    before = snapshot(one, other)
    made = merged(one, other, cast, now, industry="起重机械")
    actions.unmerge(made, actor=cast.bai, now=now + timedelta(days=29))
    for row in (one, other):
        row.refresh_from_db()
    assert snapshot(one, other) == before
    assert (other.state, other.owner, other.merged_into, one.industry) == ("follow", cast.zhou, None, "")
    assert Todo.objects.filter(record_id=other.pk, status="open", title="送样").exists()
    assert not doctor.run()


def snapshot(*rows):
    """Which contacts, activities, opportunities, comments and entries name which customer, and who works on it."""
    found = {}
    for row in rows:
        found[row.pk] = (
            row.owner_id, list(row.related_ids), row.name, row.industry, row.last_activity_at,
            *(set(model._base_manager.filter(customer=row).values_list("pk", flat=True)) for model in (Contact, Activity, Opportunity)),
            set(Comment.objects.filter(object_id=row.pk).values_list("pk", flat=True)),
        )
    return found


def test_what_was_changed_since_stays_and_is_named(cast, now):
    one, other = pair(cast, now)
    made = merged(one, other, cast, now, industry="起重机械", city="昆山")
    Customer.objects.filter(pk=one.pk).update(industry="矿山机械")
    actions.unmerge(made, actor=cast.bai, now=now + timedelta(days=2))
    one.refresh_from_db()
    assert (one.industry, one.city) == ("矿山机械", "苏州")
    assert Merge.objects.get().kept == ["industry"]


def test_after_thirty_days_it_is_too_late_and_nothing_is_done_twice(cast, now):
    made = merged(*pair(cast, now), cast, now)
    with pytest.raises(Refusal, match="30"):
        actions.unmerge(made, actor=cast.bai, now=now + timedelta(days=31))
    actions.unmerge(made, actor=cast.bai, now=now + timedelta(days=3))
    with pytest.raises(Refusal):
        actions.unmerge(made, actor=cast.bai, now=now + timedelta(days=3))


def test_the_last_merge_is_parted_first(cast, now):
    one, other = pair(cast, now)
    third = customer(cast.he, now, "青屿重工集团有限公司", duplicate_reason="集团")
    first = merged(one, other, cast, now)
    second = merged(one, third, cast, now)
    with pytest.raises(Refusal, match="集团"):
        actions.unmerge(first, actor=cast.bai, now=now + timedelta(days=1))
    actions.unmerge(second, actor=cast.bai, now=now + timedelta(days=1))
    actions.unmerge(first, actor=cast.bai, now=now + timedelta(days=1))
    assert not doctor.run()


def test_only_who_may_merge_both_merges(cast, now):
    one, other = pair(cast, now)
    abroad = customer(cast.ma, now, "云鹿机器人有限公司")
    for actor, loser in ((cast.he, other), (cast.lin, abroad)):
        with pytest.raises(NotAllowed):
            actions.merge(one, losers=[loser], values={}, reason="同一家", actor=actor, now=now)


def test_groups_are_found_over_the_whole_table_and_dismissed_for_good(cast, now):
    one, other = pair(cast, now)
    customer(cast.ma, now, "云鹿机器人有限公司")
    assert find_groups(now=now) == 1
    group = Group.objects.get()
    assert (group.ids, group.reasons) == (sorted([one.pk, other.pk]), ["name", "phone"])
    rows, more = queries.groups_for(cast.lin)
    assert ([row.customers for row in rows], more) == ([[one, other]], "")
    assert queries.groups_for(cast.gu)[0] == []
    actions.dismiss(group, reason="两家厂", actor=cast.lin, now=now)
    assert find_groups(now=now + timedelta(days=1)) == 0
    third = customer(cast.he, now, "青屿重工集团有限公司", phone="0512-66882207", duplicate_reason="集团")
    find_groups(now=now + timedelta(days=2))
    assert {tuple(group.ids) for group in Group.objects.all()} >= {tuple(sorted([one.pk, other.pk, third.pk]))}


def test_side_by_side_a_person_chooses_field_by_field(cast, now, client):
    one, other = pair(cast, now)
    client.force_login(cast.lin)
    find_groups(now=now)
    assert "青屿重工" in client.get("/merges").content.decode()
    page = client.get(f"/merges/compare?id={one.pk}&id={other.pk}").content.decode()
    assert 'data-field="industry"' in page
    assert 'data-field="name"' in page
    assert 'data-field="phone"' not in page
    data = {"id": [one.pk, other.pk], "survivor": one.pk, "f.name": other.pk, "f.owner": other.pk, "do": "1"}
    assert client.post("/merges/compare", data).status_code == 422
    answer = client.post("/merges/compare", data | {"reason": "同一家"})
    assert answer.url == f"/customers/{one.pk}"
    one.refresh_from_db()
    assert (one.name, one.owner, one.industry) == ("青屿重工有限公司", cast.zhou, "起重机械")
    assert client.get(f"/customers/{other.pk}").url == f"/customers/{one.pk}"
    assert "同一家" in client.get("/merges/done").content.decode()
    client.post(f"/merges/{Merge.objects.get().pk}/undo")
    one.refresh_from_db()
    assert (one.name, one.owner) == ("青屿重工（苏州）有限公司", cast.he)
    assert not doctor.run()


def test_the_page_offers_to_merge_what_is_much_alike(cast, now, client):
    one, other = pair(cast, now)
    client.force_login(cast.lin)
    assert f"/merges/compare?id={one.pk}&amp;id={other.pk}" in client.get(f"/customers/{one.pk}").content.decode()
    client.force_login(cast.he)
    assert "/merges/compare" not in client.get(f"/customers/{one.pk}").content.decode()


def test_old_addresses_lead_on_over_several_merges(cast, now, client):
    one, other = pair(cast, now)
    third = customer(cast.he, now, "青屿重工集团有限公司", duplicate_reason="集团")
    merged(one, other, cast, now)
    merged(third, one, cast, now)
    client.force_login(cast.he)
    assert client.get(f"/customers/{other.pk}").url == f"/customers/{third.pk}"


def test_a_next_step_that_people_agreed_on_is_not_lost(cast, now):
    one, other = pair(cast, now)
    todos.add(other, title="寄合同", assignee=cast.zhou, due_at=now + timedelta(days=1), actor=cast.zhou, now=now)
    merged(one, other, cast, now)
    assert one.next_title == "寄合同"


def test_what_has_no_way_back_from_the_customer_goes_along_too(cast, now):
    one, other = pair(cast, now)
    log_activity(other, actor=cast.zhou, now=now, text="谈了", checked=["资质"], next_step=NextStep("送样", now + timedelta(days=3)))
    merged(one, other, cast, now)
    assert Tick.objects.get().customer == one
    assert not doctor.run()


def test_every_column_that_names_customers_goes_along_or_is_history():
    known = {(row.model, row.column) for row in moving.references()}
    left = {
        relation.field.model._meta.label_lower for relation in Customer._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.field.model, getattr(relation.field, "attname", "")) not in known
        and getattr(relation.field, "db_constraint", False)
    }
    assert left == moving.STAYS | {"customers.customer"}


# -- fields of the company's own -----------------------------------------------------------------------------------


def own_fields(cast, now, one, other):
    """One has a tier, the other a tier, a unique card number and something that only the sales head sees."""
    for key, values in (("tier", {}), ("card", {"unique": True}), ("secret", {"view_roles": ["sales_head"]})):
        fields.add_field(kind="customers.customer", key=key, type="text", values={"title": f"项{key}", **values}, actor=cast.fang, now=now)
    Customer.objects.filter(pk=one.pk).update(own={"tier": "金"})
    Customer.objects.filter(pk=other.pk).update(own={"tier": "银", "card": "K-7", "secret": "密"})
    for row in (one, other):
        row.refresh_from_db()


def test_own_fields_stand_side_by_side_and_the_ticked_one_counts(cast, now, client):
    one, other = pair(cast, now)
    own_fields(cast, now, one, other)
    client.force_login(cast.bai)
    page = client.get("/merges/compare", {"id": [one.pk, other.pk]}).content.decode()
    assert 'data-field="own.tier"' in page
    assert "密" not in page, "who does not see a field does not see it here either"
    client.post("/merges/compare", {
        "id": [one.pk, other.pk], "survivor": one.pk, "f.own.tier": other.pk, "reason": "同一家", "do": "1",
    })
    one.refresh_from_db()
    other.refresh_from_db()
    assert one.own == {"tier": "银", "card": "K-7", "secret": "密"}
    assert other.own == {"tier": "银", "secret": "密"}, "a card number belongs to one customer alone"


def test_parting_gives_own_fields_back_as_far_as_nobody_changed_them(cast, now):
    one, other = pair(cast, now)
    own_fields(cast, now, one, other)
    compared = Comparison([one, other], viewer=cast.bai, given={"survivor": str(one.pk), "f.own.tier": str(other.pk)})
    (made,) = actions.merge(
        compared.survivor, losers=compared.losers, values={}, own=compared.own, reason="同一家", actor=cast.bai, now=now,
    )
    fields.put(Customer.objects.get(pk=one.pk), {"tier": "铂金"}, actor=cast.bai, now=now)
    parted = actions.unmerge(made, actor=cast.bai, now=now + timedelta(days=1))
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.own, other.own) == ({"tier": "铂金"}, {"tier": "银", "card": "K-7", "secret": "密"})
    assert parted.kept == ["own.tier"]
