"""The whole way of a field: an administrator adds it, a salesperson fills it in, a manager filters and exports."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.fields.models import OwnField

KIND = "customers.customer"


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def fang(cast) -> Client:
    """The administrator."""
    return browser(cast.fang)


def add(fang, kind=KIND, **values):
    given = {"title": "渠道等级", "type": "choice", "options": "金牌\n银牌\n铜牌", "on_form": "on", "on_card": "on",
             "on_list": "on", "indexed": "on"} | values
    return fang.post(reverse("fields:new", args=[kind]), {key: value for key, value in given.items() if value})


def edit(client, record, **own):
    """Save the customer's form as a browser would: with everything that stands in it."""
    page = client.get(f"/customers/{record.pk}/edit")
    data = {field.html_name: field.value() for field in page.context["form"] if field.value() not in (None, False)}
    return client.post(f"/customers/{record.pk}/edit", {**data, "revision": record.revision, **own})


def rows_of(response) -> list[str]:
    return [row.short_name for row in response.context["sheet"].page.rows]


def test_own_fields_an_administrator_adds_a_salesperson_fills_in_a_manager_filters_and_exports(cast, fang, now):
    mine, other = customer(cast.he, now), customer(cast.zhou, now, "远汀泵业有限公司")
    assert add(fang).url == reverse("fields:list")
    field = OwnField.objects.get()
    assert field.key == "qudaodengji"
    assert "渠道等级" in fang.get(reverse("fields:list")).content.decode()

    he = browser(cast.he)
    form = he.get(f"/customers/{mine.pk}/edit").content.decode()
    assert 'name="own.qudaodengji"' in form
    assert "金牌" in form
    gold = field.options[0]["key"]
    assert edit(he, mine, **{"own.qudaodengji": gold}).status_code == 302
    assert Customer.objects.get(pk=mine.pk).own == {"qudaodengji": gold}
    page = he.get(f"/customers/{mine.pk}").content.decode()
    assert 'data-card="own"' in page
    assert "金牌" in page
    changes = he.get(f"/timeline/{KIND}/{mine.pk}/changes").content.decode()
    assert "渠道等级" in changes
    assert "金牌" in changes

    lin = browser(cast.lin)
    everything = lin.get("/customers?view=all")
    assert {"青屿重工", "远汀泵业"} == set(rows_of(everything))
    assert "渠道等级" in everything.content.decode()
    found = lin.get(f"/customers?view=all&f.own-qudaodengji={gold}&edited=1")
    assert rows_of(found) == ["青屿重工"]
    assert "金牌" in found.content.decode()
    assert rows_of(lin.get(f"/customers?view=all&n.own-qudaodengji={gold}&edited=1")) == [other.short_name or "远汀泵业"]
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(lin.get("/lists/customers/export?view=all"))))
    lines = book.get_sheet_by_index(0).to_python()
    place = lines[0].index("渠道等级")
    assert {line[place] for line in lines[1:]} == {"金牌", ""}


def test_a_file_is_sent_shown_kept_and_taken_away(cast, fang, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    record = customer(cast.he, now)
    add(fang, title="框架协议", type="file", options="", indexed="")
    he = browser(cast.he)
    assert edit(he, record, **{"own.kuangjiaxieyi": SimpleUploadedFile("框架.txt", b"text")}).status_code == 302
    page = he.get(f"/customers/{record.pk}").content.decode()
    assert "框架.txt" in page
    stored = Customer.objects.get(pk=record.pk).own["kuangjiaxieyi"]
    assert b"".join(he.get(reverse("attachment_download", args=[stored]))) == b"text"
    record.refresh_from_db()
    form = he.get(f"/customers/{record.pk}/edit").content.decode()
    assert "框架.txt" in form
    assert edit(he, record, city="苏州").status_code == 302
    record.refresh_from_db()
    assert (record.city, record.own) == ("苏州", {"kuangjiaxieyi": stored})
    assert edit(he, record, **{"own.kuangjiaxieyi-clear": "on"}).status_code == 302
    assert Customer.objects.get(pk=record.pk).own is None
    assert browser(cast.lin).get("/customers?view=all&f.own-kuangjiaxieyi=no&edited=1").status_code == 200


def test_two_people_at_once_compare_own_fields_too(cast, fang, now):
    record = customer(cast.he, now)
    add(fang)
    he = browser(cast.he)
    form = he.get(f"/customers/{record.pk}/edit")
    data = {field.html_name: field.value() for field in form.context["form"] if field.value() not in (None, False)}
    assert edit(browser(cast.lin), record, **{"own.qudaodengji": "o1"}).status_code == 302
    slower = he.post(f"/customers/{record.pk}/edit", {
        **data, "revision": record.revision, "own.qudaodengji": "o2", "original": form.context["original"],
    })
    assert slower.status_code == 409
    difference = slower.context["conflict"][0]
    assert (difference.theirs, difference.yours) == ("金牌", "银牌")


def test_a_value_that_cannot_stand_is_refused_at_its_field(cast, fang, now):
    record = customer(cast.he, now)
    add(fang, title="席位数", type="number", options="", required="on")
    he = browser(cast.he)
    for typed, words in (("many", "数字"), ("", "必填")):
        answer = edit(he, record, **{"own.xiweishu": typed})
        assert answer.status_code == 422
        assert any(words in error for error in answer.context["form"].errors["own.xiweishu"]), answer.context["form"].errors


@pytest.mark.parametrize(
    ("kind", "person", "path"),
    [("catalog.product", "fang", "/products/new"), ("opportunities.competitor", "lin", "/opportunities/competitors/new"),
     ("opportunities.opportunity", "he", "/opportunities/new"), ("customers.customer", "he", "/customers/new")],
)
def test_every_kind_with_a_form_asks_for_its_own_fields(cast, fang, kind, person, path):
    add(fang, kind=kind)
    assert 'name="own.qudaodengji"' in browser(getattr(cast, person)).get(path).content.decode()


def test_a_product_is_saved_with_its_own_fields_and_listed_by_them(cast, fang):
    add(fang, kind="catalog.product")
    new = {"code": "G1", "name": "轴承座", "unit": "件", "is_active": "on", "new_line": "轴承"}
    for number, option in enumerate(("o1", "o2")):
        answer = fang.post("/products/new", {**new, "code": f"G{number}", "own.qudaodengji": option})
        assert answer.status_code == 302, answer.context["form"].errors
    found = fang.get("/products?view=all&f.own-qudaodengji=o2&edited=1")
    assert [row.code for row in found.context["sheet"].page.rows] == ["G1"]


def test_an_archived_field_comes_back_by_one_button(cast, fang, now):
    record = customer(cast.he, now)
    add(fang)
    field = OwnField.objects.get()
    edit(browser(cast.he), record, **{"own.qudaodengji": "o2"})
    fang.post(reverse("fields:archive", args=[field.pk]))
    assert "qudaodengji" not in browser(cast.he).get(f"/customers/{record.pk}/edit").content.decode()
    fang.post(reverse("fields:restore", args=[field.pk]))
    assert "银牌" in browser(cast.he).get(f"/customers/{record.pk}").content.decode()


def test_the_type_is_not_changed_by_the_page_either(fang, cast):
    add(fang)
    field = OwnField.objects.get()
    page = fang.get(reverse("fields:edit", args=[field.pk]))
    assert page.context["form"].fields["type"].disabled
    assert "不能更改" in page.content.decode()


def test_own_fields_stand_on_the_cards_of_a_board_for_who_sees_them(cast, fang, now):
    deal = registered(customer(cast.he, now), actor=cast.he, reviewer=cast.lin, now=now)
    kind = "opportunities.opportunity"
    add(fang, kind, on_board="on", on_list="")
    add(fang, kind, title="内部成色", type="text", options="", on_board="on", on_list="", view_roles="sales_head")
    first, second = OwnField.objects.filter(kind=kind).order_by("pk")
    Opportunity.objects.filter(pk=deal.pk).update(own={first.key: first.options[0]["key"], second.key: "很有把握"})
    board = f"/{kind.split('.')[0]}?view=all&layout=board"
    seen = browser(cast.he).get(board).content.decode()
    assert ("金牌" in seen, "很有把握" in seen) == (True, False)
    assert "很有把握" in browser(cast.lin).get(board).content.decode()
