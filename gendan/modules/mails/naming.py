"""How files for customers are named (F05.9 … F05.13, A29)."""

import re
from datetime import date

from django.utils.translation import gettext as _

INVOICE = re.compile(r"^(PI|CI)\d{6}[A-Z] \S.*$")
LOOKS_LIKE_INVOICE = re.compile(r"^(PI|CI)[\s\-_]*\d|proforma|commercial.?invoice|形式发票|商业发票", re.IGNORECASE)
LOOKS_LIKE_PRICES = re.compile(r"price|quot|报价", re.IGNORECASE)


def invoice_name(on: date, *, customer: str, number: int = 0, proforma: bool = True) -> str:
    """"PI140912A Iwan": kind, day, a letter that counts the day's papers, customer (F05.9, F05.10)."""
    return f"{'PI' if proforma else 'CI'}{on:%y%m%d}{chr(ord('A') + number)} {customer}"


def quotation_name(product: str, *, customer: str) -> str:
    """"CY slot price-iwan" (F05.11)."""
    return f"{product} price-{customer}"


def attachment_name(product: str, *, model: str) -> str:
    """Product and model, as the text of the mail calls them (F05.12)."""
    return f"{product} {model}"


def table_name(on: date, *, customer: str, person: str) -> str:
    """"140506 iwan-sam": day, customer, salesperson (F05.13)."""
    return f"{on:%y%m%d} {customer}-{person}"


def wrong_with(name: str, *, customer: str, text: str, on: date) -> str:
    """What a file's name lacks, with a better one; empty where nothing."""
    stem = name.rpartition(".")[0] or name
    if LOOKS_LIKE_INVOICE.search(stem):
        right = bool(INVOICE.match(stem))
        better = invoice_name(on, customer=customer, proforma=not stem.upper().startswith("CI"))
    elif LOOKS_LIKE_PRICES.search(stem):
        right, better = "price-" in stem.lower(), quotation_name(_("product"), customer=customer)
    else:
        right, better = is_named_in(stem, text), ""
    if right:
        return ""
    if better:
        return _("“%(name)s” would better be called “%(better)s”.") % {"name": name, "better": better}
    return _("“%(name)s” is not called so in the mail: name product and model in both alike.") % {"name": name}


def is_named_in(stem: str, text: str) -> bool:
    """Whether the text mentions what the file is called after."""
    said = text.lower()
    parts = [part for part in re.split(r"[\s_\-—()（）]+", stem.lower()) if len(part) > 1]
    return stem.lower() in said or any(part in said for part in parts)
