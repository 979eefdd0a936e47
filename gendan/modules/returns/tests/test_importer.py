"""F56: returns come from a file of the warehouse, wait to be taken in, and go out again."""

from gendan.modules.returns.models import Return
from gendan.spine.imports import actions, working
from gendan.spine.imports.tests.sheets import csv_bytes
from gendan.spine.procedures import doctor


def test_f56_returns_come_in_from_a_file_and_go_out_again(cast, now, scene, keeper):
    firm = scene.order.customer.name
    rows = (
        ["退货单号", "客户", "订单", "产品编码", "退货产品", "批次", "数量", "单位", "退货原因"],
        ["TH-1", firm, scene.order.number, "ZC-100", "轴承座", "P2609", "12", "件", "孔径超差"],
        ["TH-2", firm, "", "", "轴承座", "", "0", "件", "磕碰"],
        ["TH-3", "没有的客户", "", "", "轴承座", "", "3", "件", "磕碰"],
    )
    batch = actions.open_file(csv_bytes(*rows), name="th.csv", importer="returns.returns", actor=cast.bai, now=now)
    batch = working.work(actions.start_check(batch, now=now).pk, now=now)
    batch = working.work(actions.start_run(batch, now=now).pk, now=now)
    assert (batch.created, batch.failed) == (1, 2), batch.error
    row = Return.objects.get()
    assert (row.number, row.state, row.owner, row.order) == ("TH-1", "announced", cast.he, scene.order)
    assert row.case.todos.get(status="open").assignee == keeper
    assert not doctor.run(only="returns")
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert not Return.objects.exists()
