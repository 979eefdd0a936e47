"""`gendan export`: everything a company owns, in formats that anything opens."""

import csv
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.spine.backups.export import LEFT_OUT, export, tables
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.actions import add_attachment
from gendan.spine.timeline.models import Attachment
from tests.cast import found_company

NAMES = ["柏舟数控机床股份有限公司", "=HYPERLINK(\"http://x\")", "云渡,\"造纸\"\n有限公司\\n"]


@pytest.fixture
def company(db, settings, tmp_path, now):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    cast = found_company()
    for name in NAMES:
        register_customer({"name": name}, actor=cast.he, now=now)
    for customer in Customer.objects.all():
        add_attachment(customer, upload=SimpleUploadedFile("说明.txt", customer.name.encode()), actor=cast.he, now=now)
    return tmp_path / "out"


@pytest.mark.django_db(transaction=True)
def test_everything_comes_out_as_tables_files_and_a_readme(company, settings):
    folder, settings.LANGUAGE_CODE = company, "zh-hans"
    export(folder)
    text = (folder / "tables/customers.customer.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["name"] for row in rows] == [name if name[0] != "=" else f"'{name}" for name in Customer.objects.order_by("pk").values_list("name", flat=True)]
    kept = {name: (folder / "files" / name).read_bytes() for name in Attachment.objects.values_list("file", flat=True)}
    assert sorted(kept.values()) == sorted(name.encode() for name in Customer.objects.values_list("name", flat=True))
    people = (folder / "tables/org.employee.csv").read_text()
    assert "argon2" not in people
    assert "password" not in people
    readme = (folder / "README.md").read_text()
    assert readme.startswith("# 从 gendan 导出的全部数据")
    assert "## customers.customer.csv: 客户 (3)" in readme
    assert all(f"## {table.name}.csv" in readme for table in tables())
    with pytest.raises(Refusal):
        export(folder)
    export(folder.parent / "lines", form="jsonl")
    lines = (folder.parent / "lines/tables/customers.customer.jsonl").read_text().splitlines()
    assert [json.loads(line)["name"] for line in lines] == list(Customer.objects.order_by("pk").values_list("name", flat=True))


def test_only_what_opens_doors_is_left_out():
    """A new table is exported without being asked; what is left out is named."""
    exported = {table.model._meta.label for table in tables()}
    ours = {model._meta.label for model in apps.get_models() if model.__module__.startswith("gendan.") and model._meta.managed}
    assert ours - exported == LEFT_OUT
