"""The company's own fields in files: mapped by their names, checked, unique, and taken back with the batch."""

import pytest

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.spine.fields import actions as fields
from gendan.spine.imports import actions, working
from gendan.spine.imports.models import Row
from gendan.spine.imports.tests.sheets import csv_bytes

KIND = "customers.customer"
HEAD = ["客户名称", "渠道等级", "席位数", "续约日", "维护人", "许可证号"]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def added(cast, now):
    """Five fields of the company's own."""
    for key, title, kind, more in (
        ("tier", "渠道等级", "choice", {}), ("seats", "席位数", "number", {}), ("renews", "续约日", "date", {}),
        ("keeper", "维护人", "employee", {}), ("license", "许可证号", "text", {"unique": True}),
    ):
        options = ["金牌", "银牌"] if kind == "choice" else ()
        fields.add_field(
            kind=KIND, key=key, type=kind, values={"title": title, **more}, options=options, actor=cast.fang, now=now
        )


@pytest.fixture
def bring(cast, now, added):
    def bring(*rows, head=HEAD, duplicates="skip", actor=None):
        batch = actions.open_file(
            csv_bytes(head, *rows), name="c.csv", importer="customers.customers", actor=actor or cast.bai, now=now
        )
        actions.set_duplicates(batch, classes={"database": duplicates})
        batch = working.work(actions.start_check(batch, now=now).pk, now=now)
        return working.work(actions.start_run(batch, now=now).pk, now=now)

    return bring


def test_own_fields_come_in_with_the_rows_and_go_with_the_undo(bring, cast, now):
    batch = bring(
        ["远汀泵业有限公司", "金牌", "1250.0", "2026/9/24", "周砚", "L-1"], ["青屿重工有限公司", "", "", "", "", ""],
        ["柏舟数控机床有限公司", "木牌", "x", "", "", ""],
    )
    assert (batch.created, batch.failed) == (2, 1), batch.error
    made = Customer.objects.get(name="远汀泵业有限公司")
    assert made.own == {
        "tier": "o1", "seats": "1250", "renews": "2026-09-24", "keeper": str(cast.zhou.pk), "license": "L-1",
    }
    assert Customer.objects.get(name="青屿重工有限公司").own is None
    failed = batch.rows.get(outcome=Row.Outcome.FAILED)
    assert set(failed.errors) == {"own.tier", "own.seats"}
    batch = working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert not Customer.objects.exists()


def test_an_update_changes_what_the_file_gives_and_comes_back(bring, cast, now):
    record = customer(cast.he, now, "远汀泵业有限公司")
    fields.put(record, {"tier": "o1", "seats": 3}, actor=cast.he, now=now)
    batch = bring(["远汀泵业有限公司", "银牌", "", "", "", "L-9"], duplicates="update")
    assert batch.updated == 1
    assert Customer.objects.get(pk=record.pk).own == {"tier": "o2", "seats": "3", "license": "L-9"}
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert Customer.objects.get(pk=record.pk).own == {"tier": "o1", "seats": "3"}


def test_a_unique_value_comes_in_once(bring, cast, now):
    fields.put(customer(cast.he, now, "云鹿机器人有限公司"), {"license": "L-1"}, actor=cast.he, now=now)
    batch = bring(
        ["远汀泵业有限公司", "", "", "", "", "L-1"], ["青屿重工有限公司", "", "", "", "", "L-2"],
        ["柏舟数控机床有限公司", "", "", "", "", "L-2"],
    )
    assert (batch.created, batch.failed) == (1, 2)
    assert Customer.objects.get(own__license="L-2").name == "青屿重工有限公司"


def test_a_person_whose_roles_do_not_fill_a_field_in_does_not_import_it(bring, cast, now):
    field = fields.add_field(
        kind=KIND, key="score", type="number", values={"title": "评分", "edit_roles": ["sales_head"]}, actor=cast.fang, now=now
    )
    batch = bring(["远汀泵业有限公司", "7"], head=["客户名称", field.title])
    assert (batch.created, batch.failed) == (0, 1)
