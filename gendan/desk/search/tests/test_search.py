"""Palette and search page: what is found by whom, by which words, and how few rows are read for it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gendan.desk.search.asking import initials_of_pinyin, question_of
from gendan.desk.search.records import customer_conditions
from gendan.modules.customers.actions import change_contact
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.opportunities.tests.story import draft
from gendan.spine.procedures import todos
from gendan.ui.listing.saved import save_view


@pytest.fixture
def he(cast) -> Client:
    """A browser in which He has logged in."""
    client = Client()
    client.force_login(cast.he)
    return client


def asked(client: Client, q: str, **more: str) -> str:
    response = client.get("/palette", {"q": q, **more}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "typed", ["青屿", "重工", "qyzg", "QYZG", "qingyu", "qingyuzh", "KH2609", "13862114407", "138 6211 4407", "#青屿", "＃qyzg"]
)
def test_a_customer_is_found_by_name_number_phone_pinyin_and_initials(cast, he, now, typed):
    made = customer(cast.he, now)
    contact(made, cast.he, now, mobile="138 6211 4407")
    assert f'href="/customers/{made.pk}"' in asked(he, typed)


@pytest.mark.parametrize("typed", ["青屿", "qyzg", "KH2609", "#青屿", "高鹏", "轴承座", "SJ", "$青屿"])
def test_nobody_finds_what_he_may_not_see(cast, now, typed):
    made = customer(cast.he, now)
    contact(made, cast.he, now)
    draft(made, actor=cast.he, now=now)
    stranger = Client()
    stranger.force_login(cast.ma)
    page = asked(stranger, typed)
    assert f"/customers/{made.pk}" not in page
    assert "/opportunities/" not in page


@pytest.mark.parametrize("typed", ["yc", "YCG", "尉迟"])
def test_a_contact_is_found_by_initials_with_the_surname_read_as_one(cast, he, now, typed):
    made = customer(cast.he, now)
    person = contact(made, cast.he, now, name="尉迟恭")
    assert f'href="/customers/{made.pk}?tab=contacts"' in asked(he, typed)
    change_contact(person, values={"name": "高鹏"}, actor=cast.he, now=now)
    assert "?tab=contacts" not in asked(he, typed)
    assert "?tab=contacts" in asked(he, "gp")


def test_contacts_opportunities_people_and_todos_are_found(cast, he, now):
    made = customer(cast.he, now)
    contact(made, cast.he, now)
    opportunity = draft(made, actor=cast.he, now=now)
    todo = todos.add(made, title="确认交期", assignee=cast.he, due_at=now + timedelta(days=2), actor=cast.he, now=now)
    assert "高鹏" in asked(he, "高鹏")
    assert f'href="/opportunities/{opportunity.pk}"' in asked(he, "轴承座")
    assert f'href="/opportunities/{opportunity.pk}"' in asked(he, opportunity.number)
    assert f'href="/opportunities/{opportunity.pk}"' in asked(he, "$qyzg")
    assert f'href="/todos/{todo.pk}"' in asked(he, "!qrjq")
    assert "周砚" in asked(he, "@zhou")


@pytest.mark.parametrize(("typed", "missing"), [("@青屿", "/customers/"), ("#zhou", "周砚"), ("!青屿", "/opportunities/")])
def test_a_prefix_asks_for_one_kind_only(cast, he, now, typed, missing):
    draft(customer(cast.he, now), actor=cast.he, now=now)
    assert missing not in asked(he, typed)


def test_superiors_find_the_todos_of_their_people(cast, now):
    made = customer(cast.he, now)
    todo = todos.add(made, title="确认交期", assignee=cast.he, due_at=now + timedelta(days=2), actor=cast.he, now=now)
    lin, zhou = Client(), Client()
    lin.force_login(cast.lin)
    zhou.force_login(cast.zhou)
    assert f"/todos/{todo.pk}" in asked(lin, "!交期")
    assert f"/todos/{todo.pk}" not in asked(zhou, "!交期")


def test_an_empty_box_shows_the_records_actions_what_was_opened_last_and_new(cast, he, now):
    first, second = customer(cast.he, now), customer(cast.he, now, "远汀泵业有限公司")
    assert he.get(f"/customers/{first.pk}").status_code == 200
    assert he.get(f"/customers/{second.pk}").status_code == 200
    page = asked(he, "", **{"from": f"/customers/{first.pk}"})
    assert page.index(f'href="/customers/{second.pk}"') < page.index(f'href="/customers/{first.pk}"')
    assert f"/do/customers.customer/{first.pk}/" in page
    assert "最近打开" in page
    assert 'href="/customers/new"' in page


def test_commands_are_only_those_that_are_allowed(cast, he, now):
    made = customer(cast.zhou, now)
    finance = Client()
    finance.force_login(cast.ding)
    page = asked(finance, "", **{"from": f"/customers/{made.pk}"})
    assert f"/do/customers.customer/{made.pk}/" not in page
    assert 'href="/customers/new"' not in page
    assert "/do/" not in asked(he, "", **{"from": f"/customers/{made.pk}"})


def test_what_was_opened_last_is_seen_with_todays_rights(cast, he, now):
    made = customer(cast.he, now)
    he.get(f"/customers/{made.pk}")
    Customer.objects.filter(pk=made.pk).update(owner=cast.ma, department=cast.export)
    assert f"/customers/{made.pk}" not in asked(he, "")
    he.cookies["recent"] = "1|org.employee-1~customers.customer-x~nonsense"
    assert asked(he, "")


@pytest.mark.parametrize(("typed", "place"), [("客户", "/customers"), ("kh", "/customers"), ("待办", "/todos")])
def test_pages_are_found_by_word_and_initials(he, typed, place):
    assert f'href="{place}"' in asked(he, typed)


def test_saved_views_are_found(cast, he, now):
    view = save_view("customers", name="苏州的大客户", query="f.abc=A", actor=cast.he, now=now)
    save_view("customers", name="苏州的小客户", query="f.abc=C", actor=cast.ma, now=now)
    page = asked(he, "sz")
    assert f"view=s{view.pk}" in page
    assert "小客户" not in page


def test_the_search_page_shows_the_same_without_scripts(cast, he, now):
    made = customer(cast.he, now)
    page = he.get("/search", {"q": "qyzg"}).content.decode()
    assert f'href="/customers/{made.pk}"' in page
    assert "没有找到" in he.get("/search", {"q": "没有这样的"}).content.decode()


def test_one_hit_or_many_cost_the_same_number_of_queries(cast, he, now):
    customer(cast.he, now)
    asked(he, "重工")
    with CaptureQueriesContext(connection, ) as one:
        asked(he, "重工")
    for name in ("柏舟重工有限公司", "远汀重工有限公司", "松陵重工有限公司"):
        customer(cast.he, now, name)
    with CaptureQueriesContext(connection) as many:
        asked(he, "重工")
    assert len(many) <= len(one)


@pytest.mark.parametrize("typed", ["青屿重工", "qyzg", "qingyuzhong", "KH2609-0001", "13862114407"])
def test_every_condition_on_customers_has_its_index(cast, typed):
    for condition in customer_conditions(typed):
        rows = Customer.objects.visible_to(cast.fang).filter(condition)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "Index" in rows[:6].explain(), condition


@pytest.mark.parametrize(
    ("letters", "initials"),
    [("qingyu", "qy"), ("qingyuzhonggong", "qyzg"), ("qingyuzh", "qyz"), ("qyzg", ""), ("company", ""), ("shenzhen", "sz")],
)
def test_pinyin_becomes_initials(letters, initials):
    assert initials_of_pinyin(letters) == initials


def test_the_first_character_narrows_also_in_full_width():
    assert question_of("＠周").only == "people"
    assert question_of("￥ 花键轴").text == "花键轴"


def test_a_follow_up_begins_with_the_choice_of_a_customer(cast, he, now):
    first, second = customer(cast.he, now), customer(cast.he, now, "远汀泵业有限公司")
    other = customer(cast.ma, now, "松陵起重机械有限公司")
    he.get(f"/customers/{second.pk}")
    page = he.get("/write").content.decode()
    assert page.index(f"/log/customers.customer/{second.pk}") < page.index(f"/log/customers.customer/{first.pk}")
    assert f"/log/customers.customer/{other.pk}" not in page
    assert f"/log/customers.customer/{first.pk}" in he.get("/write", {"q": "qyzg"}).content.decode()
    assert he.get(f"/followups/log/customers.customer/{first.pk}").status_code == 200
    assert 'href="/write"' in he.get("/me").content.decode()
