"""Sums are exact: what the lines of a paper say adds up to its total, in every currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.modules.catalog.money import (
    Currency,
    amount_of,
    convert,
    digits,
    discount_of,
    rounded,
    shown,
    tax_in,
    total,
)

CURRENCIES = st.sampled_from(Currency.values)
QUANTITIES = st.decimals("0.001", "99999.999", places=3)
PRICES = st.decimals("0", "999999.9999", places=4)


@given(st.lists(st.tuples(QUANTITIES, PRICES), max_size=40), CURRENCIES)
def test_the_total_is_what_the_lines_add_up_to(lines, currency):
    amounts = [amount_of(quantity, price, currency=currency) for quantity, price in lines]
    assert total(amounts) == sum(amounts)
    assert rounded(total(amounts), currency=currency) == total(amounts)


@given(QUANTITIES, PRICES, CURRENCIES)
def test_a_line_is_never_off_by_more_than_half_of_the_smallest_coin(quantity, price, currency):
    amount = amount_of(quantity, price, currency=currency)
    assert abs(amount - quantity * price) <= Decimal(1).scaleb(-digits(currency)) / 2
    assert rounded(amount, currency=currency) == amount


@given(PRICES, st.decimals("0", "100", places=2), CURRENCIES)
def test_tax_lies_between_nothing_and_the_amount(price, percent, currency):
    amount = rounded(price, currency=currency)
    assert 0 <= tax_in(amount, percent=percent, currency=currency) <= amount


@pytest.mark.parametrize(
    ("quantity", "price", "currency", "amount"),
    [("3", "0.335", "CNY", "1.01"), ("1", "2.005", "USD", "2.01"), ("3", "33.5", "JPY", "101"), ("0.001", "4", "CNY", "0.00")],
)
def test_half_a_cent_goes_up(quantity, price, currency, amount):
    assert amount_of(Decimal(quantity), Decimal(price), currency=currency) == Decimal(amount)


def test_words_of_money():
    assert shown(Decimal("1280.5"), "USD") == "US$1,280.50"
    assert convert(Decimal("100"), rate=Decimal("7.1234"), to="CNY") == Decimal("712.34")
    assert discount_of(Decimal(90), of=Decimal(100)) == 10
    assert tax_in(Decimal(113), percent=Decimal(13), currency="CNY") == Decimal(13)
