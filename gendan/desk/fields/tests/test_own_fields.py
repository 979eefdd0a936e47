"""The whole way of a field: an administrator adds it, a salesperson fills it in, a manager filters and exports."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
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
