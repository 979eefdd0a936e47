"""Quotations with their lines from files: a row a line, a number a quotation; whole or not at all, and out again."""

from decimal import Decimal

import pytest

from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.tests import story
from gendan.spine.imports import actions, queries, registry, working
from gendan.spine.imports.tests.sheets import csv_bytes, xlsx
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Case, Todo

HEAD = ["报价单号", "客户", "报价内容", "币种", "产品编码", "品名", "数量", "单价"]
FIRM = "岚石液压科技有限公司"
ROWS = (
    ["W-1", FIRM, "年度件", "CNY", "SNL518", "", "10", ""],
    ["W-1", FIRM, "", "", "", "定制端盖", "2.5", "40.50"],
    ["W-2", FIRM, "单件", "CNY", "SNL518", "", "1", "900"],
)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _goods(cast, now):
    story.product()
    story.customer(cast.he, now)


def checked(cast, now, *rows, data=None):
    batch = actions.open_file(data or csv_bytes(HEAD, *rows), name="q.csv", importer="quotes.quotes", actor=cast.lin, now=now)
    return working.work(actions.start_check(batch, now=now).pk, now=now)


def brought(cast, now, *rows, data=None):
    return working.work(actions.start_run(checked(cast, now, *rows, data=data), now=now).pk, now=now)


def test_rows_with_one_number_are_the_lines_of_one_quotation(cast, now):
    batch = brought(cast, now, *ROWS)
    assert (batch.created, batch.failed) == (3, 0), batch.error
    first, second = Quote.objects.order_by("number")
    assert [(one.name, one.quantity, one.price, one.amount) for one in first.current.lines.all()] == [
        ("轴承座 SNL518", 10, 860, 8600), ("定制端盖", Decimal("2.5"), Decimal("40.5"), Decimal("101.25")),
    ]
    assert (first.number, first.name, first.amount, first.state) == ("W-1", "年度件", Decimal("8701.25"), "draft")
    assert (second.amount, second.owner) == (900, cast.lin)
    assert not doctor.run()


def test_an_error_in_one_line_keeps_its_whole_quotation_out(cast, now):
    wrong = [[*ROWS[0]], [*ROWS[1][:6], "-2", "40"], ROWS[2]]
    batch = checked(cast, now, *wrong)
    assert [(row.line, set(row.errors)) for row in queries.faulty(batch)] == [(2, {"number"}), (3, {"quantity"})]
    batch = working.work(actions.start_run(batch, now=now).pk, now=now)
    assert (batch.created, batch.failed) == (1, 2)
    assert Quote.objects.get().number == "W-2"


def test_another_customer_under_the_same_number_is_an_error_at_the_cell(cast, now):
    story.customer(cast.he, now, "柏舟数控机床有限公司")
    batch = checked(cast, now, ROWS[0], ["W-1", "柏舟数控机床有限公司", "", "USD", "", "端盖", "1", "3"])
    found = {row.line: row.errors for row in queries.faulty(batch)}
    assert "岚石" in found[3]["customer"]
    assert "CNY" in found[3]["currency"]


def test_what_exists_is_skipped_and_never_overwritten(cast, now):
    brought(cast, now, ROWS[2])
    assert (brought(cast, now, ROWS[2]).skipped, Quote.objects.count()) == (1, 1)
    batch = checked(cast, now, ["W-2", FIRM, "", "", "SNL518", "", "7", "1"])
    actions.set_duplicates(batch, classes={"database": "update"})
    batch = working.work(actions.start_run(batch, now=now).pk, now=now)
    assert (batch.updated, batch.failed) == (0, 1)
    assert Quote.objects.get().amount == 900


def test_an_undo_takes_them_away_but_what_was_sent_stays(cast, now):
    batch = brought(cast, now, *ROWS)
    engine.perform(story.fresh(Quote.objects.get(number="W-2")), "send", actor=cast.lin, data=story.BY_MAIL, now=now)
    batch = working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert [one.number for one in Quote.objects.all()] == ["W-2"]
    assert Case.objects.filter(record_kind="quotes.quote").count() == 1
    assert not Todo.objects.filter(record_kind="quotes.quote").exclude(record_id=Quote.objects.get().pk).exists()
    assert [str(row.outcome) for row in batch.rows.order_by("line")] == ["undone", "undone", "kept"]


def test_a_record_is_never_cut_by_the_size_of_a_chunk(cast, now, monkeypatch):
    importer = registry.importer("quotes.quotes")
    object.__setattr__(importer, "chunk", 2)
    try:
        rows = [["W-0", FIRM, "", "", "SNL518", "", "1", ""], *ROWS]
        batch = brought(cast, now, *rows)
    finally:
        object.__setattr__(importer, "chunk", 2000)
    assert (batch.created, batch.failed) == (4, 0)
    assert [one.current.lines.count() for one in Quote.objects.order_by("number")] == [1, 2, 1]


def test_a_workbook_comes_in_and_the_template_is_one(cast, now, client):
    assert brought(cast, now, data=xlsx(HEAD, *ROWS)).created == 3
    client.force_login(cast.lin)
    for key in ("quotes.quotes", "orders.orders", "catalog.prices"):
        data = client.get(f"/imports/template/{key}.xlsx").getvalue()
        batch = actions.open_file(data, name="t.xlsx", importer=key, actor=cast.lin, now=now)
        assert set(batch.columns.values()) == {column.field for column in registry.importer(key).columns}
