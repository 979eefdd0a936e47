"""Currencies, and sums that are exact: each amount is rounded once, half up, to the digits of its currency. Pure."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

HOME = "CNY"
HUNDRED = Decimal(100)


class Currency(models.TextChoices):
    """What prices are written in."""

    CNY = "CNY", _("CNY yuan")
    USD = "USD", _("USD US dollar")
    EUR = "EUR", _("EUR euro")
    JPY = "JPY", _("JPY yen")
    GBP = "GBP", _("GBP pound")
    HKD = "HKD", _("HKD Hong Kong dollar")
    RUB = "RUB", _("RUB rouble")
    KRW = "KRW", _("KRW won")
    VND = "VND", _("VND dong")


WITHOUT_CENTS = frozenset({"JPY", "KRW", "VND"})
SYMBOLS = {"CNY": "¥", "USD": "US$", "EUR": "€", "JPY": "JP¥", "GBP": "£", "HKD": "HK$", "RUB": "₽", "KRW": "₩", "VND": "₫"}


def digits(currency: str) -> int:
    """Digits behind the point: yuan and dollar have two, the yen none."""
    return 0 if currency in WITHOUT_CENTS else 2


def rounded(amount: Decimal, *, currency: str) -> Decimal:
    """Half up to what the currency can pay."""
    return amount.quantize(Decimal(1).scaleb(-digits(currency)), ROUND_HALF_UP)


def amount_of(quantity: Decimal, price: Decimal, *, currency: str) -> Decimal:
    """What a line comes to."""
    return rounded(quantity * price, currency=currency)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of rounded amounts; the total of a paper is what its lines add up to."""
    return sum(amounts, Decimal(0))


def convert(amount: Decimal, *, rate: Decimal, to: str) -> Decimal:
    """The amount in another currency: `rate` is what one of the old is worth in the new."""
    return rounded(amount * rate, currency=to)


def tax_in(amount: Decimal, *, percent: Decimal, currency: str) -> Decimal:
    """The tax that an amount with tax contains."""
    return amount - rounded(amount * HUNDRED / (HUNDRED + percent), currency=currency)


def discount_of(price: Decimal, *, of: Decimal) -> Decimal:
    """By how many percent the price lies below the list's; above it is less than nothing."""
    return Decimal(0) if not of else ((of - price) * HUNDRED / of).quantize(Decimal("0.01"), ROUND_HALF_UP)


def plain(number: Decimal) -> str:
    """A number without empty digits, never as a power of ten: "10", "6.98"."""
    return f"{number.normalize():f}"


def shown(amount: Decimal, currency: str) -> str:
    """As people read it: "US$1,280.50"."""
    return f"{SYMBOLS.get(currency, currency)}{rounded(amount, currency=currency):,}"
