"""Amounts in capital figures."""

from decimal import Decimal

import pytest

from gendan.spine.documents.capitals import capitals


@pytest.mark.parametrize(("amount", "said"), [
    ("0", "人民币零元整"), ("0.05", "人民币伍分"), ("10", "人民币壹拾元整"), ("10.01", "人民币壹拾元零壹分"), ("1001", "人民币壹仟零壹元整"),
    ("10010", "人民币壹万零壹拾元整"), ("1000001", "人民币壹佰万零壹元整"), ("12345.60", "人民币壹万贰仟叁佰肆拾伍元陆角整"),
    ("100010001", "人民币壹亿零壹万零壹元整"), ("20000000000", "人民币贰佰亿元整"), ("-5", "人民币负伍元整"),
    ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
])
def test_amounts_are_said_as_a_bank_wants_them(amount, said):
    assert capitals(Decimal(amount)) == said


def test_another_currency_says_its_name():
    assert capitals(Decimal("100.5"), currency="USD") == "美元壹佰元伍角整"
