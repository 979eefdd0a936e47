"""Prices from files into the lists that the file names; errors at the cell, changes of what stands there, and an undo."""

from datetime import date

import pytest

from gendan.modules.catalog.models import Price, PriceList, Product, ProductLine
from gendan.spine.imports import actions, queries, working
from gendan.spine.imports.tests.sheets import csv_bytes
from gendan.spine.refusal import NotAllowed

HEAD = ["价格表", "产品编码", "单价", "最低价", "起订量", "客户等级", "币种", "生效日期"]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path, db):
    settings.MEDIA_ROOT = tmp_path
    line = ProductLine.objects.create(name="轴承座")
    Product.objects.bulk_create(Product(line=line, code=code, name=code, unit="件") for code in ("P-1", "P-2"))


def brought(cast, now, *rows):
    batch = actions.open_file(csv_bytes(HEAD, *rows), name="p.csv", importer="catalog.prices", actor=cast.lin, now=now)
    batch = working.work(actions.start_check(batch, now=now).pk, now=now)
    return working.work(actions.start_run(batch, now=now).pk, now=now)


def test_lists_are_made_as_the_file_says_and_change_with_the_next_file(cast, now):
    batch = brought(cast, now, ["2027 A", "P-1", "100", "90", "", "A", "CNY", "2027-01-01"], ["2027 A", "P-1", "95", "", "50", "", "", ""])
    assert (batch.created, batch.failed) == (2, 0), batch.error
    made = PriceList.objects.get()
    assert (made.name, made.grade, made.currency, made.valid_from) == ("2027 A", "A", "CNY", date(2027, 1, 1))
    assert [(one.from_quantity, one.price, one.floor) for one in made.prices.all()] == [(0, 100, 90), (50, 95, None)]
    batch = brought(cast, now, ["2027 A", "P-1", "110", "", "", "", "", ""], ["2027 A", "P-2", "20", "", "", "", "", ""])
    assert (batch.created, batch.updated) == (1, 1)
    assert made.prices.get(product__code="P-1", from_quantity=0).price == 110
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert [(one.product.code, one.price) for one in made.prices.all()] == [("P-1", 100), ("P-1", 95)]


def test_errors_stand_at_the_cell(cast, now):
    PriceList.objects.create(name="旧表", currency="USD", valid_from=date(2026, 1, 1))
    batch = brought(
        cast, now, ["新表", "P-9", "1", "", "", "", "", ""], ["新表", "P-1", "10", "11", "", "", "", ""], ["新表", "P-1", "0", "", "", "", "", ""],
        ["旧表", "P-1", "10", "", "", "", "CNY", ""],
    )
    found = {row.line: set(row.errors) for row in queries.faulty(batch)}
    assert found == {2: {"product"}, 3: {"floor"}, 4: {"price"}, 5: {"currency"}}
    assert not Price.objects.exists()
    assert not PriceList.objects.filter(name="新表").exists()


def test_an_undo_takes_the_lists_away_that_the_file_made(cast, now):
    batch = brought(cast, now, ["2027", "P-1", "100", "", "", "", "", ""])
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert (Price.objects.count(), PriceList.objects.count()) == (0, 0)


def test_only_who_may_import_lists_brings_prices_in(cast, now):
    with pytest.raises(NotAllowed):
        actions.open_file(csv_bytes(HEAD), name="p.csv", importer="catalog.prices", actor=cast.he, now=now)
