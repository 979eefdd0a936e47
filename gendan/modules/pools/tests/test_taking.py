"""Taking customers from a pool: who sees what, the limits, and refusals that say until when and who can help."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.pools import actions, queries
from gendan.modules.pools.models import Pooled
from gendan.modules.pools.tests.factories import nights, pool, rule
from gendan.spine.access.queries import may
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


def given_back(cast, now, of, name="青屿重工（苏州）有限公司", by=None, **options):
    """A customer that its owner gave back."""
    owner = by or cast.he
    made = customer(owner, now, name, duplicate_reason="演示", **options)
    return actions.give_back(made, pool=of, reason="产品不对路", actor=owner, now=now)


def test_who_claims_begins_where_it_stood_with_a_next_step(cast, now):
    stay = given_back(cast, now, pool(cast), state="phone", phone="0512-66882207")
    made = actions.claim(stay, actor=cast.zhou, now=now + timedelta(hours=1))
    made.refresh_from_db()
    assert (made.owner, made.state, made.case.owner) == (cast.zhou, "phone", cast.zhou)
    assert Todo.objects.get(record_id=made.pk, status="open").assignee == cast.zhou
    assert not queries.lying().exists()
    assert not doctor.run()


def test_nobody_is_second(cast, now):
    stay = given_back(cast, now, pool(cast))
    actions.claim(stay, actor=cast.zhou, now=now)
    with pytest.raises(Refusal, match="周砚") as late:
        actions.claim(stay, actor=cast.lin, now=now)
    assert late.value.code == "moved_on"


def test_the_last_owner_waits_and_is_told_until_when(cast, now):
    stay = given_back(cast, now, pool(cast))
    with pytest.raises(Refusal, match="10-1 10:20") as early:
        actions.claim(stay, actor=cast.he, now=now + timedelta(days=6))
    assert early.value.who == "高屹"
    made = actions.claim(stay, actor=cast.he, now=now + timedelta(days=7))
    assert made.owner == cast.he


def test_claims_are_counted_by_day(cast, now):
    of = pool(cast, claims_per_day=2)
    stays = [given_back(cast, now, of, f"第{n}机械有限公司") for n in range(3)]
    for stay in stays[:2]:
        actions.claim(stay, actor=cast.zhou, now=now)
    with pytest.raises(Refusal, match="今天已从“华东公海”领取 2 / 2 个.*9-25") as enough:
        actions.claim(stays[2], actor=cast.zhou, now=now)
    assert enough.value.who == "高屹"
    actions.claim(stays[2], actor=cast.zhou, now=now + timedelta(days=1))


def test_claims_held_at_once_and_capacity_of_a_person(cast, now):
    of = pool(cast, held_limit=1)
    first, second = (given_back(cast, now, of, f"第{n}机械有限公司") for n in range(2))
    actions.claim(first, actor=cast.zhou, now=now)
    with pytest.raises(Refusal, match="1 个"):
        actions.claim(second, actor=cast.zhou, now=now)
    actions.save_capacity(employee=None, department=cast.east, most=1, actor=cast.bai)
    with pytest.raises(Refusal, match="周砚.*1") as full:
        actions.assign(second, owner=cast.zhou, reason="离得近", actor=cast.gao, now=now)
    assert full.value.code == "capacity"
    actions.save_capacity(employee=cast.zhou, department=None, most=2, actor=cast.bai)
    made = actions.assign(second, owner=cast.zhou, reason="离得近", actor=cast.gao, now=now)
    assert made.owner == cast.zhou


def test_a_pool_is_seen_by_its_departments_and_assigned_by_its_keepers(cast, now):
    stay = given_back(cast, now, pool(cast))
    sees = {person.username for person in (cast.zhou, cast.lin, cast.gao, cast.ma, cast.gu, cast.bai, cast.han)
            if Pooled.objects.visible_to(person).filter(pk=stay.pk).exists()}
    assert sees == {"zhou", "lin", "gao", "bai"}
    assert [bool(may(person, "assign", stay)) for person in (cast.zhou, cast.gao, cast.lin, cast.bai)] == [False, True, True, True]
    with pytest.raises(NotAllowed):
        actions.assign(stay, owner=cast.zhou, reason="给我", actor=cast.zhou, now=now)
    with pytest.raises(NotAllowed):
        actions.claim(stay, actor=cast.ma, now=now)
    assert not Customer.objects.visible_to(cast.zhou).filter(pk=stay.customer_id).exists()


def test_keepers_and_departments_can_change_at_any_time(cast, now):
    of = pool(cast)
    stay = given_back(cast, now, of)
    values = {"name": "全国公海", "departments": [], "keepers": [cast.gu], "provinces": [], "claims_per_day": None,
              "held_limit": None, "cool_down_days": 0, "is_active": True, "position": 0}
    actions.save_pool(of, values=values, actor=cast.fang)
    assert Pooled.objects.visible_to(cast.ma).filter(pk=stay.pk).exists()
    assert may(cast.gu, "assign", Pooled.objects.get(pk=stay.pk))


def test_numbers_and_people_are_shown_to_the_new_owner_only(cast, now, client):
    of = pool(cast)
    made = customer(cast.he, now, phone="0512-66882207", situation="老板好酒")
    contact(made, cast.he, now, name="高鹏", mobile="13801234567")
    stay = actions.give_back(made, pool=of, reason="产品不对路", actor=cast.he, now=now)
    client.force_login(cast.zhou)
    for address in ("/pools", f"/pools/{stay.pk}"):
        page = client.get(address).content.decode()
        assert "青屿重工" in page
        assert not any(secret in page for secret in ("66882207", "高鹏", "13801234567", "老板好酒"))
    assert "051****2207" in client.get("/pools").content.decode()
    assert client.get(f"/customers/{made.pk}").status_code == 404
    answer = client.post(f"/pools/{stay.pk}/claim")
    assert answer.url == f"/customers/{made.pk}"
    assert "高鹏" in client.get(answer.url).content.decode()


def test_the_button_that_is_off_says_until_when_and_who_helps(cast, now, client):
    of = pool(cast, claims_per_day=0)
    stay = given_back(cast, now, of)
    client.force_login(cast.zhou)
    page = client.get(f"/pools/{stay.pk}").content.decode()
    assert "今天已从“华东公海”领取 0 / 0 个" in page
    assert "高屹" in page
    refused = client.post(f"/pools/{stay.pk}/claim")
    assert refused.status_code == 422


def test_many_are_claimed_or_assigned_from_the_list_with_a_reason_for_each_refusal(cast, now, client):
    of = pool(cast, claims_per_day=1)
    stays = [given_back(cast, now, of, f"第{n}机械有限公司") for n in range(2)]
    client.force_login(cast.zhou)
    page = client.post("/lists/pools/bulk/claim", {"id": [stay.pk for stay in stays]}, follow=True).content.decode()
    assert Customer.objects.filter(owner=cast.zhou).count() == 1
    assert "今天已从“华东公海”领取 1 / 1 个" in page


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_three(cast, now, client, django_assert_num_queries):
    of = pool(cast)
    given_back(cast, now, of)
    client.force_login(cast.zhou)
    client.get("/pools")
    with CaptureQueriesContext(connection) as one:
        client.get("/pools")
    for n in range(2):
        given_back(cast, now, of, f"第{n}机械有限公司")
    with django_assert_num_queries(len(one)):
        client.get("/pools")


def test_settings_are_for_administrators_and_the_crm_supervisor(cast, now, client):
    of = pool(cast)
    one = rule(of, cast.bai)
    client.force_login(cast.lin)
    assert client.get("/pools/settings").status_code == 403
    client.force_login(cast.bai)
    page = client.get("/pools/settings").content.decode()
    assert "华东公海" in page
    assert "30 天：距上次跟进" in page
    assert client.get("/pools/tonight").status_code == 200
    assert client.get("/pools/runs").status_code == 200
    given = {
        "name": "外贸公海", "departments": [cast.export.pk], "keepers": [cast.gu.pk], "provinces": "江苏, 浙江",
        "claims_per_day": "3", "held_limit": "", "cool_down_days": "5", "position": "1", "is_active": "on",
    }
    assert client.post("/pools/settings/new", given | {"position": "99999"}).status_code == 422
    assert client.post("/pools/settings/new", given).status_code == 302
    assert queries.Pool.objects.get(name="外贸公海").provinces == ["江苏", "浙江"]
    client.post(f"/pools/settings/rules/{one.pk}", {
        "clock": "untouched", "days": "14", "classes": ["C", "-"], "warn_days": "2", "is_active": "on",
    })
    one.refresh_from_db()
    assert (one.clock, one.days, one.classes, one.spare_open) == ("untouched", 14, ["C", "-"], False)
    client.post(f"/pools/settings/rules/{one.pk}", {"delete": "1"})
    assert not of.rules.exists()
    client.post("/pools/settings/capacity", {"employee": cast.zhou.pk, "most": "80"})
    assert queries.capacity_of(cast.zhou, now=now) == 80


def test_the_owner_gives_back_from_the_page(cast, now, client):
    of = pool(cast)
    made = customer(cast.he, now)
    client.force_login(cast.he)
    assert "放入公海" in client.get(f"/customers/{made.pk}").content.decode()
    answer = client.post(f"/pools/give-back/{made.pk}", {"pool": of.pk, "reason": "产品不对路"})
    assert answer.status_code == 302
    assert Customer.objects.get(pk=made.pk).state == "pool"
    client.force_login(cast.gao)
    client.post(f"/pools/{Pooled.objects.get().pk}/put-back")
    made.refresh_from_db()
    assert (made.owner, made.state) == (cast.he, "search")


def test_the_api_knows_the_same_verbs_and_refusals(cast, now, client):
    of = pool(cast, claims_per_day=1)
    rows = [given_back(cast, now, of, f"第{n}机械有限公司", phone="0512-66882207") for n in range(2)]
    client.force_login(cast.zhou)
    found = client.get("/api/v1/pools").json()["items"]
    assert {one["id"] for one in found} == {row.pk for row in rows}
    assert "66882207" not in str(found)
    assert client.post(f"/api/v1/pools/{rows[0].pk}/claim").json()["owner_id"] == cast.zhou.pk
    refused = client.post(f"/api/v1/pools/{rows[1].pk}/claim")
    assert (refused.status_code, refused.json()["code"], refused.json()["who"]) == (409, "limit", "高屹")
    client.force_login(cast.lin)
    data = {"owner_id": cast.he.pk, "reason": "他熟"}
    assert client.post(f"/api/v1/pools/{rows[1].pk}/assign", data, content_type="application/json").status_code == 200
    mine = customer(cast.lin, now, "云鹿机器人有限公司")
    assert client.get(f"/api/v1/pools/for/{mine.pk}").json() == [{"id": of.pk, "name": "华东公海"}]
    data = {"pool_id": of.pk, "reason": "没空"}
    answer = client.post(f"/api/v1/pools/give-back/{mine.pk}", data, content_type="application/json")
    assert answer.json()["former_id"] == cast.lin.pk


def test_home_counts_what_is_about_to_go(cast, now, client):
    rule(pool(cast), cast.bai)
    made = customer(cast.he, now)
    nights(now, 28)
    client.force_login(cast.he)
    assert "即将回收到公海" in client.get("/").content.decode()
    assert made.short_name in client.get("/pools/leaving?f.holder=me").content.decode()
    assert "距回收公海" in client.get(f"/customers/{made.pk}").content.decode()
