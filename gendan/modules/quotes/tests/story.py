"""What the stories of this module begin with: products with prices, an enquiry, and a quotation ready to send."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.catalog.models import Price, PriceList, Product, ProductLine, Rate
from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.quotes import actions
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.pasting import Row
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine

BY_MAIL = {"way": "mail", "to": "buyer@example.com"}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def product(code: str = "SNL518", price: str = "860", **values: Any) -> Product:
    """A product on the list for everybody: floor 95 percent."""
    line = ProductLine.objects.get_or_create(name="轴承座")[0]
    made = Product.objects.create(line=line, code=code, name=f"轴承座 {code}", model=code, unit="件", **values)
    prices = PriceList.objects.get_or_create(name="2026 标准价", valid_from="2026-01-01")[0]
    Price.objects.create(list=prices, product=made, price=Decimal(price))
    return made


def customer(actor: Employee, now: datetime, name: str = "岚石液压科技有限公司") -> Customer:
    return register_customer({"name": name}, actor=actor, now=now)


def asked(actor: Employee, now: datetime, *, of: Customer | None = None, **values: Any) -> Quote:
    """An enquiry that nobody has priced yet."""
    return actions.new_quote(of or customer(actor, now), name="轴承座", actor=actor, now=now, **values)


def priced(quote: Quote, *rows: Row, actor: Employee, now: datetime) -> Quote:
    """With lines."""
    actions.write_lines(quote, rows=rows or [Row(code="SNL518", quantity=Decimal(10))], actor=actor, now=now)
    return fresh(quote)


def sent(actor: Employee, now: datetime, *rows: Row, **values: Any) -> Quote:
    """With the customer."""
    quote = priced(asked(actor, now, **values), *rows, actor=actor, now=now)
    engine.perform(quote, "send", actor=actor, data=BY_MAIL, now=now)
    return fresh(quote)


def at(price: str, quantity: str = "10", code: str = "SNL518", factory: str | None = None) -> Row:
    return Row(code=code, quantity=Decimal(quantity), price=Decimal(price), factory_price=Decimal(factory) if factory else None)


def fresh(quote: Quote) -> Quote:
    return Quote.objects.select_related("current", "customer", "owner", "opportunity", "case", "contact").get(pk=quote.pk)


def paper(name: str = "offer.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def dollar(now: datetime, yuan: str = "7.1") -> Rate:
    return Rate.objects.create(currency="USD", per_unit_cny=Decimal(yuan), valid_from="2026-01-01", changed_at=now)
