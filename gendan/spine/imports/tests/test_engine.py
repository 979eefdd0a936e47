"""A file on its way in: guessed, checked, brought in, and taken back; with the catalogue's importer."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from gendan.modules.catalog.importer import products
from gendan.modules.catalog.models import Product, ProductLine
from gendan.spine.imports import actions, queries, reading, registry, results, working
from gendan.spine.imports.models import Batch, Mapping, Row
from gendan.spine.imports.tests.sheets import csv_bytes, xlsx
from gendan.spine.refusal import NotAllowed, Refusal

HEAD = ["产品名称", "系列", "编码", "单价"]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bring(cast, now):
    """Open a file as the supervisor, check it, run it."""

    def bring(data, *, run=True, **classes) -> Batch:
        batch = actions.open_file(data, name="products.csv", importer="catalog.products", actor=cast.bai, now=now)
        if classes:
            actions.set_duplicates(batch, classes=classes)
        batch = working.work(actions.start_check(batch, now=now).pk, now=now)
        return working.work(actions.start_run(batch, now=now).pk, now=now) if run else batch

    return bring


def rows_of(batch):
    return {row.line: (str(row.outcome), row.reason) for row in batch.rows.order_by("line")}


def counts(batch):
    return (batch.state, batch.created, batch.updated, batch.skipped, batch.failed)


def test_header_sheet_and_mapping_are_guessed(cast, now):
    data = xlsx(["某公司产品表"], [], ["", *HEAD], ["", "轴承", "传动", "", 12.5], sheet="产品")
    batch = actions.open_file(data, name="a.xlsx", importer="catalog.products", actor=cast.bai, now=now)
    assert (batch.sheet, batch.header_row) == ("产品", 2)
    assert batch.columns == {"1": "name", "2": "line", "3": "code", "4": "list_price"}


def test_english_headers_and_near_misses_are_understood(cast, now):
    data = csv_bytes(["Product", "Serie", "Sales_Price (USD)"], ["GTX Basic", "GTX", "550"])
    batch = actions.open_file(data, name="a.csv", importer="catalog.products", actor=cast.bai, now=now)
    assert batch.columns == {"0": "name", "1": "line", "2": "list_price"}


def test_a_mapping_is_remembered_for_the_same_header(cast, now):
    data = csv_bytes(["A", "B", "C"], ["轴承", "传动", "x"])
    batch = actions.open_file(data, name="a.csv", importer="catalog.products", actor=cast.bai, now=now)
    assert batch.columns == {}
    actions.set_mapping(batch, columns={"0": "name", "1": "line"}, now=now)
    again = actions.open_file(data, name="b.csv", importer="catalog.products", actor=cast.bai, now=now)
    assert again.columns == {"0": "name", "1": "line"}


def test_a_required_field_must_be_mapped(cast, now):
    data = csv_bytes(["产品名称", "单价"], ["轴承", "1"])
    batch = actions.open_file(data, name="a.csv", importer="catalog.products", actor=cast.bai, now=now)
    with pytest.raises(Refusal):
        actions.start_check(batch, now=now)


def test_only_who_may_import_the_kind_may_open_a_file(cast, now):
    with pytest.raises(NotAllowed):
        actions.open_file(b"a,b\n1,2", name="a.csv", importer="catalog.products", actor=cast.zhou, now=now)


def test_a_file_comes_in(bring):
    batch = bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "12.5"], ["减速机", "传动", "B-2", ""], ["", "", "", ""]))
    assert counts(batch) == ("done", 2, 0, 0, 0)
    product = Product.objects.get(code="B-1")
    assert (product.name, product.line.name, product.list_price) == ("轴承", "传动", Decimal("12.50"))
    assert Product.objects.get(code="B-2").list_price is None


def test_errors_stand_at_the_cell_and_fail_the_row_with_its_reason(bring, now):
    batch = bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "abc"], ["", "传动", "B-2", "1"], ["好", "传动", "B-3", "1"]), run=False)
    assert batch.counts == {"faulty": 2, "file": 0, "database": 0, "ready": 1}
    assert [set(row.errors) for row in queries.faulty(batch)] == [{"list_price"}, {"name"}]
    batch = working.work(actions.start_run(batch, now=now).pk, now=now)
    assert counts(batch) == ("done", 1, 0, 0, 2)
    assert "abc" in rows_of(batch)[2][1]


def test_a_cell_edited_in_place_is_checked_again(bring, now):
    batch = bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "abc"]), run=False)
    actions.edit_cell(queries.faulty(batch).get(), field="list_price", text="3.5")
    batch = working.work(actions.start_check(batch, now=now).pk, now=now)
    assert batch.counts["ready"] == 1
    working.work(actions.start_run(batch, now=now).pk, now=now)
    assert Product.objects.get().list_price == Decimal("3.50")


def test_duplicates_in_the_file_are_skipped_by_default(bring):
    batch = bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"], ["轴承二", "传动", "b-1", "2"]))
    assert counts(batch) == ("done", 1, 0, 1, 0)
    assert rows_of(batch)[3][0] == "skipped"


def test_a_duplicate_in_the_file_may_change_what_the_first_line_became(bring):
    batch = bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"], ["轴承二", "传动", "B-1", "2"]), file="update")
    assert counts(batch) == ("done", 1, 1, 0, 0)
    assert Product.objects.get().name == "轴承二"


def test_duplicates_in_the_database_by_class_and_by_row(bring, now):
    bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"], ["减速机", "传动", "B-2", "2"]))
    data = csv_bytes(HEAD, ["轴承甲", "传动", "B-1", "9"], ["减速机甲", "传动", "B-2", "9"], ["新", "传动", "B-3", "3"])
    batch = bring(data, run=False, database="update")
    assert batch.counts["database"] == 2
    actions.decide_row(queries.duplicates(batch).get(line=3), decision="skip")
    batch = working.work(actions.start_run(batch, now=now).pk, now=now)
    assert counts(batch) == ("done", 1, 1, 1, 0)
    assert dict(Product.objects.values_list("code", "name")) == {"B-1": "轴承甲", "B-2": "减速机", "B-3": "新"}


def test_an_update_without_a_change_is_skipped_and_an_empty_cell_overwrites_nothing(bring):
    bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"]))
    batch = bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", ""]), database="update")
    assert counts(batch) == ("done", 0, 0, 1, 0)
    assert Product.objects.get().list_price == Decimal("1.00")


def test_a_row_that_the_database_refuses_fails_alone(bring, monkeypatch):
    def careless(rows, context):
        made = Product.objects.bulk_create(
            [Product(line_id=products.lines_of({"x"}, context)["x"], code=r["name"], name=r["name"] * 50) for r in rows]
        )
        return [one.pk for one in made]

    monkeypatch.setitem(registry._importers, "catalog.products", replace(products.IMPORTER, create_many=careless))
    lines = [[f"p{n}", "传动", f"c{n}", ""] for n in range(9)]
    batch = bring(csv_bytes(HEAD, *lines, ["far too long a name", "传动", "z", ""]))
    assert counts(batch) == ("done", 9, 0, 0, 1)


def test_a_dead_worker_is_replaced_and_nothing_is_doubled(bring, cast, now, monkeypatch):
    calls = []

    def dies(rows, context):
        calls.append(len(rows))
        if len(calls) == 3:
            raise SystemExit
        return products.create_many(rows, context)

    small = replace(products.IMPORTER, chunk=10)
    monkeypatch.setitem(registry._importers, "catalog.products", replace(small, create_many=dies))
    batch = bring(csv_bytes(HEAD, *[[f"p{n}", "传动", f"c{n}", str(n)] for n in range(45)]), run=False)
    batch = actions.start_run(batch, now=now)
    with pytest.raises(SystemExit):
        working.work(batch.pk, now=now)
    batch.refresh_from_db()
    assert (batch.state, batch.progress, Product.objects.count()) == ("running", 20, 20)
    assert working.take_up_again(now + working.SILENCE * 2) == 1
    batch = working.work(batch.pk, now=now)
    assert counts(batch) == ("done", 45, 0, 0, 0)
    assert Product.objects.count() == 45


def test_undo_brings_the_database_back(bring, now):
    bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"]))
    before = list(Product.objects.values())
    data = csv_bytes(HEAD, ["轴承甲", "新线", "B-1", "9"], ["减速机", "传动", "B-2", "2"], ["轴承乙", "新线", "B-1", "8"])
    batch = bring(data, database="update", file="update")
    assert counts(batch) == ("done", 1, 2, 0, 0)
    batch = working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert (batch.state, batch.rows.filter(outcome="undone").count()) == ("undone", 3)
    assert list(Product.objects.values()) == before
    assert [line.name for line in ProductLine.objects.all()] == ["传动"]


def test_undo_keeps_and_names_what_was_touched_since(bring, now):
    batch = bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"], ["减速机", "传动", "B-2", "2"]))
    Product.objects.filter(code="B-2").update(name="减速机(新)")
    batch = working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert [product.code for product in Product.objects.all()] == ["B-2"]
    kept = queries.with_outcome(batch, Row.Outcome.KEPT).get()
    assert kept.line == 3
    assert kept.reason


def test_an_undo_that_is_broken_off_goes_on(bring, now, monkeypatch):
    monkeypatch.setitem(registry._importers, "catalog.products", replace(products.IMPORTER, chunk=10))
    batch = bring(csv_bytes(HEAD, *[[f"p{n}", "传动", f"c{n}", ""] for n in range(25)]))
    actions.start_undo(batch, now=now)
    monkeypatch.setitem(
        registry._importers, "catalog.products", replace(products.IMPORTER, chunk=10, undone=lambda c: 1 / 0)
    )
    assert working.work(batch.pk, now=now).state == "failed"
    monkeypatch.setitem(registry._importers, "catalog.products", products.IMPORTER)
    batch = working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert (batch.state, Product.objects.count()) == ("undone", 0)


def test_failed_rows_come_back_as_a_file_that_can_be_imported_again(bring, now):
    batch = bring(csv_bytes(HEAD, ["=cmd|'/c calc'!A1", "传动", "B-1", "abc"], ["好", "传动", "B-2", "1"]))
    data = results.failed_rows(batch)
    lines = list(reading.Source(data).rows())
    assert lines[0][:4] == HEAD
    assert lines[1][:4] == ["=cmd|'/c calc'!A1", "传动", "B-1", "abc"]
    assert "abc" in lines[1][4]
    again = bring(data, run=False)
    assert again.columns == {"0": "name", "1": "line", "2": "code", "3": "list_price"}
    assert again.counts["faulty"] == 1


def test_exported_cells_are_text_and_never_formulas(bring):
    batch = bring(csv_bytes(HEAD, ["=1+1", "传动", "007", "x"]))
    sheet = zipfile.ZipFile(io.BytesIO(results.failed_rows(batch))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_few_statements_for_many_rows(bring, now, django_assert_max_num_queries):
    batch = bring(csv_bytes(HEAD, *[[f"p{n}", "传动", f"c{n}", str(n)] for n in range(500)]), run=False)
    actions.start_run(batch, now=now)
    with django_assert_max_num_queries(25):
        working.work(batch.pk, now=now)
    assert Product.objects.count() == 500


def test_few_statements_for_many_rows_that_exist_already(bring, now, django_assert_max_num_queries):
    data = csv_bytes(HEAD, *[[f"p{n}", "传动", f"c{n}", str(n)] for n in range(100)])
    bring(data)
    batch = bring(data, run=False)
    actions.start_run(batch, now=now)
    with django_assert_max_num_queries(25):
        batch = working.work(batch.pk, now=now)
    assert counts(batch) == ("done", 0, 0, 100, 0)
    assert rows_of(batch)[2] == ("skipped", "已存在：p0")


def test_the_same_header_remembers_confirmed_spellings(bring, cast, now):
    batch = bring(csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"]), run=False)
    actions.confirm_values(batch, field="line", chosen={"传动": "传动件"}, now=now)
    working.work(actions.start_run(batch, now=now).pk, now=now)
    assert Product.objects.get().line.name == "传动件"
    assert Mapping.objects.get().values == {"line": {"传动": "传动件"}}
    again = actions.open_file(
        csv_bytes(["系列", "产品名称"], ["传动", "x"]), name="b.csv", importer="catalog.products", actor=cast.bai, now=now
    )
    assert again.values == {"line": {"传动": "传动件"}}
