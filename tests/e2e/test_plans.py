"""A month is planned by keys and approved in two clicks, in a real browser."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gendan.modules.customers.actions import register_customer
from gendan.modules.followups.models import Activity
from gendan.modules.plans.actions import begin_month, plan_visit
from gendan.modules.plans.models import Visit
from gendan.modules.plans.rules import month_of, next_month
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.tests.samples import png

AGREE = {"zh-hans": "同意", "en": "Agree"}


@pytest.fixture
def plan(cast, transactional_db):
    """He's next month, generated from one customer of class A."""
    now = timezone.now()
    register_customer({"name": "青屿重工（苏州）有限公司", "abc": "A"}, actor=cast.he, now=now, state="follow")
    month = next_month(month_of(timezone.localdate(now)))
    return begin_month(cast.he, month=month, actor=cast.he, now=now)


def test_a_plan_is_approved_in_two_clicks_from_home(cast, page_as, plan, language) -> None:
    engine.perform(plan, "submit", actor=cast.he, now=timezone.now())
    todo = Todo.objects.get(key="sign.market_manager", status="open")
    page: Page = page_as(cast.lin, language=language)
    page.goto("/")
    row = page.locator(f"tr[data-todo='{todo.pk}']")
    row.hover()
    row.locator("button").first.click()  # one
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text(cast.he.name)
    dialog.get_by_role("button", name=AGREE[language]).click()  # two
    expect(page.locator(f"tr[data-todo='{todo.pk}']")).to_have_count(0)
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_the_grid_is_walked_and_filled_by_keys(cast, page_as, plan) -> None:
    page: Page = page_as(cast.he)
    page.goto(f"/plans/{plan.pk}")
    count = plan.actions.count()
    first = page.locator("[data-month-grid] .sign-cell").first
    first.focus()
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    cell = page.locator("[data-month-grid] .sign-cell:focus")
    key = cell.get_attribute("data-cell")
    if cell.inner_text():
        page.keyboard.press("ArrowRight")
        key = page.locator("[data-month-grid] .sign-cell:focus").get_attribute("data-cell")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-cell='{key}']")).to_have_text("☆")
    expect(page.locator(f"[data-cell='{key}']")).to_be_focused()
    assert plan.actions.count() == count + 1


def test_on_the_phone_the_month_is_a_list_of_days(cast, page_as, plan) -> None:
    page: Page = page_as(cast.he, phone=True)
    page.goto(f"/plans/{plan.pk}")
    expect(page.locator("[data-month-grid]")).to_be_hidden()
    line = page.locator(".month-line").first
    expect(line).to_contain_text("☆")
    line.click()
    dialog = page.locator("#dialog")
    later = plan.month + timedelta(days=19)
    dialog.locator("[name=day]").fill(later.isoformat())
    dialog.locator("button.btn-main").click()
    expect(page.locator(".month-day", has_text=f"{later:%d}")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert plan.actions.filter(day=later).exists()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_one_arrives_on_the_phone_with_place_and_photo_and_reports(cast, page_as, plan, tmp_path) -> None:
    now = timezone.now()
    row = plan.actions.first().customer
    visit = plan_visit(row, at=now + timedelta(minutes=12), focus="谈年度框架", place="苏州吴中", actor=cast.he, now=now)
    page: Page = page_as(cast.he, phone=True)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 31.29834, "longitude": 120.58319, "accuracy": 12})
    page.goto(f"/visits/{visit.pk}")
    page.locator("[data-do='arrive']").click()
    page.locator("[data-here-ask]").click()
    expect(page.locator("[data-here-note]")).to_contain_text("31.29834")
    photo = tmp_path / "门口.png"
    photo.write_bytes(png())
    page.locator("[name=photo]").set_input_files(photo)
    page.locator("main .form-foot button, .form-foot button.btn-main").first.click()
    expect(page).to_have_url(re.compile(rf"/visits/{visit.pk}$"))
    visit = Visit.objects.get(pk=visit.pk)
    assert (visit.state, str(visit.latitude), visit.accuracy) == ("under_way", "31.29834", 12)
    page.locator("[data-do='report']").click()
    page.locator("[name=text]").fill("看了新产线，要样件")
    page.locator("[name=next_title]").fill("送样件")
    page.locator("[name=next_due_at]").fill(f"{timezone.localtime(now) + timedelta(days=3):%Y-%m-%dT%H:%M}")
    page.locator("button.btn-main[type=submit]").click()
    expect(page).to_have_url(re.compile(rf"/visits/{visit.pk}$"))
    assert Activity.objects.get(visit=visit).text == "看了新产线，要样件"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
