"""An export order of the made-up company on its way to the port: pushed, packed, noted, booked, loaded, and the customer told."""

from collections.abc import Generator
from datetime import timedelta
from decimal import Decimal

from gendan.demo import ordering
from gendan.demo.stories import Teller
from gendan.modules.consignments import actions
from gendan.modules.consignments.models import Consignment

NOTE = {
    "factory": "联轴器车间", "goods": "Couplings LZ-TL7", "from_port": "上海", "to_port": "Hamburg", "incoterm": "CIF", "freight": "prepaid",
    "notify": "Same as consignee", "marks": "LICHUAN\nHAMBURG\nC/NO. 1-20",
}


def abroad(teller: Teller) -> Generator[int, None, None]:
    """From the notice to the shipping data."""
    order = ordering.entered(teller, "hao", ("LZ-TL7", 60), market="export", customer_number="PO-88123")
    if order is None:
        return
    teller.move(order, "submit", "hao")
    teller.move(order, "organise_special", "wen")
    teller.sign(order, "可以按期")
    teller.move(order, "planned", "wen", **ordering.PLANS, technical_documents="英文图样与检验规程 LC-EN-07")
    yield 1
    teller.move(order, "sign", "fang")
    ordering.noticed(teller, order)
    row = Consignment.objects.get(order=order)
    yield 2
    teller.move(row, "push", "hao", text="毛坯已到，下周精加工", expected_on=order.promised_on)
    yield 2
    ordering.reached(teller, order, ordering.STEPS[:5])
    teller.move(row, "finish", "hao", finished_on=teller.today)
    _noted(teller, row)
    yield 2
    sailing = teller.today + timedelta(days=3)
    booked = {"carrier": "远航海运", "vessel": "海鸥 9", "voyage": "0921E", "booking_number": "BK-20931"}
    teller.move(row, "book", "tao", **booked, sails_on=sailing, arrives_on=sailing + timedelta(days=32))
    yield 2
    teller.move(row, "load", "tao", loaded_on=teller.today, container="MSKU 123456-7", seal="CN88231", bill_number="SHHAM26110018")


def _noted(teller: Teller, row: Consignment) -> None:
    """Packed in twenty cases; the document clerk has the note."""
    seller = teller.person("hao")
    cases = {"line_key": 1, "packages": 20, "quantity": Decimal(60), "net_kg": Decimal(1080), "gross_kg": Decimal(1210), "volume_m3": Decimal("3.2")}
    actions.write_packing(row, rows=[cases], actor=seller, now=teller.then())
    actions.write_note(row, values=NOTE | {"latest_on": teller.today + timedelta(days=14)}, actor=seller, now=teller.then())
    teller.move(row, "pack", "hao")
    teller.move(row, "hand_over", "hao", clerk=teller.person("tao").pk)
