"""The import wizard from a small file to its undo, in a real browser; the worker's job is done between the steps."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gendan.modules.customers.models import Customer
from gendan.spine.imports import reading, working
from gendan.spine.imports.models import Batch
from gendan.spine.imports.tests.sheets import csv_bytes

FAILED_ROWS = {"zh-hans": "下载失败的行", "en": "Failed rows as a file"}
UNDO = {"zh-hans": "撤销本次导入", "en": "Undo this import"}
HEAD = ["客户名称", "省份", "城市", "成立年份"]
ROWS = (
    ["北辰液压机械有限公司", "江苏", "常州", "2008"],
    ["松岭自动化设备有限公司", "浙江", "宁波", "2011"],
    ["海棠包装机械有限公司", "山东", "青岛", "很久以前"],
    ["远帆起重设备有限公司", "河南", "新乡", "1999"],
)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def work(page: Page) -> Batch:
    """What the worker does meanwhile; the page asks every second and then shows the result."""
    expect(page.locator("#progress [role=progressbar]")).to_be_visible()
    batch = working.work(Batch.objects.get().pk, now=timezone.now())
    assert batch is not None
    return batch


def test_a_small_file_goes_in_and_out_again(cast, page_as, transactional_db, language, tmp_path: Path) -> None:
    (tmp_path / "客户.csv").write_bytes(csv_bytes(HEAD, *ROWS))
    page: Page = page_as(cast.bai, language=language)
    page.goto("/imports/new?as=customers.customers")
    page.locator("[name=file]").set_input_files(tmp_path / "客户.csv")
    page.locator("form[data-step=file] button[type=submit]").click()
    for column, field in zip(HEAD, ("name", "province", "city", "founded_year"), strict=True):
        expect(page.locator(f"select[data-column='{column}']")).to_have_value(field)
    page.locator("form[data-step=columns] button[type=submit]").click()
    work(page)
    expect(page.locator("[data-count=ready] b")).to_have_text("3")
    fault = page.locator("tr[data-line='4']")
    expect(fault).to_contain_text("海棠包装机械有限公司")
    expect(fault.locator("input")).to_have_value("很久以前")
    expect(fault.locator(".field-error")).to_contain_text("很久以前")
    page.locator("button[name=then][value=run]").click()
    work(page)
    expect(page.locator("[data-count=created] b")).to_have_text("3")
    expect(page.locator("[data-count=failed] b")).to_have_text("1")
    assert set(Customer.objects.values_list("name", flat=True)) == {row[0] for row in ROWS if row[3].isdigit()}
    with page.expect_download() as download:
        page.get_by_role("link", name=FAILED_ROWS[language]).click()
    failed = list(reading.Source(download.value.path().read_bytes()).head(5))
    assert [cell for row in failed for cell in row if "海棠" in str(cell)] == ["海棠包装机械有限公司"]
    page.get_by_role("button", name=UNDO[language]).click()
    work(page)
    expect(page.locator("[data-state=undone]")).to_be_visible()
    assert not Customer.objects.exists()
