"""Orders with their lines from files: each waits as a draft for its review, and goes out again with an undo."""

from decimal import Decimal

import pytest

from gendan.modules.customers.tests.factories import customer
from gendan.modules.orders.models import Order
from gendan.modules.orders.tests.factories import move, product
from gendan.spine.imports import actions, queries, working
from gendan.spine.imports.tests.sheets import csv_bytes
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo

HEAD = ["订单号", "客户", "客户订单号", "负责人", "要求交期", "技术要求", "产品编码", "品名", "数量", "单价"]
FIRM = "青屿重工（苏州）有限公司"
ROWS = (
    ["D-1", FIRM, "PO-1", "何苗", "2026-11-30", "", "ZC-100", "", "10", ""],
    ["D-1", FIRM, "PO-1", "", "", "轴径加长", "", "非标端盖", "3", "12.3456"],
    ["D-2", FIRM, "PO-2", "何苗", "2026-12-05", "", "ZC-100", "", "1", "95"],
)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _goods(cast, now):
    product()
    customer(cast.he, now, FIRM, state="maintain")


def checked(cast, now, *rows):
    batch = actions.open_file(csv_bytes(HEAD, *rows), name="o.csv", importer="orders.orders", actor=cast.bai, now=now)
    return working.work(actions.start_check(batch, now=now).pk, now=now)


def brought(cast, now, *rows):
    return working.work(actions.start_run(checked(cast, now, *rows), now=now).pk, now=now)


def test_orders_come_in_with_their_lines_and_go_their_way(cast, works, now):
    batch = brought(cast, now, *ROWS)
    assert (batch.created, batch.failed) == (3, 0), batch.error
    first, second = Order.objects.order_by("number")
    lines = first.versions.get().lines.order_by("key")
    assert [(one.name, one.quantity, one.price, one.amount) for one in lines] == [
        ("轴承座", 10, 100, 1000), ("非标端盖", 3, Decimal("12.3456"), Decimal("37.04")),
    ]
    assert (first.amount, first.special, first.requirement, first.owner) == (Decimal("1037.04"), True, "轴径加长", cast.he)
    assert Todo.objects.filter(record_kind="orders.order", assignee=cast.he, status="open").count() == 2
    move(second, "submit", cast.he, now)
    assert second.receiver == works.tao
    assert not doctor.run()


def test_lines_without_goods_quantity_or_price_are_errors_at_the_cell(cast, now):
    wrong = (["D-9", FIRM, "", "", "", "", "", "", "0", "1"], ["D-8", FIRM, "", "", "", "", "", "端盖", "1", ""], ["D-7", "没有这家", *ROWS[2][2:]])
    found = {row.line: set(row.errors) for row in queries.faulty(checked(cast, now, *wrong))}
    assert found == {2: {"quantity"}, 3: {"price"}, 4: {"customer"}}


def test_the_customers_own_number_tells_what_is_there_already(cast, now):
    brought(cast, now, ROWS[2])
    batch = brought(cast, now, ["", FIRM, "PO-2", *ROWS[2][3:]])
    assert (batch.skipped, Order.objects.count()) == (1, 1)


def test_an_undo_takes_drafts_away_and_keeps_what_was_handed_in(cast, works, now):
    batch = brought(cast, now, *ROWS)
    move(Order.objects.get(number="D-2"), "submit", cast.he, now)
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert [one.number for one in Order.objects.all()] == ["D-2"]


def test_who_keeps_the_data_brings_orders_in_and_a_seller_does_not(cast, now, client):
    client.force_login(cast.he)
    assert "含明细的订单" not in client.get("/imports/new").content.decode()
    client.force_login(cast.lin)
    assert "含明细的订单" in client.get("/imports/new").content.decode()
