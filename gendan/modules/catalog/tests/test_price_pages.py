"""Price lists, rates, units, the range and authority on their pages and over the API."""

from decimal import Decimal

import pytest
from django.urls import reverse

from gendan.modules.catalog import queries
from gendan.modules.catalog.models import PriceList, Product, ProductLine, Rate, UnitConversion

TYPED = {"name": "2026 下半年", "grade": "A", "currency": "CNY", "valid_from": "2026-07-01", "valid_until": "", "note": ""}


@pytest.fixture
def product(db):
    return Product.objects.create(line=ProductLine.objects.create(name="轴承座"), code="SNL518", name="轴承座 SNL 518", unit="件")


@pytest.fixture
def lin(client, cast):
    client.force_login(cast.lin)
    return client


def test_a_price_list_is_written_and_its_prices_are_pasted(lin, product):
    answer = lin.post(reverse("catalog:price_list_new"), TYPED)
    made = PriceList.objects.get()
    assert answer.url == reverse("catalog:prices", args=[made.pk])
    pasted = "编码\t单价\t最低价\t起订\nSNL518\t860\t800\t\nSNL518\t820\t\t100\n"
    assert lin.post(answer.url, {"prices": pasted}).status_code == 302
    assert [(one.price, one.floor, one.from_quantity) for one in made.prices.all()] == [(860, 800, 0), (820, None, 100)]
    page = lin.get(reverse("catalog:price_list", args=[made.pk])).content.decode()
    assert "860" in page
    assert "按政策" in page
    assert made.name in lin.get("/products/prices?view=all").content.decode()


@pytest.mark.parametrize("wrong", ["SNL518\tabc", "SNL518\t0", "SNL518\t100\t120", "NONE\t5", "SNL518\t5\nSNL518\t6", "\t5"])
def test_what_is_wrong_in_pasted_prices_is_said(lin, product, wrong):
    made = PriceList.objects.create(name="x", valid_from="2026-01-01")
    answer = lin.post(reverse("catalog:prices", args=[made.pk]), {"prices": wrong})
    assert answer.status_code == 422
    assert not made.prices.exists()


def test_next_year_s_list_takes_this_year_s_prices_so_many_percent_higher(lin, product):
    old = PriceList.objects.create(name="2025", valid_from="2025-01-01")
    old.prices.create(product=product, price=Decimal(100), floor=Decimal(90))
    lin.post(reverse("catalog:price_list_new"), TYPED | {"takes": old.pk, "by_percent": "3"})
    price = PriceList.objects.get(name=TYPED["name"]).prices.get()
    assert (price.price, price.floor) == (103, Decimal("92.7"))


def test_rates_of_exchange_count_from_their_day_on(lin, cast):
    for yuan, day in (("7.1", "2026-01-01"), ("7.3", "2026-06-01")):
        typed = {"currency": "USD", "per_unit_cny": yuan, "valid_from": day}
        assert lin.post(reverse("catalog:rate"), typed).status_code == 302
    assert "7.3" in lin.get(reverse("catalog:rates")).content.decode()
    assert lin.post(reverse("catalog:rate"), {"currency": "CNY", "per_unit_cny": "1", "valid_from": "2026-01-01"}).status_code == 422
    lin.force_login(cast.he)
    assert lin.get(reverse("catalog:rates")).status_code == 200
    assert lin.get(reverse("catalog:rate")).status_code == 403
    assert Rate.objects.count() == 2


def test_units_and_how_they_convert(lin):
    for name in ("箱", "只"):
        lin.post(reverse("catalog:unit"), {"name": name, "digits": "0"})
    units = {one.name: one.pk for one in queries.all_units()}
    lin.post(reverse("catalog:conversion"), {"unit": units["箱"], "to": units["只"], "factor": "24"})
    assert queries.factor("箱", to="只") == 24
    assert "24" in lin.get(reverse("catalog:units")).content.decode()
    lin.post(reverse("catalog:conversion_drop", args=[UnitConversion.objects.get().pk]))
    assert queries.factor("箱", to="只") is None


def test_the_ladder_of_authority_is_set_by_those_who_set_rights(client, cast, now):
    client.force_login(cast.bai)
    typed = {"floor_percent": "90", "role_sales_head": "12", "role_director": "25", "role_general_manager": "100"}
    assert client.post(reverse("catalog:authority"), typed).status_code == 302
    assert queries.authority_of(cast.lin, now.date()) == 12
    assert client.get(reverse("catalog:authority")).status_code == 200
    client.force_login(cast.he)
    assert client.get(reverse("catalog:authority")).status_code == 403


def test_f58_the_range_is_kept_for_one_product_and_for_many(lin, product):
    typed = {
        "name": product.name, "code": product.code, "line": product.line_id, "unit": "件", "tax_rate": "13", "is_active": "on",
        "range_status": "developing", "in_export_range": "on", "batch_notice": "PC-01",
    }
    assert lin.post(reverse("catalog:detail", args=[product.pk]), typed).status_code == 302
    product.refresh_from_db()
    assert (product.range_status, product.batch_notice) == ("developing", "PC-01")
    lin.post("/lists/products/bulk/range", {"id": [product.pk], "range_status": "normal"})
    product.refresh_from_db()
    assert product.is_regular(export=True)


def test_prices_and_rates_over_the_api(lin, product):
    made = PriceList.objects.create(name="x", valid_from="2026-01-01")
    kind = {"content_type": "application/json"}
    prices = lin.put(f"/api/v1/price-lists/{made.pk}", [{"code": "SNL518", "price": "860"}], **kind).json()
    assert prices[0]["price"] == "860.0000"
    assert lin.get("/api/v1/price-lists").json()["items"][0]["name"] == "x"
    assert lin.post("/api/v1/rates", {"currency": "EUR", "per_unit_cny": "7.8", "valid_from": "2026-01-01"}, **kind).status_code == 200
    assert lin.get("/api/v1/rates").json()[0]["currency"] == "EUR"
