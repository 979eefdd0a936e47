"""What a salesperson does all day, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gendan.modules.customers.actions import register_customer
from gendan.modules.followups.models import Activity
from gendan.spine.procedures import todos
from gendan.spine.procedures.models import Todo

SAVE = {"zh-hans": "保存", "en": "Save"}


@pytest.fixture
def customer(cast, transactional_db):
    return register_customer({"name": "青屿重工（苏州）有限公司"}, actor=cast.he, now=timezone.now())


def test_a_colleague_is_told_in_words_that_there_is_no_such_record(cast, page_as, customer) -> None:
    page: Page = page_as(cast.ma)
    answer = page.goto(f"/customers/{customer.pk}")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("main")).not_to_contain_text(customer.name)
    expect(page.locator("main h1, main h2").first).to_be_visible()


def test_a_call_with_its_next_step_is_logged_in_three_clicks_from_home(cast, page_as, customer, language) -> None:
    now = timezone.now()
    todo = todos.add(
        customer, title="电话问样件结果", assignee=cast.he, due_at=now + timedelta(hours=1), way="call", actor=cast.he, now=now
    )
    page: Page = page_as(cast.he, language=language)
    page.goto("/")
    clicks = 0
    row = page.locator(f"tr[data-todo='{todo.pk}']")
    row.hover()
    row.locator("button").first.click()
    clicks += 1
    dialog = page.locator("#dialog")
    dialog.locator("[name=text]").fill("样件合格，要报价")
    dialog.locator("[name=next_title]").fill("发报价")
    dialog.get_by_role("button", name=SAVE[language]).click()
    clicks += 1
    expect(page.locator(f"tr[data-todo='{todo.pk}']")).to_have_count(0)
    assert clicks <= 3
    assert Activity.objects.get(customer=customer).text == "样件合格，要报价"
    assert Todo.objects.get(pk=todo.pk).status == "done"
    assert Todo.objects.filter(record_id=customer.pk, title="发报价", status="open").exists()
