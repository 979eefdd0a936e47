"""A person is found by typing among very many, by name, department or pinyin."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from gendan.modules.customers.actions import register_customer


def test_a_colleague_is_chosen_by_initials_and_the_owner_changes(cast, page_as, transactional_db) -> None:
    for number in range(8):
        type(cast.he).objects.create(username=f"more{number}", name=f"路人{number}", department=cast.export)
    customer = register_customer({"name": "青屿重工（苏州）有限公司"}, actor=cast.he, now=timezone.now())
    page: Page = page_as(cast.lin)
    page.goto(f"/customers/{customer.pk}/owner")
    line = page.locator("input.find-line")
    line.fill("zho")
    expect(page.locator("select[name=owner] option")).to_have_count(1)
    line.press("Enter")
    page.locator("[name=reason]").fill("分工调整")
    page.locator("main form button[type=submit], main form .btn-main").first.click()
    page.wait_for_url(f"**/customers/{customer.pk}")
    customer.refresh_from_db()
    assert customer.owner == cast.zhou
