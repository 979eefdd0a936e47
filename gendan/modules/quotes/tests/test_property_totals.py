"""Totals, rounding, tax and floors of quotations, whatever is written into them."""

import os
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.catalog.models import Authority
from gendan.modules.catalog.money import Currency, digits, rounded, tax_in
from gendan.modules.quotes.models import Decision, Line, Version
from gendan.modules.quotes.reckoning import cut_price, depth_of, overheads, prices_from_costs, reckon
from gendan.modules.quotes.tests import story
from gendan.spine.org.models import Role
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal

#: Stories with a database are few by default; who looks for a cause asks for many.
MANY = int(os.environ.get("GENDAN_QUOTES", "5"))
CURRENCIES = st.sampled_from(Currency.values)
QUANTITIES = st.decimals("0.001", "99999", places=3)
PRICES = st.decimals("0.0001", "99999", places=4)
PERCENTS = st.decimals("0", "99", places=2)
FACTORY = st.none() | PRICES
ROWS = st.lists(st.tuples(QUANTITIES, PRICES, FACTORY, st.none() | PRICES), min_size=1, max_size=25)
COSTS = st.tuples(*[st.decimals("0", "99999", places=2)] * 3)


def version_of(currency, costs=(0, 0, 0), *, incoterm="CIF", profit=0):
    domestic, freight, company = map(Decimal, costs)
    return Version(
        currency=currency, rate=Decimal("7.123456") if currency != "CNY" else Decimal(1), domestic_costs=domestic, freight=freight,
        company_costs=company, incoterm=incoterm, profit_percent=Decimal(profit),
    )


def lines_of(rows, currency):
    made = []
    for quantity, price, factory, on_list in rows:
        line = Line(quantity=quantity, price=price, factory_price=factory, list_price=on_list, floor=None)
        line.floor = None if on_list is None else (on_list * Decimal("0.95")).quantize(Decimal("0.0001"))
        line.reckon(currency)
        made.append(line)
    return made


@given(ROWS, CURRENCIES, COSTS)
def test_the_total_is_the_sum_of_its_lines_and_pays_in_its_currency(rows, currency, costs):
    version, lines = version_of(currency, costs), lines_of(rows, currency)
    found = reckon(version, lines)
    assert found.amount == sum(line.amount for line in lines)
    assert found.amount == rounded(found.amount, currency=currency)
    assert abs(found.amount - sum(line.quantity * line.price for line in lines)) <= len(lines) * Decimal(1).scaleb(-digits(currency)) / 2
    assert reckon(version, lines[::-1]).amount == found.amount, "the order of the lines changes nothing"
    known = all(line.factory_price is not None for line in lines)
    assert (found.margin is not None) == known
    if found.margin is not None and found.cost is not None:
        assert found.margin + found.cost == found.amount_cny


@given(st.decimals("0", "9999999", places=2), PERCENTS, CURRENCIES)
def test_tax_taken_out_and_put_in_again_is_the_same_amount(amount, percent, currency):
    whole = rounded(amount, currency=currency)
    net = whole - tax_in(whole, percent=percent, currency=currency)
    again = rounded(net * (100 + percent) / 100, currency=currency)
    assert 0 <= net <= whole
    assert abs(again - whole) <= Decimal(1).scaleb(-digits(currency))


@given(ROWS, CURRENCIES, PERCENTS)
def test_a_cut_is_as_deep_when_asked_as_when_it_is_written(rows, currency, cut):
    lines = lines_of(rows, currency)
    asked = depth_of(lines, cut=cut)
    for line in lines:
        line.price = cut_price(line.price, cut)
    assert depth_of(lines) == asked
    assert (asked == 0) == all(line.floor is None or line.price >= line.floor for line in lines)


@given(st.lists(st.tuples(st.decimals("1", "999", places=3), st.decimals("1", "9999", places=4)), min_size=1, max_size=12), COSTS,
       st.decimals("0", "60", places=2))
def test_prices_from_costs_bear_all_costs_and_the_profit(goods, costs, profit):
    version = version_of("CNY", costs, profit=profit)
    lines = lines_of([(quantity, Decimal(1), factory, None) for quantity, factory in goods], "CNY")
    for line, price in zip(lines, prices_from_costs(version, lines), strict=True):
        line.price = price
        line.reckon("CNY")
    found = reckon(version, lines)
    assert found.cost is not None
    half_cents = len(lines) * Decimal("0.01")
    assert found.amount >= found.cost * 100 / (100 - profit) - half_cents
    assert overheads(version) == sum(map(Decimal, costs))


@pytest.fixture
def goods(db):
    return story.product(price="1000")


@settings(max_examples=MANY, suppress_health_check=list(HealthCheck))
@given(price=st.integers(600, 1050), own=st.integers(0, 30), heads=st.integers(0, 45))
def test_no_quotation_goes_out_below_the_floor_but_on_authority(cast, now, goods, price, own, heads):
    with transaction.atomic():
        for key, percent in (("salesperson", own), ("sales_head", heads)):
            Authority.objects.update_or_create(role=Role.objects.get(key=key), defaults={"percent": Decimal(percent)})
        quote = story.priced(story.asked(cast.he, now), story.at(str(price)), actor=cast.he, now=now)
        depth = quote.current.depth
        assert (depth > 0) == (price < 950)
        if not _sent(quote, cast.he, now):
            assert depth > own
            engine.perform(quote, "submit", actor=cast.he, now=now)
            _decided(quote, cast, now)
            assert _sent(quote, cast.he, now)
            assert Decision.objects.get(verdict="approved").authority >= depth
        else:
            assert depth <= max(own, 0)
        transaction.set_rollback(True)


def _sent(quote, actor, now):
    try:
        with transaction.atomic():
            engine.perform(quote, "send", actor=actor, data=story.BY_MAIL, now=now)
    except Refusal:
        return False
    return True


def _decided(quote, cast, now):
    """Whoever is asked decides, or passes it on to whoever may."""
    for _step in range(3):
        approver = story.fresh(quote).approver
        assert approver != cast.he
        try:
            with transaction.atomic():
                engine.perform(quote, "approve", actor=approver, now=now)
        except Refusal:
            engine.perform(quote, "pass_on", actor=approver, data={"opinion": "超出权限"}, now=now)
        else:
            return
