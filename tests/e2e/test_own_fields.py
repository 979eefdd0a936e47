"""A field of the company's own in the browser: added, filled in under a condition, filtered and exported."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from gendan.modules.customers.actions import register_customer
from gendan.spine.fields import indexes
from gendan.spine.fields.models import OwnField


@pytest.fixture(autouse=True)
def _swept(transactional_db) -> Iterator[None]:
    """Indexes outlive a database that is emptied; other tests meet none of them."""
    yield
    OwnField.objects.all().delete()
    indexes.sweep()


def add_field(page: Page, title: str, kind: str, **more: str) -> None:
    page.goto("/settings/fields")
    page.locator('[data-kind="customers.customer"] .panel-head a').click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=type]").select_option(kind)
    for name, value in more.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("[name=on_list]").check()
    page.locator("[data-submit]").click()
    page.wait_for_url("**/settings/fields")


def test_own_fields_from_the_administrator_to_the_export(cast, page_as, transactional_db, tmp_path: Path) -> None:
    now = timezone.now()
    mine = register_customer({"name": "青屿重工（苏州）有限公司"}, actor=cast.he, now=now)
    register_customer({"name": "远汀泵业有限公司"}, actor=cast.zhou, now=now)

    admin = page_as(cast.fang)
    add_field(admin, "渠道等级", "choice", options="金牌\n银牌")
    add_field(admin, "返点", "number", shown_field="own.qudaodengji", shown_values="金牌")
    add_field(admin, "上级客户", "record", target="customers.customer")
    expect(admin.locator("[data-own-field=fandian]")).to_contain_text("有条件")

    seller = page_as(cast.he)
    seller.goto(f"/customers/{mine.pk}/edit")
    bonus = seller.locator('[data-field="own.fandian"]')
    expect(bonus).to_be_hidden()
    seller.locator('[name="own.qudaodengji"]').select_option("o1")
    expect(bonus).to_be_visible()
    seller.locator('[name="own.fandian"]').fill("7.5")
    above = seller.locator('[name="own.shangjikehu"]')
    above.press_sequentially("青屿")
    expect(seller.locator("datalist option")).to_have_count(1)
    above.fill(seller.locator("datalist option").get_attribute("value") or "")
    seller.locator("[data-submit]").click()
    seller.wait_for_url(f"**/customers/{mine.pk}")
    card = seller.locator('[data-card="own"]')
    expect(card).to_contain_text("金牌")
    expect(card).to_contain_text("7.5")
    expect(card.locator("a")).to_have_attribute("href", f"/customers/{mine.pk}")

    manager = page_as(cast.lin)
    manager.goto("/customers?view=all")
    expect(manager.locator("tr[data-row]")).to_have_count(2)
    manager.goto("/customers?view=all&f.own-qudaodengji=o1&edited=1")
    expect(manager.locator("tr[data-row]")).to_have_count(1)
    expect(manager.locator("tr[data-row]")).to_contain_text("金牌")
    with manager.expect_download() as download:
        manager.goto("/customers?view=all&f.own-qudaodengji=o1&edited=1")
        manager.evaluate("location.href = '/lists/customers/export' + location.search")
    download.value.save_as(tmp_path / "customers.xlsx")
    lines = CalamineWorkbook.from_path(tmp_path / "customers.xlsx").get_sheet_by_index(0).to_python()
    assert len(lines) == 2
    assert lines[1][lines[0].index("渠道等级")] == "金牌"
    assert lines[1][lines[0].index("返点")] == 7.5
