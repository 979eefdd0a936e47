"""People of customers that are merged: which are the same, whose values count, everything at them goes along, and parts again."""

from datetime import timedelta

import pytest

from gendan.modules.customers.actions import change_contact, record_consent
from gendan.modules.customers.models import Consent, Contact
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.followups.models import Activity
from gendan.modules.merges import actions
from gendan.modules.merges.models import Merge
from gendan.modules.merges.people import people_of
from gendan.spine.fields import actions as fields
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.erasing import erase
from gendan.spine.procedures import doctor
from gendan.spine.refusal import Refusal


@pytest.fixture
def firms(cast, now):
    return customer(cast.he, now), customer(cast.zhou, now, "青屿重工有限公司", duplicate_reason="另一采购")


@pytest.fixture
def people(firms, cast, now):
    """The same person at both: here the position is known, there the e-mail; a call and a word of consent there."""
    one, other = firms
    kept = contact(one, cast.he, now, "高鹏", mobile="13801234567", position="设备主任")
    double = contact(other, cast.zhou, now, "高工", mobile="138 0123 4567", email="gao@qingyu.example", position="科长")
    log_activity(other, actor=cast.zhou, now=now, text="问了价", contact=double, next_step=NextStep("报价", now + timedelta(days=1)))
    record_consent(double, channel="email", given=True, how="名片", actor=cast.zhou, now=now)
    return kept, double


def merged(firms, cast, now, given=None):
    people = people_of(firms, viewer=cast.bai, given=given or {})
    (made,) = actions.merge(
        firms[0], losers=[firms[1]], values={}, people=[one.joined for one in people if one.is_one], reason="同一家", actor=cast.bai, now=now)
    return made


def all_of(*contacts):
    """What stands in each, and what names it."""
    return [
        (row.customer_id, row.name, row.mobile, row.email, row.position, row.is_active, row.own, row.activities.count(), row.consents.count())
        for row in Contact.objects.filter(pk__in=[one.pk for one in contacts]).order_by("pk")
    ]


def test_one_person_takes_everything_and_the_double_is_called_no_more(firms, people, cast, now):
    kept, double = people
    merged(firms, cast, now)
    kept.refresh_from_db()
    double.refresh_from_db()
    assert (kept.name, kept.position, kept.email, kept.customer) == ("高鹏", "设备主任", "gao@qingyu.example", firms[0])
    assert (double.customer, double.is_active) == (firms[1], False)
    assert (Activity.objects.get().contact, Consent.objects.get().contact) == (kept, kept)
    assert not doctor.run()


def test_parted_again_each_person_has_what_it_had(firms, people, cast, now):
    before = all_of(*people)
    made = merged(firms, cast, now)
    actions.unmerge(made, actor=cast.bai, now=now + timedelta(days=29))
    assert all_of(*people) == before
    assert not doctor.run()


def test_what_was_changed_of_a_person_since_stays_and_is_named(firms, people, cast, now):
    made = merged(firms, cast, now)
    change_contact(Contact.objects.get(pk=people[0].pk), values={"email": "gao@new.example"}, actor=cast.he, now=now)
    actions.unmerge(made, actor=cast.bai, now=now + timedelta(days=1))
    assert Contact.objects.get(pk=people[0].pk).email == "gao@new.example"
    assert Contact.objects.get(pk=people[1].pk).email == "gao@qingyu.example"
    assert Merge.objects.get().kept == ["contact.email"]


@pytest.mark.parametrize(("first", "second", "one"), [
    ({"mobile": "13801234567"}, {"mobile": "13801234567"}, True), ({"mobile": "13801234567"}, {}, True),
    ({"mobile": "13801234567"}, {"mobile": "13900001111"}, False), ({"email": "a@b.example"}, {"email": "A@b.example"}, True),
])
def test_who_has_the_same_name_and_another_mobile_is_rather_another(firms, cast, now, first, second, one):
    contact(firms[0], cast.he, now, "高鹏", **first)
    contact(firms[1], cast.zhou, now, "高鹏", **second)
    (found,) = people_of(firms, viewer=cast.bai, given={})
    assert found.is_one is one


def test_colleagues_behind_one_telephone_are_different_people(firms, cast, now):
    contact(firms[0], cast.he, now, "高鹏", phone="0512-66882207")
    contact(firms[1], cast.zhou, now, "程远", phone="0512-66882207")
    assert people_of(firms, viewer=cast.bai, given={}) == []


def test_side_by_side_a_person_chooses_value_by_value_or_keeps_both(firms, people, cast, now, client):
    (one, other), (kept, double) = firms, people
    client.force_login(cast.lin)
    page = client.get(f"/merges/compare?id={one.pk}&id={other.pk}&survivor={one.pk}").content.decode()
    assert f'data-person="p.{kept.pk}"' in page
    assert "手机相同" in page
    sent = {"id": [one.pk, other.pk], "survivor": one.pk, "reason": "同一家", "do": "1", f"p.{kept.pk}.position": double.pk}
    assert client.post("/merges/compare", sent | {f"p.{kept.pk}": "one"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.position, kept.email) == ("科长", "gao@qingyu.example")
    client.post(f"/merges/{Merge.objects.get().pk}/undo")
    assert client.post("/merges/compare", sent | {f"p.{kept.pk}": "both"}).status_code == 302
    assert {row.customer_id for row in Contact.objects.filter(is_active=True)} == {one.pk}
    assert Contact.objects.filter(is_active=True).count() == 2


def test_over_the_api_a_program_says_who_is_one_person(firms, people, cast, client):
    (one, other), (kept, double) = firms, people
    client.force_login(cast.bai)
    wanted = {"ids": [one.pk, other.pk], "survivor_id": one.pk, "reason": "同一家"}
    for wrong in ([kept.pk, kept.pk], [kept.pk, 0]):
        assert client.post("/api/v1/merges", wanted | {"people": [{"ids": wrong}]}, content_type="application/json").status_code == 422
    wanted["people"] = [{"ids": [double.pk, kept.pk], "take": {"position": double.pk}}]
    assert client.post("/api/v1/merges", wanted, content_type="application/json").status_code == 200
    kept.refresh_from_db()
    assert (kept.position, Activity.objects.get().contact) == ("科长", kept)


def test_two_contacts_of_one_customer_are_not_made_one(firms, people, cast, now, client):
    colleague = contact(firms[0], cast.he, now, "程远")
    client.force_login(cast.bai)
    wanted = {"ids": [one.pk for one in firms], "survivor_id": firms[0].pk, "reason": "同一家", "people": [{"ids": [people[0].pk, colleague.pk]}]}
    assert client.post("/api/v1/merges", wanted, content_type="application/json").status_code == 409
    assert not Merge.objects.exists()


def test_three_customers_with_one_person_part_in_their_order(firms, people, cast, now):
    third = customer(cast.he, now, "青屿重工集团有限公司", duplicate_reason="集团")
    last = contact(third, cast.he, now, "高鹏", mobile="13801234567", wechat="gaopeng")
    before, rows = all_of(*people, last), [*firms, third]
    (person,) = people_of(rows, viewer=cast.bai, given={})
    made = actions.merge(firms[0], losers=rows[1:], values={}, people=[person.joined], reason="同一家", actor=cast.bai, now=now)
    assert Contact.objects.get(is_active=True).wechat == "gaopeng"
    for one in reversed(made):
        actions.unmerge(one, actor=cast.bai, now=now + timedelta(days=1))
    assert all_of(*people, last) == before
    assert not doctor.run()


def test_own_fields_of_a_person_come_along_and_go_back(firms, people, cast, now):
    for key in ("team", "badge"):
        fields.add_field(kind="customers.contact", key=key, type="text", values={"title": key, "unique": key == "badge"}, actor=cast.fang, now=now)
    Contact.objects.filter(pk=people[1].pk).update(own={"team": "采购", "badge": "7"})
    made = merged(firms, cast, now)
    assert Contact.objects.get(pk=people[0].pk).own == {"team": "采购"}
    actions.unmerge(made, actor=cast.bai, now=now + timedelta(days=1))
    assert Contact.objects.get(pk=people[0].pk).own is None


def test_u12_what_stands_at_the_double_is_held_on_the_person_and_erased_with_it(firms, people, cast, now):
    kept, double = people
    made = merged(firms, cast, now)
    kept.refresh_from_db()
    held = [row for one in persons.holdings() if one.key == "customers.contact:ways" for row in one.rows(persons.person_of(kept))]
    assert set(held) == {kept, double}
    erase(persons.person_of(kept), now=now)
    double.refresh_from_db()
    assert (double.mobile, double.email) == ("", "")
    assert made.people[0]["double"] == double.pk


def test_who_may_not_merge_joins_no_people(firms, people, cast, now):
    found = [one.joined for one in people_of(firms, viewer=cast.he, given={})]
    with pytest.raises(Refusal):
        actions.merge(firms[0], losers=[firms[1]], values={}, people=found, reason="同一家", actor=cast.he, now=now)
    assert Contact.objects.filter(is_active=True).count() == 2
