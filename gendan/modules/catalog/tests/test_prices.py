"""What a product costs whom: lists by class and currency, quantities, floors, rates, and authority by role."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gendan.modules.catalog import queries
from gendan.modules.catalog.models import Authority, Price, PriceList, Product, ProductLine, Rate, Unit, UnitConversion
from gendan.spine.org.models import Role
from gendan.spine.refusal import Refusal

ON = date(2026, 9, 24)


@pytest.fixture
def product(db):
    line = ProductLine.objects.create(name="轴承座")
    return Product.objects.create(line=line, code="SNL518", name="轴承座 SNL 518", unit="件", list_price=Decimal(860))


def listed(product, price, *, grade="", currency="CNY", since=date(2026, 1, 1), until=None, floor=None, quantity=0):
    prices = PriceList.objects.get_or_create(
        name=f"{currency}{grade}{since}", grade=grade, currency=currency, valid_from=since, valid_until=until
    )[0]
    return Price.objects.create(list=prices, product=product, price=Decimal(price), floor=floor, from_quantity=quantity)


def rate(currency, yuan, now, *, since=date(2026, 1, 1)):
    return Rate.objects.create(currency=currency, per_unit_cny=Decimal(yuan), valid_from=since, changed_at=now)


def offer(product, *, grade="A", currency="CNY", on=ON, **more):
    return queries.price_for(product, grade=grade, currency=currency, on=on, **more)


def test_without_a_list_the_product_s_own_price_counts_and_its_floor_is_the_share_of_policy(product):
    found = offer(product)
    assert (found.price, found.floor, found.list) == (Decimal(860), Decimal("817.0000"), None)


def test_the_list_of_the_class_goes_before_the_one_for_all(product):
    everybody, own = listed(product, 900), listed(product, 800, grade="A", floor=Decimal(780))
    assert (offer(product).price, offer(product).floor) == (own.price, 780)
    assert offer(product, grade="B").price == everybody.price


def test_only_a_list_that_is_valid_on_the_day_counts_the_newer_first(product):
    listed(product, 800, until=ON - timedelta(days=1))
    assert offer(product).price == 860
    listed(product, 840, since=date(2026, 3, 1))
    listed(product, 850, since=date(2026, 6, 1))
    assert offer(product).price == 850


def test_more_costs_less_each_from_its_quantity_on(product):
    listed(product, 800)
    listed(product, 750, quantity=100)
    assert offer(product, quantity=Decimal(99)).price == 800
    assert offer(product, quantity=Decimal(100)).price == 750


def test_a_foreign_price_is_the_foreign_list_s_else_the_yuan_price_at_the_rate_of_the_day(product, now):
    listed(product, 710)
    assert offer(product, currency="USD") is None
    rate("USD", "7.1", now)
    assert offer(product, currency="USD").price == 100
    rate("USD", "7.2", now, since=ON + timedelta(days=1))
    assert queries.rate("USD", on=ON) == Decimal("7.1")
    listed(product, 120, currency="USD")
    assert offer(product, currency="USD").price == 120


def test_without_a_rate_one_is_told_where_to_write_it(db):
    with pytest.raises(Refusal) as refused:
        queries.rate("EUR", on=ON)
    assert refused.value.field == "currency"


def test_many_prices_cost_as_many_queries_as_one(product, django_assert_num_queries):
    others = [Product.objects.create(line=product.line, code=str(n), name=str(n), list_price=n) for n in range(1, 30)]
    with django_assert_num_queries(2):
        queries.prices_for([product], grade="A", currency="CNY", on=ON)
    with django_assert_num_queries(2):
        assert len(queries.prices_for([product, *others], grade="A", currency="CNY", on=ON)) == 30


def test_authority_goes_by_role_and_the_company_s_own_row_overrides(cast, now):
    assert queries.authority_of(cast.he, now.date()) == 0
    assert queries.authority_of(cast.lin, now.date()) == 10
    Authority.objects.create(role=Role.objects.get(key="sales_head"), percent=Decimal(15))
    assert queries.authority_of(cast.lin, now.date()) == 15
    assert list(queries.authorities()) == ["sales_head", "director", "general_manager"]


def test_units_convert_both_ways_and_the_product_s_own_goes_before_the_general(product):
    box, piece = Unit.objects.create(name="箱"), Unit.objects.create(name="件")
    UnitConversion.objects.create(unit=box, to=piece, factor=Decimal(24))
    UnitConversion.objects.create(unit=box, to=piece, factor=Decimal(12), product=product)
    assert queries.factor("箱", to="件") == 24
    assert queries.factor("箱", to="件", product=product) == 12
    assert queries.factor("件", to="箱", product=product) == Decimal(1) / 12
    assert queries.factor("件", to="吨") is None


def test_f58_a_regular_product_is_normal_and_for_export_in_the_range_with_its_notice(product):
    assert product.is_regular(export=False)
    assert not product.is_regular(export=True)
    product.in_export_range, product.batch_notice = True, "PC-0123"
    assert product.is_regular(export=True)
    product.range_status = "suspended"
    assert not product.is_regular(export=False)
