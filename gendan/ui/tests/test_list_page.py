"""The list page over real customers: what is seen, sorted, filtered, counted, chosen and exported."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gendan.modules.customers.models import Customer
from gendan.ui.listing.search import doubled
from gendan.ui.models import Job, SavedView
from gendan.ui.tasks import do_job
from gendan.ui.tests import lists

pytestmark = [pytest.mark.django_db, pytest.mark.urls("gendan.ui.tests.lists")]
URL = "/test/customers"


def customer(owner, name, **fields):
    now = timezone.now()
    return Customer.objects.create(**{
        "code": f"C-{name}", "name": name, "owner": owner, "department": owner.department, "created_at": now,
        "updated_at": now, **fields,
    })


@pytest.fixture
def home(cast, client):
    """Lin looks at the list of a department with a few customers."""
    client.force_login(cast.lin)
    return cast


def names(response):
    return [row.name for row in response.context["sheet"].page.rows]


def test_a_list_shows_the_rows_that_the_viewer_may_see_and_no_others(home, client):
    customer(home.lin, "岚石液压")
    customer(home.ma, "外贸客户")
    assert names(client.get(URL, {"view": "all"})) == ["岚石液压"]


def test_the_number_of_queries_is_the_same_for_one_and_three_rows(home, client):
    due = timezone.now() - timedelta(hours=30)
    counts = []
    for number in range(3):
        customer(home.zhou, f"客户{number}", next_due_at=due, next_title="催货款", turnover=100)
        client.get(URL, {"view": "all"})
        with CaptureQueriesContext(connection) as found:
            client.get(URL, {"view": "all"})
        counts.append(len(found))
    assert counts[0] == counts[2] == min(counts)
    assert counts[0] <= 12


def test_urgency_runs_overdue_today_none_planned(home, client):
    now = timezone.now()
    tomorrow = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for name, due in {
        "计划": tomorrow + timedelta(hours=2), "没有": None, "今天": tomorrow - timedelta(seconds=1),
        "逾期": now - timedelta(days=1),
    }.items():
        customer(home.lin, name, next_due_at=due, next_title="x")
    assert names(client.get(URL, {"view": "all"})) == ["逾期", "今天", "没有", "计划"]


def test_conditions_stand_in_the_address_and_can_be_negated(home, client):
    customer(home.lin, "甲", abc="A")
    customer(home.zhou, "乙", abc="B", city="苏州")
    customer(home.zhou, "丙", city="常州", strategic=True)
    ask = lambda **query: sorted(names(client.get(URL, {"edited": "1", **query})))  # noqa: E731
    assert ask(**{"f.abc": ["A", "B"]}) == ["丙", "乙", "甲"][1:]
    assert ask(**{"n.abc": "A"}) == ["丙", "乙"]
    assert ask(**{"f.owner": "me"}) == ["甲"]
    assert ask(**{"f.owner": "below"}) == ["丙", "乙", "甲"]
    assert ask(**{"f.owner": str(home.zhou.pk), "f.city": "苏"}) == ["乙"]
    assert ask(**{"f.strategic": "yes"}) == ["丙"]
    assert ask(**{"f.department": "mine", "n.strategic": "yes"}) == ["乙", "甲"]
    assert ask(**{"f.last": "older_30_days"}) == ["丙", "乙", "甲"]
    assert ask(**{"f.last": "none", "f.turnover": "1..5"}) == []


def test_a_condition_that_means_nothing_is_named_and_left_out(home, client):
    customer(home.lin, "甲")
    response = client.get(URL, {"edited": "1", "f.turnover": "viel", "f.nothing": "1"})
    assert names(response) == ["甲"]
    assert "viel" in response.content.decode()


def test_what_a_menu_sends_becomes_a_plain_address(home, client):
    response = client.get(URL, {"range": "turnover", "low": "5", "high": "", "edited": "1"})
    assert response.status_code == 302
    assert "f.turnover=5.." in response["Location"]
    response = client.get(URL, {"range": "abc", "f.abc": "A", "not": "abc"}, headers={"HX-Target": "list", "HX-Request": "true"})
    assert "n.abc=A" in response["HX-Push-Url"]


def test_search_finds_two_characters_and_ignores_punctuation(home, client):
    customer(home.lin, "岚石（苏州）液压科技")
    customer(home.lin, "松陵起重")
    assert names(client.get(URL, {"view": "all", "q": "石苏"})) == ["岚石（苏州）液压科技"]
    assert names(client.get(URL, {"view": "all", "q": "科技 岚"})) == ["岚石（苏州）液压科技"]
    assert names(client.get(URL, {"view": "all", "q": "不在"})) == []


@pytest.mark.parametrize("text", ["岚石（苏州）Ｈydraulic-Co., Ltd", "A_b%c\\d", "", "重 庆"])
def test_doubled_says_the_same_as_the_database(text):
    made = Customer(code=f"D{text}", name=text, created_at=timezone.now(), updated_at=timezone.now())
    made.save()
    made.refresh_from_db()
    assert made.name_dbl == doubled(text)


def test_paging_by_the_links_of_the_foot(home, client):
    for number in range(120):
        customer(home.lin, f"客户{number:03}")
    first = client.get(URL, {"view": "all", "sort": "new"})
    sheet = first.context["sheet"]
    assert (sheet.page.first, sheet.page.last, sheet.total) == (1, 50, 120)
    second = client.get(URL + sheet.next_url)
    third = client.get(URL + second.context["sheet"].next_url)
    assert third.context["sheet"].page.first == 101
    assert names(client.get(URL + third.context["sheet"].previous_url)) == names(second)
    assert len(set(names(first) + names(second) + names(third))) == 120


def test_totals_are_of_this_page(home, client):
    for amount in (100, 250, None):
        customer(home.lin, f"客户{amount}", turnover=amount)
    response = client.get(URL, {"view": "all"})
    assert 350 in response.context["sheet"].totals


def test_htmx_gets_only_the_list(home, client):
    customer(home.lin, "甲")
    whole = client.get(URL, {"view": "all"}).content.decode()
    part = client.get(URL, {"view": "all"}, headers={"HX-Request": "true", "HX-Target": "list"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip().startswith('<div class="list')


def test_an_empty_list_says_why(home, client):
    assert 'data-empty="nothing"' in client.get(URL, {"view": "all"}).content.decode()
    customer(home.lin, "甲")
    assert 'data-empty="filter"' in client.get(URL, {"view": "all", "q": "乙"}).content.decode()
    home.ding.held_roles.all().delete()
    client.force_login(home.ding)
    assert 'data-empty="right"' in client.get(URL, {"view": "all"}).content.decode()


# -- views ----------------------------------------------------------------------------------------------------


def test_a_view_is_saved_shared_changed_and_deleted(home, client):
    lists_url = "/lists/test-customers/views"
    response = client.post(f"{lists_url}?edited=1&f.abc=A&sort=new", {"name": "A 类", "shared": "department"})
    assert response.status_code == 204
    view = SavedView.objects.get()
    assert view.query == "f.abc=A&sort=new"
    client.force_login(home.zhou)
    response = client.get(URL, {"view": f"s{view.pk}"})
    assert "A 类" in [tab.title for tab in response.context["sheet"].tabs]
    assert response.context["sheet"].order.key == "new"
    assert client.post(f"{lists_url}/{view.pk}", {"query": "x"}).status_code == 404
    client.force_login(home.ma)
    assert client.get(URL, {"view": f"s{view.pk}"}).context["sheet"].address.view != f"s{view.pk}"
    client.force_login(home.lin)
    client.post(f"{lists_url}/{view.pk}", {"query": "f.abc=B"})
    view.refresh_from_db()
    assert (view.query, view.name) == ("f.abc=B", "A 类")
    client.post(f"{lists_url}/{view.pk}", {"delete": "1"})
    assert not SavedView.objects.exists()


def test_a_view_is_shared_with_named_people(home, client):
    lists_url = "/lists/test-customers/views"
    nobody = client.post(f"{lists_url}?edited=1&f.abc=A", {"name": "A 类", "shared": "people"})
    assert nobody.status_code == 422
    assert 'data-field="people"' in nobody.content.decode()
    asked = {"name": "A 类", "shared": "people", "people": [home.ma.pk]}
    assert client.post(f"{lists_url}?edited=1&f.abc=A", asked).status_code == 204
    view = SavedView.objects.get()
    seen = {}
    for person in (home.ma, home.zhou):
        client.force_login(person)
        seen[person] = "A 类" in [tab.title for tab in client.get(URL).context["sheet"].tabs]
    assert seen == {home.ma: True, home.zhou: False}
    client.force_login(home.lin)
    client.post(f"{lists_url}/{view.pk}", {"name": "A 类", "shared": "", "people": [home.ma.pk]})
    view.refresh_from_db()
    assert view.people_ids == []


def test_the_same_name_twice_is_refused_at_the_form(home, client):
    for status in (204, 422):
        assert client.post("/lists/test-customers/views", {"name": "一", "shared": ""}).status_code == status


def test_a_changed_view_shows_its_dot_and_the_last_view_is_remembered(home, client):
    response = client.get(URL, {"view": "all"})
    assert not response.context["sheet"].address.edited
    assert client.get(URL).context["sheet"].address.view == "all"
    changed = client.get(URL, {"view": "all", "sort": "new", "edited": "1"})
    assert changed.context["sheet"].address.edited
    assert 'class="dot"' in changed.content.decode()


def test_filter_menus_open(home, client):
    for item in lists.CUSTOMERS.filters:
        response = client.get(f"/lists/test-customers/filter/{item.key}", {"view": "all"})
        assert response.status_code == 200
        assert str(item.title) in response.content.decode()
    found = client.get("/lists/test-customers/filter/owner", {"find": "ma"}).content.decode()
    assert "马川" in found


def test_a_filter_menu_keeps_the_other_conditions_of_the_view(home, client):
    pairs = client.get("/lists/test-customers/filter/abc", {"view": "below"}).context["pairs"]
    assert ("f.owner", "below") in pairs
    assert ("edited", "1") in pairs


def test_the_exact_count_comes_on_demand(home, client):
    customer(home.lin, "甲")
    assert client.get("/lists/test-customers/count", {"view": "all"}).content == b"<span>1</span>"


# -- many rows --------------------------------------------------------------------------------------------------


def test_an_action_on_many_rows_answers_for_each_and_leaves_out_what_may_not_be_done(home, client):
    ours = [customer(home.lin, "甲"), customer(home.zhou, "乙", strategic=True)]
    theirs = customer(home.ma, "丙")
    ids = [row.pk for row in (*ours, theirs)]
    dialog = client.get("/lists/test-customers/bulk/move", {"id": ids})
    assert dialog.context["count"] == 2
    assert dialog.context["left_out"] == 1
    assert client.post("/lists/test-customers/bulk/move", {"id": ids}).status_code == 422
    response = client.post("/lists/test-customers/bulk/move", {"id": ids, "city": "苏州"})
    assert "战略客户不搬" in response.content.decode()
    assert list(Customer.objects.order_by("pk").values_list("city", flat=True)) == ["苏州", "", ""]


def test_over_a_hundred_rows_become_a_job_with_a_result_for_each(home, client):
    for number in range(130):
        customer(home.lin, f"客户{number}", strategic=number == 7)
    response = client.post("/lists/test-customers/bulk/move?view=all", {"all": "1", "city": "苏州"})
    job = Job.objects.get()
    assert response["Location"] == f"/jobs/{job.pk}"
    do_job(job.pk)
    job.refresh_from_db()
    assert (job.status, job.done, job.failed, job.total) == ("done", 130, 1, 130)
    assert Customer.objects.filter(city="苏州").count() == 129
    assert "战略客户不搬" in client.get(f"/jobs/{job.pk}").content.decode()
    client.force_login(home.zhou)
    assert client.get(f"/jobs/{job.pk}").status_code == 404


def test_an_action_without_the_right_is_not_offered_and_refused(home, client):
    client.force_login(home.zhou)
    row = customer(home.zhou, "甲")
    shown = client.get(URL, {"view": "all"}).context["sheet"]
    assert [action.key for action in shown.bulk] == ["move"]
    assert client.post("/lists/test-customers/bulk/drop", {"id": [row.pk]}).status_code == 403


def test_the_export_holds_the_views_columns_of_the_rows_that_may_be_exported(home, client):
    customer(home.lin, "甲", turnover=1200, phone="13806214407")
    customer(home.ma, "丙")
    response = client.get("/lists/test-customers/export", {"view": "all", "cols": "turnover.phone", "edited": "1"})
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content))).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "客户"
    assert rows[0][-2:] == ["年营业额 元", "电话"]
    assert [row[0] for row in rows[1:]] == ["甲"]
    assert rows[1][-2:] == [1200.0, "13806214407"]



def test_a_cell_is_changed_in_place_through_the_action(home, client):
    row, theirs = customer(home.lin, "甲"), customer(home.ma, "丙")
    url = f"/lists/test-customers/cell/{row.pk}/city"
    assert '<form data-cell="' in client.get(url).content.decode()
    assert "常州" in client.post(url, {"value": "常州"}).content.decode()
    row.refresh_from_db()
    assert row.city == "常州"
    assert client.post(url, {"value": "长" * 50}).status_code == 422
    assert client.post(f"/lists/test-customers/cell/{theirs.pk}/city", {"value": "常州"}).status_code == 404
    assert client.post(f"/lists/test-customers/cell/{row.pk}/owner", {"value": "1"}).status_code == 404
