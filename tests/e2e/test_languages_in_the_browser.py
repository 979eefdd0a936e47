"""Both languages on the main pages, the follow-up on the phone, and the palette by pinyin, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity
from gendan.spine.procedures import todos
from gendan.spine.procedures.models import Todo


@pytest.fixture
def customer(cast, transactional_db) -> Customer:
    return register_customer({"name": "青屿重工（苏州）有限公司"}, actor=cast.he, now=timezone.now())


def switch(page: Page, language: str) -> None:
    """By the menu under the person's name; the page comes again in the other language."""
    page.locator("summary.who").click()
    page.locator(f"button[name=language][value={language}]").locator("visible=true").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize(
    ("address", "english", "chinese"),
    [("/", "Work board", "工作台"), ("/customers", "Customers", "客户"), ("/customers/{pk}", "Next step", "下一步")],
)
def test_a_page_is_in_english_and_in_chinese_again(cast, page_as, customer, address, english, chinese) -> None:
    page: Page = page_as(cast.he)
    address = address.format(pk=customer.pk)
    page.goto(address)
    heading = page.locator("main").get_by_role("heading")
    expect(heading.filter(has_text=chinese).first).to_be_visible()
    switch(page, "en")
    assert page.url.endswith(address)
    expect(heading.filter(has_text=english).first).to_be_visible()
    expect(page.locator(".rail")).to_contain_text("Customers")
    expect(page.locator("nav.rail, .rail")).not_to_contain_text("客户")
    switch(page, "zh-hans")
    expect(heading.filter(has_text=chinese).first).to_be_visible()


def test_a_follow_up_is_written_on_the_phone(cast, page_as, customer) -> None:
    now = timezone.now()
    todo = todos.add(
        customer, title="电话问样件结果", assignee=cast.he, due_at=now + timedelta(minutes=30), way="call", actor=cast.he,
        now=now,
    )
    page: Page = page_as(cast.he, phone=True)
    page.goto("/")
    expect(page.locator(f".todo-card[data-todo='{todo.pk}']")).to_contain_text("电话问样件结果")
    page.locator(".bottom-add").tap()
    page.locator("#create-sheet").get_by_role("link", name="写跟进").tap()
    page.locator("main").get_by_role("link", name=customer.name).tap()
    form = page.locator(".followup-form")
    expect(form).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    form.locator("[name=text]").fill("样件合格，要报价")
    form.locator("[data-due]").first.tap()
    expect(form.locator("[name=next_due_at]")).not_to_have_value("")
    form.locator("[name=next_title]").fill("发报价")
    form.get_by_role("button", name="保存跟进和下一步").tap()
    expect(form).to_have_count(0)
    page.goto("/")
    expect(page.locator(f".todo-card[data-todo='{todo.pk}']")).to_have_count(0)
    assert Activity.objects.get(customer=customer).text == "样件合格，要报价"
    assert Todo.objects.get(pk=todo.pk).status == "done"
    assert Todo.objects.filter(record_id=customer.pk, title="发报价", status="open").exists()


def test_the_palette_opens_a_customer_by_its_initials(cast, page_as, customer) -> None:
    page: Page = page_as(cast.he)
    page.goto("/")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()
    page.locator("#palette input").press_sequentially("qyzg")
    expect(page.locator("#palette .palette-item[aria-selected=true]")).to_contain_text("青屿重工")
    page.keyboard.press("Enter")
    expect(page.locator("[data-record='customers.customer'] h1")).to_have_text(customer.name)
