"""A register of running corrective actions comes from a file; each begins with its team."""

from gendan.modules.capa.models import Capa
from gendan.spine.imports import actions, working
from gendan.spine.imports.tests.sheets import csv_bytes
from gendan.spine.procedures import doctor

ROWS = (
    ["编号", "问题", "责任部门", "来源", "等级", "产品编码", "批号", "缺陷", "负责人"],
    ["JZ-1", "轴承座孔径超差", "制造部", "审核", "1 · 严重", "ZC-100", "P2609", "孔径超差", ""],
    ["JZ-2", "标签贴错", "制造部", "检验", "", "", "", "标签 贴错", "石川"],
    ["JZ-3", "无人承接", "没有的部门", "", "", "", "", "", ""],
)


def brought(cast, now, *rows):
    batch = actions.open_file(csv_bytes(*rows), name="capa.csv", importer="capa.capas", actor=cast.han, now=now)
    batch = working.work(actions.start_check(batch, now=now).pk, now=now)
    return working.work(actions.start_run(batch, now=now).pk, now=now)


def test_a_register_comes_in_and_goes_out_again(cast, works, now, bearing):
    batch = brought(cast, now, *ROWS)
    assert (batch.created, batch.failed) == (2, 1), batch.error
    first, second = Capa.objects.order_by("number")
    assert (first.owner, first.checker, first.grade, first.product, first.origin) == (works.lu, cast.han, 1, bearing, "audit")
    assert (second.owner, second.grade, second.defect_key, second.state) == (works.shi, 2, "标签贴错", "team")
    assert second.next_due_at == second.step_due_at
    assert not doctor.run(only="capa")
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert not Capa.objects.exists()
