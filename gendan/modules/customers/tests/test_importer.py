"""Customers from files: the columns of a seller's export and of Chinese sheets, duplicates, undo."""

from decimal import Decimal

import pytest

from gendan.modules.customers.actions import add_contact
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.tests.factories import customer
from gendan.spine.imports import actions, working
from gendan.spine.imports.models import Batch, Row
from gendan.spine.imports.tests.sheets import csv_bytes
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.timeline.models import Entry

EXPORT = (
    ["account", "sector", "year_established", "revenue", "employees", "office_location", "subsidiary_of"],
    ["Northwind Tools", "technolgy", "1996", "1100.04", "2822", "United States", "Umbrella Goods"],
    ["Umbrella Goods", "retail", "1999", "251.41", "495", "Kenya", ""],
    ["Blue Heron", "medical", "", "", "", "", ""],
)
SHEET = (
    ["客户名称", "负责人", "客户等级", "联系人", "联系人手机", "客户来源", "阶段", "所在地"],
    ["远汀泵业（无锡）有限公司", "周砚", "A", "钱月", "13861112222", "展会", "跟单", ""],
    ["云鹿机器人有限公司", "", "", "", "", "", "", "上海"],
)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bring(cast, now):
    """Bring rows in as the supervisor; keyword arguments choose what happens to duplicates."""

    def bring(rows, **classes) -> Batch:
        data = csv_bytes(*rows)
        batch = actions.open_file(data, name="customers.csv", importer="customers.customers", actor=cast.bai, now=now)
        if classes:
            actions.set_duplicates(batch, classes=classes)
        batch = working.work(actions.start_check(batch, now=now).pk, now=now)
        return working.work(actions.start_run(batch, now=now).pk, now=now)

    return bring


def test_the_columns_of_a_seller_are_understood(bring, cast):
    batch = bring(EXPORT)
    assert (batch.state, batch.created, batch.failed) == ("done", 3, 0), batch.error
    made = Customer.objects.get(name="Northwind Tools")
    assert (made.turnover, made.employees_count, made.founded_year) == (Decimal("1100040000.00"), 2822, 1996)
    assert (made.industry, made.address, made.foreign) == ("technolgy", "United States", True)
    assert made.parent.name == "Umbrella Goods"
    assert (made.owner, made.state, made.case.procedure) == (cast.bai, "maintain", "customer_tracking")
    assert made.next_due_at is not None
    assert made.name_key == "northwindtools"
    assert made.completeness > 0


def test_chinese_columns_with_owner_stage_and_contact(bring, cast):
    batch = bring(SHEET)
    assert batch.created == 2, batch.error
    made = Customer.objects.get(name__startswith="远汀")
    assert (made.owner, made.department, made.abc, made.source, made.state) == (
        cast.zhou, cast.east, "A", "exhibition", "follow")
    assert (made.province, made.city, made.prospect_state) == ("江苏", "无锡", "negotiating")
    assert made.phone_keys == ["13861112222"]
    assert made.contacts.get().is_main
    assert Entry.objects.filter(verb="customer.imported").count() == 2


def test_duplicates_are_found_by_name_code_and_likeness_and_updated_on_wish(bring, cast, now):
    old = customer(cast.lin, now, "远汀泵业有限公司")
    batch = bring(SHEET, database="update")
    assert (batch.created, batch.updated) == (1, 1)
    old.refresh_from_db()
    assert (old.abc, old.owner) == ("A", cast.lin)
    alike = bring((["客户名称"], ["远汀泵业无锡分公司"], ["远厅泵业（无锡）有限公司"]))
    assert alike.created == 0


def test_two_rows_of_one_file_are_one_customer(bring):
    batch = bring((["客户名称"], ["远汀泵业有限公司"], ["远汀泵业（有限公司）"], ["远汀泵业厂"]))
    assert batch.created == 1


def test_a_wrong_code_fails_its_row_only(bring):
    batch = bring((["客户名称", "信用代码"], ["远汀泵业有限公司", "123"], ["云鹿机器人有限公司", ""]))
    assert (batch.created, batch.failed) == (1, 1)
    assert "18" in Row.objects.get(batch=batch, outcome="failed").reason


def test_undo_brings_the_database_back_and_keeps_what_was_touched(bring, cast, now):
    before = [model.objects.count() for model in (Customer, Contact, Case, Todo, Entry)]
    batch = bring(SHEET)
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert [model.objects.count() for model in (Customer, Contact, Case, Todo, Entry)] == before
    batch = bring(SHEET)
    kept = Customer.objects.get(name__startswith="远汀")
    add_contact(kept, values={"name": "沈立"}, actor=cast.zhou, now=now)
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert list(Customer.objects.all()) == [kept]


def test_labels_come_in_with_a_file(bring):
    batch = bring((["客户名称", "标签"], ["远汀泵业有限公司", "急件多 月结"], ["云鹿机器人有限公司", ""]))
    assert (batch.state, batch.created) == ("done", 2), batch.error
    assert dict(Customer.objects.values_list("name", "tags")) == {"远汀泵业有限公司": ["急件多", "月结"], "云鹿机器人有限公司": []}
