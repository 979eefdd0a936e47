"""The wizard from the file to the undo, by HTTP, in Chinese."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gendan.modules.catalog.models import Product
from gendan.spine.imports import reading, working
from gendan.spine.imports.models import Batch
from gendan.spine.imports.tests.sheets import csv_bytes, xlsx

HEAD = ["产品名称", "系列", "编码", "单价"]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bai(client, cast):
    client.force_login(cast.bai)
    return client


def upload(client, data, name="products.csv", **more):
    given = {"importer": "catalog.products", "file": SimpleUploadedFile(name, data), **more}
    return client.post(reverse("imports:new"), given)


def test_the_five_steps_to_a_batch_and_back(bai, now):
    answer = upload(bai, csv_bytes(HEAD, ["轴承", "传动", "B-1", "12.5"], ["减速机", "传动", "B-2", "abc"]))
    batch = Batch.objects.get()
    assert answer.url == reverse("imports:columns", args=[batch.pk])
    page = bai.get(answer.url).content.decode()
    assert 'data-column="产品名称"' in page
    assert "轴承 · 减速机" in page
    answer = bai.post(answer.url, {f"column-{n}": name for n, name in enumerate(["name", "line", "code", "list_price"])})
    assert answer.url == reverse("imports:check", args=[batch.pk])
    assert "every 1s" in bai.get(answer.url).content.decode()
    working.work(batch.pk, now=now)
    page = bai.get(answer.url).content.decode()
    assert '<tr data-line="3">' in page
    assert "“abc” 不是数字" in page
    row = batch.rows.get(line=3)
    bai.post(answer.url, {"then": "check", f"cell-{row.pk}-list_price": "99"})
    working.work(batch.pk, now=now)
    answer = bai.post(answer.url, {"then": "run"})
    assert answer.url == reverse("imports:batch", args=[batch.pk])
    working.work(batch.pk, now=now)
    assert Product.objects.count() == 2
    page = bai.get(answer.url).content.decode()
    assert 'data-state="done"' in page
    assert "撤销本次导入" in page
    bai.post(reverse("imports:undo", args=[batch.pk]))
    working.work(batch.pk, now=now)
    assert Product.objects.count() == 0
    assert 'data-state="undone"' in bai.get(answer.url).content.decode()


def test_a_changed_cell_is_checked_before_anything_runs(bai, now):
    upload(bai, csv_bytes(HEAD, ["轴承", "传动", "B-1", "abc"]))
    batch = Batch.objects.get()
    bai.post(reverse("imports:columns", args=[batch.pk]), {f"column-{n}": c for n, c in
             enumerate(["name", "line", "code", "list_price"])})
    working.work(batch.pk, now=now)
    row = batch.rows.get()
    answer = bai.post(reverse("imports:check", args=[batch.pk]), {"then": "run", f"cell-{row.pk}-list_price": "x"})
    assert answer.url == reverse("imports:check", args=[batch.pk])
    batch.refresh_from_db()
    assert batch.state == "checking"


def test_pasted_rows_are_a_file_too(bai):
    answer = bai.post(reverse("imports:new"), {"importer": "catalog.products", "text": "产品名称\t系列\n轴承\t传动\n"})
    assert answer.status_code == 302
    assert Batch.objects.get().columns == {"0": "name", "1": "line"}


def test_a_header_that_is_not_on_top_is_shown_for_choice(bai):
    answer = upload(bai, xlsx(["说明"], HEAD, ["轴承", "传动", "", ""], more={"二": [HEAD]}), name="a.xlsx")
    batch = Batch.objects.get()
    assert answer.url == reverse("imports:sheet", args=[batch.pk])
    page = bai.get(answer.url).content.decode()
    assert '<tr aria-selected="true">' in page
    answer = bai.post(answer.url, {"sheet": "Sheet1", "header_row": "1"})
    assert answer.url == reverse("imports:columns", args=[batch.pk])
    bai.post(reverse("imports:sheet", args=[batch.pk]), {"sheet": "二", "header_row": "1"})
    batch.refresh_from_db()
    assert (batch.sheet, batch.header_row) == ("二", 0)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\x00\x01\x02" * 50])
def test_what_cannot_be_read_is_said_at_the_field(bai, data):
    answer = upload(bai, data)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()


def test_a_missing_required_column_is_said(bai):
    upload(bai, csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"]))
    answer = bai.post(reverse("imports:columns", args=[Batch.objects.get().pk]), {"column-0": "name"})
    assert answer.status_code == 422
    assert "产品线" in answer.content.decode()


def test_batches_belong_to_their_owner(bai, client, cast):
    upload(bai, csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"]))
    pk = Batch.objects.get().pk
    client.force_login(cast.fang)
    for name in ("batch", "sheet", "columns", "check", "failed", "progress"):
        assert client.get(reverse(f"imports:{name}", args=[pk])).status_code == 404
    for name in ("run", "undo"):
        assert client.post(reverse(f"imports:{name}", args=[pk])).status_code == 404
    assert "products.csv" not in client.get(reverse("imports:list")).content.decode()


def test_who_may_import_nothing_is_told_so(client, cast):
    client.force_login(cast.ding)
    assert "你没有导入权限" in client.get(reverse("imports:new")).content.decode()
    assert upload(client, b"a,b\n1,2").status_code == 422
    assert client.get(reverse("imports:template", args=["catalog.products"])).status_code == 404


def test_templates_and_failed_rows_are_workbooks(bai, now):
    answer = bai.get(reverse("imports:template", args=["catalog.products"]))
    assert reading.Source(answer.content).head()[0][0] == "产品名称*"
    upload(bai, csv_bytes(HEAD, ["轴承", "传动", "B-1", "abc"]))
    batch = Batch.objects.get()
    bai.post(reverse("imports:columns", args=[batch.pk]), {f"column-{n}": c for n, c in
             enumerate(["name", "line", "code", "list_price"])})
    working.work(batch.pk, now=now)
    bai.post(reverse("imports:check", args=[batch.pk]), {"then": "run"})
    working.work(batch.pk, now=now)
    answer = bai.get(reverse("imports:failed", args=[batch.pk]))
    assert reading.Source(answer.content).head()[1][3] == "abc"
    answer = bai.get(reverse("imports:progress", args=[batch.pk]))
    assert answer["HX-Refresh"] == "true"


def test_the_list_costs_the_same_for_one_and_for_three(bai, django_assert_max_num_queries):
    for number in range(3):
        upload(bai, csv_bytes(HEAD, ["轴承", "传动", "B-1", "1"]), name=f"file-{number}.csv")
    with django_assert_max_num_queries(14):
        page = bai.get(reverse("imports:list")).content.decode()
    assert [f"file-{number}.csv" in page for number in range(3)] == [True] * 3
