"""All of, any of: conditions in brackets, in address, menu, saved view, export, bulk action and API alike."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from gendan.modules.customers.models import Customer
from gendan.ui.models import SavedView
from gendan.ui.tests.test_list_page import URL, customer, names

pytestmark = [pytest.mark.django_db, pytest.mark.urls("gendan.ui.tests.lists")]
BRACKET = {"edited": "1", "f.abc": "A", "f1.city": "苏州", "f1.strategic": "yes"}


@pytest.fixture
def home(cast, client):
    """Five customers of two people: class, city, strategic or not."""
    client.force_login(cast.lin)
    for owner, name, abc, city, strategic in (
        (cast.lin, "甲", "A", "苏州", False),
        (cast.lin, "乙", "A", "常州", True),
        (cast.zhou, "丙", "A", "常州", False),
        (cast.zhou, "丁", "B", "苏州", True),
        (cast.ma, "戊", "A", "苏州", True),
    ):
        customer(owner, name, abc=abc, city=city, strategic=strategic)
    return cast


def seen(client, query) -> list[str]:
    return sorted(names(client.get(URL, query)))


def test_a_bracket_holds_where_one_of_its_conditions_does(home, client):
    assert seen(client, BRACKET) == ["乙", "甲"]
    assert seen(client, {"edited": "1", "f1.city": "苏州", "f1.abc": "A"}) == sorted("甲乙丙丁")
    assert seen(client, {"edited": "1", "f1.city": "苏州", "n1.abc": "A"}) == ["丁", "甲"]


def test_two_brackets_hold_both(home, client):
    both = {"edited": "1", "f1.city": "苏州", "f1.strategic": "yes", "f2.abc": "B", "f2.owner": "me"}
    assert seen(client, both) == sorted("甲乙丁")


def test_either_turns_it_round_one_condition_or_a_whole_bracket(home, client):
    either = {"edited": "1", "either": "1", "f.abc": "B", "f1.owner": "me", "f1.city": "常州"}
    assert seen(client, either) == sorted("乙丁")
    assert seen(client, {"edited": "1", "either": "1", "f.abc": "B", "f.owner": "me"}) == sorted("甲乙丁")


def test_nobody_sees_more_through_a_bracket(home, client):
    assert "戊" not in seen(client, {"edited": "1", "either": "1", "f.strategic": "yes", "f1.abc": "A"})


def test_what_cannot_be_read_is_named_and_left_out_of_its_bracket(home, client):
    response = client.get(URL, {"edited": "1", "f1.turnover": "viel", "f1.city": "苏州"})
    assert sorted(names(response)) == sorted("甲丁")
    assert "viel" in response.content.decode()


def test_the_filter_line_shows_the_bracket_and_takes_it_away(home, client):
    response = client.get(URL, BRACKET)
    bracket = response.context["sheet"].line.brackets[0]
    assert [chip.words for chip in bracket.chips] == ["苏州", "是"]
    assert sorted(names(client.get(URL + bracket.without))) == sorted("甲乙丙")
    assert "满足任一" in response.content.decode()
    turned = client.get(URL + response.context["sheet"].line.any_url)
    assert sorted(names(turned)) == sorted("甲乙丙丁")
    assert turned.context["sheet"].address.shape.either


def test_a_menu_puts_its_condition_into_the_bracket(home, client):
    menu = client.get(
        "/lists/test-customers/filter/abc", {**BRACKET, "part": "1"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert 'name="f1.abc"' in menu
    assert 'name="f1.city" value="苏州"' in menu
    response = client.get(
        URL, {"edited": "1", "f1.city": "苏州", "f1.abc": "A", "range": "abc", "not": "abc", "part": "1"}
    )
    assert "n1.abc=A" in response["Location"]
    response = client.get(URL, {"edited": "1", "range": "turnover", "low": "5", "part": "2"})
    assert "f2.turnover=5.." in response["Location"]


def test_without_scripts_the_menus_are_pages_with_plain_forms(home, client):
    page = client.get("/lists/test-customers/conditions", {**BRACKET, "part": "1"}).content.decode()
    assert "/lists/test-customers/filter/abc?" in page
    assert "part=1" in page
    assert "/filter/city" not in page, "it stands in the bracket already"
    menu = client.get("/lists/test-customers/filter/abc", {**BRACKET, "part": "1"}).content.decode()
    assert f'action="{URL}" method="get">' in menu


def test_a_saved_view_keeps_brackets_for_everybody_who_sees_it(home, client):
    query = "edited=1&either=1&f.abc=B&f1.city=常州&f1.strategic=yes"
    assert (
        client.post(f"/lists/test-customers/views?{query}", {"name": "混合", "shared": "everybody"}).status_code == 204
    )
    view = SavedView.objects.get()
    assert seen(client, {"view": f"s{view.pk}"}) == ["丁", "乙"]
    client.force_login(home.zhou)
    assert seen(client, {"view": f"s{view.pk}"}) == ["丁"]


def test_all_results_of_a_bracket_are_changed_and_no_others(home, client):
    query = "?edited=1&f1.city=苏州&f1.owner=me"
    ask = client.get(f"/lists/test-customers/bulk/move{query}&all=1")
    assert ask.context["count"] == 3
    client.post(f"/lists/test-customers/bulk/move{query}", {"all": "1", "city": "无锡"})
    assert sorted(Customer.objects.filter(city="无锡").values_list("name", flat=True)) == ["甲"], (
        "strategic ones refuse, others are not asked"
    )


def test_an_export_holds_the_rows_of_the_brackets(home, client):
    client.force_login(home.gao)
    response = client.get(
        f"/lists/test-customers/export?{'&'.join(f'{key}={value}' for key, value in BRACKET.items())}"
    )
    assert response.status_code in (200, 403)
    if response.status_code == 200:
        sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content))).get_sheet_by_index(0)
        assert sorted(row[0] for row in sheet.to_python()[1:]) == seen(client, BRACKET)


def test_brackets_ask_no_more_of_the_database(home, client):
    client.get(URL, BRACKET)
    with CaptureQueriesContext(connection) as plain:
        client.get(URL, {"edited": "1", "f.abc": "A"})
    with CaptureQueriesContext(connection) as bracketed:
        client.get(URL, BRACKET)
    assert len(plain) == len(bracketed)
