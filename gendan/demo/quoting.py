"""Quotations of the made-up company: asked, priced, decided by whoever has the authority, sent, and answered in every way."""

from collections.abc import Generator
from datetime import date
from decimal import Decimal
from typing import Any

from gendan.demo.papers import paper
from gendan.demo.pricing import PRICES
from gendan.demo.stories import Teller, customer_of
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import STAGES, Opportunity
from gendan.modules.quotes import actions
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.pasting import Row
from gendan.spine.links.actions import issue

MAIL = {"way": "mail", "to": "采购部"}
TERMS = {"payment_terms": "预付 30%，发货前付清", "delivery_terms": "合同生效后 4 周，汽运到厂"}
SEA = {
    "incoterm": "CIF", "incoterm_place": "Hamburg", "freight": Decimal(2600), "carrier": "东海货代", "domestic_costs": Decimal(900),
    "payment_terms": "30% T/T in advance, balance against B/L copy", "delivery_terms": "5 weeks after advance payment",
}
COUPLINGS = (("LZ-GICL5", 12), ("LZ-MP160", 30), ("LZ-TL7", 60))
CENT = Decimal("0.01")
Wanted = tuple[tuple[str, int], ...]


def rows_of(wanted: Wanted) -> list[Row]:
    """Code and quantity, at what the list says; the factory's price is known."""
    return [Row(code=code, quantity=Decimal(many), factory_price=(PRICES[code] * Decimal("0.68")).quantize(CENT)) for code, many in wanted]


def priced(
    teller: Teller, login: str, *, name: str, wanted: Wanted, share: str = "", at: Customer | None = None, terms: dict[str, Any] | None = None,
    **more: Any,
) -> Quote | None:
    """An enquiry comes in the morning, and is priced within the hour, at the list's prices or a share of them."""
    customer, actor = at or customer_of(teller, login), teller.person(login)
    if customer is None:
        return None
    quote = actions.new_quote(customer, name=name, actor=actor, now=teller.then(), wanted="按清单报价，含税到厂", **more)
    actions.write_lines(quote, rows=rows_of(wanted), actor=actor, now=teller.then(12))
    actions.write_terms(quote, values=terms or TERMS, actor=actor, now=teller.then(3))
    if share:
        offer_at(teller, quote, share)
    quote.refresh_from_db()
    return quote


def offer_at(teller: Teller, quote: Quote, share: str) -> None:
    """At a share of the list's prices."""
    version = Quote.objects.select_related("current").get(pk=quote.pk).current
    lines = version.lines.select_related("product") if version else ()
    rows = [
        Row(code=line.product.code, quantity=line.quantity, price=((line.list_price or line.price) * Decimal(share)).quantize(CENT),
            factory_price=line.factory_price)
        for line in lines if line.product
    ]
    assert quote.owner is not None
    actions.write_lines(quote, rows=rows, actor=quote.owner, now=teller.then(3))
    quote.refresh_from_db()


def sent(teller: Teller, login: str, **how: Any) -> Quote | None:
    """The same, and the price goes out."""
    quote = priced(teller, login, **how)
    if quote is not None:
        teller.move(quote, "send", login, **MAIL)
    return quote


# -- stories ----------------------------------------------------------------------------------------------------------


def unanswered(teller: Teller) -> Generator[int, None, None]:
    """Valid for two weeks, and nobody answers: the clock lets it expire."""
    terms = TERMS | {"valid_until": teller.world.later(teller.now, days=9).date()}
    sent(teller, "gao", name="输送链年度用量", wanted=(("LT-16A", 300), ("LT-CL", 24)), terms=terms)
    yield from ()


def declined(teller: Teller) -> Generator[int, None, None]:
    """Too dear for them."""
    quote = sent(teller, "chen", name="减速机替换", wanted=(("JS-R87", 8),))
    yield 5
    if quote is not None:
        teller.move(quote, "decline", "chen", words="对手含运费低 6%，这批先给对方")


def cut(teller: Teller) -> Generator[int, None, None]:
    """Two rounds: a price cut is asked, granted in part by the head, and the customer accepts the second version."""
    quote = sent(teller, "zhou", name="丝杠导轨批次", wanted=(("SG-6312", 10), ("SG-H45", 40)), share="0.97")
    yield 2
    if quote is None:
        return
    teller.move(quote, "ask_cut", "zhou", percent=Decimal(6), words="年底前再下一批，希望再让 6%", supplier="毛坯已按最低价")
    teller.move(quote, "grant_cut", "lin", percent=Decimal(4), opinion="让 4%，付款改款到发货")
    teller.move(quote, "next_round", "zhou")
    teller.move(quote, "send", "zhou", **MAIL)
    yield 3
    teller.move(quote, "accept", "zhou", accepted_by="采购部经理", words="按第二版执行")


def refused(teller: Teller) -> Generator[int, None, None]:
    """A price below the floor comes back, and goes out as the list says."""
    quote = priced(teller, "su", name="膜片联轴器试单", wanted=(("LZ-MP220", 6),), share="0.84")
    if quote is None:
        return
    teller.move(quote, "submit", "su")
    teller.move(quote, "pass_on", "liang", opinion="超出我的权限，客户潜力大")
    teller.move(quote, "return", "qin", reason="试单不让价，首批按标准价，批量再谈")
    offer_at(teller, quote, "1")
    teller.move(quote, "send", "su", **MAIL)
    yield 6
    teller.move(quote, "repeat", "su", **MAIL)


def in_dollars(teller: Teller) -> Generator[int, None, None]:
    """For export: dollars, carriage and insurance paid, with the freight in its costs, and the factory's word on paper."""
    quote = priced(
        teller, "liang", name="Couplings for conveyor line", wanted=(("LZ-GICL8", 8), ("LZ-MP220", 16)), terms=SEA, currency="USD", market="export"
    )
    yield from ()
    if quote is None:
        return
    values = {"factory": "联轴器车间", "quoted_on": teller.today, "valid_until": date(teller.today.year, 12, 31)}
    offer = paper("pdf", teller.world.lot)
    actions.add_factory_offer(quote, values=values, paper=offer, actor=teller.person("liang"), now=teller.then())
    teller.move(quote, "send", "liang", **MAIL)


def below_floor(teller: Teller) -> Generator[int, None, None]:
    """Waits for the head's word when somebody looks."""
    quote = priced(teller, "zhou", name="齿式联轴器年度框架", wanted=(("LZ-GICL5", 40), ("LZ-GICL8", 10)), share="0.92")
    if quote is not None:
        teller.move(quote, "submit", "zhou")
    yield from ()


def approved(teller: Teller) -> Generator[int, None, None]:
    """May go out below the floor."""
    quote = priced(teller, "he", name="导轨备件包", wanted=(("SG-H35", 24),), share="0.92")
    if quote is not None:
        teller.move(quote, "submit", "he")
        teller.move(quote, "approve", "lin", opinion="备件带整机，可以")
    yield from ()


def open_link(teller: Teller) -> Generator[int, None, None]:
    """With the customer, who also has a link to answer."""
    deals = Opportunity.objects.filter(owner__username="yan", customer__owner__username="yan", state__in=STAGES[2:5], deleted_at=None)
    deal = deals.select_related("customer").order_by("pk").first()
    at = {"at": deal.customer, "opportunity": deal} if deal else {}
    quote = sent(teller, "yan", name="轴承座改造", wanted=(("ZC-518", 40), ("ZC-524", 12)), **at)
    if quote is not None:
        until = teller.world.later(teller.now, days=14)
        issue(quote, purpose="quote", expires_at=until, actor=teller.person("yan"), now=teller.then())
    yield from ()


def asked(teller: Teller) -> Generator[int, None, None]:
    """This morning's enquiries: one only asked, one with lines."""
    customer = customer_of(teller, "zhou")
    if customer is not None:
        actions.new_quote(customer, name="弹性柱销联轴器询价", actor=teller.person("zhou"), now=teller.then(), enquiry="phone")
    priced(teller, "ma", name="蜗轮减速机询价", wanted=(("JS-W110", 14),))
    yield from ()
