"""A list in groups: numbers and sums of each, rows of those that are open, kept in views, the same for everybody who may see."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gendan.modules.customers.models import Customer
from gendan.spine.fields import actions as fields
from gendan.ui.models import SavedView
from gendan.ui.tests.test_list_page import URL, customer, names

pytestmark = [pytest.mark.django_db, pytest.mark.urls("gendan.ui.tests.lists")]
HX = {"HX-Request": "true", "HX-Target": "list"}


@pytest.fixture
def home(cast, client):
    client.force_login(cast.lin)
    for owner, name, abc, city, turnover in (
        (cast.lin, "甲", "A", "苏州", 100),
        (cast.lin, "乙", "B", "常州", None),
        (cast.zhou, "丙", "A", "苏州", 40),
        (cast.zhou, "丁", "", "", 7),
        (cast.ma, "戊", "A", "苏州", 1000),
    ):
        customer(owner, name, abc=abc, city=city, turnover=turnover)
    return cast


def groups(client, key, **query):
    return client.get(URL, {"edited": "1", "group": key, **query}).context["sheet"].groups.all


def told(client, key, **query):
    return [
        (one.title, one.number, [amount for amount in one.sums if amount is not None])
        for one in groups(client, key, **query)
    ]


def test_groups_have_numbers_and_sums_and_only_visible_rows_count(home, client):
    assert sorted(told(client, "owner")) == [("周砚", 2, [47, 0]), ("林叙", 2, [100, 0])]
    assert told(client, "abc") == [("A", 2, [140, 0]), ("B", 1, [0, 0]), ("未填写", 1, [7, 0])]
    assert told(client, "city") == [("苏州", 2, [140, 0]), ("常州", 1, [0, 0]), ("未填写", 1, [7, 0])]
    assert [one.title for one in groups(client, "strategic")] == ["否"]


def test_groups_are_folded_until_they_are_opened_and_the_address_keeps_it(home, client):
    folded = client.get(URL, {"edited": "1", "group": "city"})
    assert names(folded) == []
    assert 'data-group="苏州"' in folded.content.decode()
    first = folded.context["sheet"].groups.all[0]
    opened = client.get(URL + first.toggle)
    assert sorted(names(opened)) == ["丙", "甲"]
    assert names(client.get(URL + opened.context["sheet"].groups.all[0].toggle)) == []


def test_a_fragment_opens_a_group_and_folds_it_again(home, client):
    group = groups(client, "city")[0]
    rows = client.get(group.fragment, headers=HX).content.decode()
    assert "甲" in rows
    assert "丙" in rows
    assert rows.count("<tbody") == 1
    assert "data-row" not in client.get(f"{group.fragment}&fold=1", headers=HX).content.decode()
    gone = client.get(group.fragment.replace("group=city", "group=none"), headers=HX)
    assert (gone.status_code, gone.content.strip()) == (200, b"")


def test_the_rows_of_a_group_are_paged_by_key(home, client):
    for number in range(45):
        customer(home.lin, f"无锡{number:02}", city="无锡")
    group = next(one for one in groups(client, "city") if one.title == "无锡")
    seen, url = [], group.fragment
    while url:
        text = client.get(url, headers=HX).content.decode()
        seen += re.findall(r"无锡\d\d(?=</a>)", text)
        more = re.search(r'hx-get="([^"]*rows=[^"]*)"', text)
        url = more[1].replace("&amp;", "&") if more else ""
    assert len(seen) == 45 == len(set(seen))


def test_one_group_alone_is_a_list_and_all_its_results_are_those_of_the_group(home, client):
    group = groups(client, "city")[0]
    alone = client.get(URL + group.alone)
    assert sorted(names(alone)) == ["丙", "甲"]
    assert "苏州" in alone.content.decode()
    sheet = alone.context["sheet"]
    client.post(f"/lists/test-customers/bulk/move{sheet.query}", {"all": "1", "city": "无锡"})
    assert sorted(Customer.objects.filter(city="无锡").values_list("name", flat=True)) == ["丙", "甲"]
    assert len(names(client.get(URL + sheet.group_menu.all_url))) == 0, "back to the folded groups"


def test_groups_obey_conditions_brackets_and_search(home, client):
    assert [one.number for one in groups(client, "city", **{"f.owner": "me"})] == [1, 1]
    assert [one.title for one in groups(client, "city", **{"f1.abc": "B", "f1.city": "苏"})] == ["苏州", "常州"]
    assert [one.title for one in groups(client, "city", q="甲")] == ["苏州"]


def test_a_view_keeps_its_groups_and_that_they_are_unfolded(home, client):
    client.post("/lists/test-customers/views?edited=1&group=city&unfolded=1&f.owner=below", {"name": "按地区"})
    view = SavedView.objects.get()
    response = client.get(URL, {"view": f"s{view.pk}"})
    assert sorted(names(response)) == sorted("甲乙丙丁")
    assert not response.context["sheet"].address.edited


def test_the_number_of_queries_is_the_same_for_one_and_three_rows_in_each_group(home, client):
    counts = []
    for number in range(3):
        customer(
            home.zhou, f"客户{number}", city="苏州", next_due_at=timezone.now() - timedelta(hours=3), next_title="x"
        )
        query = {"edited": "1", "group": "city", "open": "苏州"}
        client.get(URL, query)
        with CaptureQueriesContext(connection) as found:
            client.get(URL, query)
        counts.append(len(found))
    assert counts[0] == counts[2]
    assert counts[0] <= 13


def test_so_many_rows_that_not_all_are_read_give_numbers_that_say_so(home, client, monkeypatch):
    monkeypatch.setattr("gendan.ui.listing.counting.READ", 3)
    response = client.get(URL, {"edited": "1", "group": "strategic"})
    assert [one.words for one in response.context["sheet"].groups.all] == ["4+"]
    assert response.context["sheet"].groups.all[0].sums == [None] * 7, "what was not read to its end has no sum"
    assert "请先缩小范围" in response.content.decode()


def test_what_cannot_group_is_dropped_from_the_address(home, client):
    for key in ("phone", "turnover", "nothing"):
        assert client.get(URL, {"edited": "1", "group": key}).context["sheet"].groups is None


@pytest.mark.parametrize("indexed", [True, False])
def test_a_choice_of_the_companys_own_groups_and_only_for_who_sees_it(home, client, now, indexed):
    fields.add_field(
        kind="customers.customer",
        key="tier",
        type="choice",
        options=["金", "银"],
        actor=home.fang,
        now=now,
        values={"title": "档次", "indexed": indexed, "view_roles": ["sales_head"]},
    )
    for name, key in (("甲", "o2"), ("丙", "o2"), ("乙", "o1")):
        Customer.objects.filter(name=name).update(own={"tier": key})
    found = told(client, "own-tier")
    assert [one[:2] for one in found] == [("银", 2), ("金", 1), ("未填写", 1)]
    opened = client.get(URL, {"edited": "1", "group": "own-tier", "open": "o2"})
    assert sorted(names(opened)) == ["丙", "甲"]
    client.force_login(home.ding)
    assert client.get(URL, {"edited": "1", "group": "own-tier"}).context["sheet"].groups is None
