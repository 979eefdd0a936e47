"""What things cost: lists for two classes and in dollars, rates of exchange, who may go how far below, and the letterhead."""

from datetime import date, datetime
from decimal import Decimal

from gendan.demo.goods import LINES
from gendan.demo.world import World
from gendan.modules.catalog import actions
from gendan.modules.catalog.models import PriceList
from gendan.modules.catalog.rows import PriceRow
from gendan.spine.documents.letterheads import change_letterhead

PRICES = {code: Decimal(price) for rows in LINES.values() for code, _name, _model, _unit, price in rows}
#: name, class, currency, what one costs of the catalogue's price, from how many on the second price
LISTS = (
    ("{year} 标准价", "", "CNY", Decimal(1), 50), ("{year} A 类协议价", "A", "CNY", Decimal("0.94"), 30), ("{year} 出口价 FOB", "", "USD", Decimal("0.15"), 0),
)
RATES = (("USD", "7.1240"), ("EUR", "7.7650"))
LATER_RATE = ("USD", "7.0980")
LADDER = {"sales_head": Decimal(10), "director": Decimal(20), "general_manager": Decimal(100)}
LETTERHEAD = {
    "name": "砺川传动有限公司", "name_en": "Lichuan Drives Co., Ltd.", "address": "江苏省苏州市吴中区临湖镇砺川路 18 号",
    "address_en": "18 Lichuan Road, Linhu, Wuzhong, Suzhou, Jiangsu, China", "phone": "0512-6600 4100", "email": "sales@lichuan.example",
    "tax_number": "91320500MA1LICHUAN", "bank": "苏州临湖农村商业银行营业部", "account": "3205 0018 6600 4100",
}


def found(world: World, *, now: datetime) -> None:
    """On the first day, before anybody asks what something costs."""
    head, admin = world.people["qin"], world.people["admin"]
    since = date(now.year, 1, 1)
    for currency, rate in RATES:
        actions.add_rate(currency=currency, per_unit_cny=Decimal(rate), valid_from=since, actor=head, now=now)
    for name, grade, currency, share, many in LISTS:
        values = {"name": name.format(year=now.year), "grade": grade, "currency": currency, "valid_from": since}
        made = actions.write_price_list(None, values=values, actor=head, now=now)
        actions.write_prices(made, rows=_rows(share, many), actor=head, now=now)
    actions.set_authority(LADDER, floor_percent=Decimal(95), actor=admin, now=now)
    change_letterhead(LETTERHEAD, pictures={}, actor=admin, now=now)


def _rows(share: Decimal, many: int) -> list[PriceRow]:
    """Each price, and three percent less from many on."""
    cent, rows = Decimal("0.01"), []
    for code, price in PRICES.items():
        one = (price * share).quantize(cent)
        rows.append(PriceRow(code, one))
        if many:
            rows.append(PriceRow(code, (one * Decimal("0.97")).quantize(cent), None, Decimal(many)))
    return rows


def change(world: World, *, now: datetime) -> None:
    """In the middle of the time the dollar falls, and next year's list is prepared."""
    head, (currency, rate) = world.people["qin"], LATER_RATE
    actions.add_rate(currency=currency, per_unit_cny=Decimal(rate), valid_from=now.date(), actor=head, now=now)
    values = {
        "name": f"{now.year + 1} 标准价", "grade": "", "currency": "CNY", "valid_from": date(now.year + 1, 1, 1),
        "takes": PriceList.objects.get(name=LISTS[0][0].format(year=now.year)), "by_percent": Decimal("2.5"), "note": "原材料上调",
    }
    actions.write_price_list(None, values=values, actor=head, now=now)
