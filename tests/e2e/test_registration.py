"""Registering a customer and an opportunity, and the review with its three ways, in a real browser."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import DuplicateCheck, Opportunity
from gendan.modules.opportunities.tests.story import COMPLETE, draft, registered
from gendan.spine.procedures import engine

REGISTER = {"zh-hans": "登记", "en": "Register"}
TAKEN = "青屿重工（苏州）有限公司"


@pytest.fixture
def taken(cast, transactional_db) -> Customer:
    """A customer of Lin's with an open opportunity."""
    customer = register_customer({"name": TAKEN, "phone": "13862114407"}, actor=cast.lin, now=timezone.now())
    registered(customer, actor=cast.lin, reviewer=cast.gao, now=timezone.now(), phone="13862114407")
    return customer


@pytest.fixture
def submitted(cast, transactional_db) -> Opportunity:
    """He's registration, waiting for Lin's review."""
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.he, now=timezone.now())
    opportunity = draft(customer, actor=cast.he, now=timezone.now())
    engine.perform(opportunity, "submit", actor=cast.he, now=timezone.now())
    opportunity.refresh_from_db()
    return opportunity


@pytest.fixture
def double(cast, taken) -> Opportunity:
    """He's registration of the company that Lin follows already, under another name; waiting for review."""
    now = timezone.now()
    customer = register_customer(
        {"name": "青屿重工苏州公司", "phone": "13862114407"}, actor=cast.he, now=now, duplicate_reason="不同法人"
    )
    opportunity = draft(customer, actor=cast.he, now=now, phone="13862114407", duplicate_reason="另一个项目")
    engine.perform(opportunity, "submit", actor=cast.he, now=now)
    opportunity.refresh_from_db()
    return opportunity


def open_from_home(page: Page, opportunity: Opportunity) -> None:
    """From the line of the to-do on the home board to the record."""
    page.goto("/")
    page.locator(f"#todos [data-open][href='/opportunities/{opportunity.pk}']").click()
    expect(page.locator("[data-record='opportunities.opportunity']")).to_be_visible()


def move(page: Page, key: str, **fields: str) -> None:
    """Press the button of a move in the head or in its menu; fill its dialog where there is one."""
    button = page.locator(f".record-head [data-do='{key}']")
    if not button.is_visible():
        page.locator(".record-acts summary").click()
    button.click()
    dialog = page.locator("#dialog")
    for name, text in fields.items():
        dialog.locator(f"[name='{name}']").fill(text)
    if fields:
        dialog.locator("button[type=submit]").click()
    expect(dialog).to_be_hidden()


def stands_at(page: Page, state: str) -> None:
    expect(page.locator(f".path [aria-current=step][data-state='{state}']")).to_be_visible()


def test_a_like_customer_is_shown_while_typing_and_asks_for_a_reason(cast, page_as, taken, language) -> None:
    page: Page = page_as(cast.he, language=language)
    page.goto("/customers/new")
    page.locator("[name=name]").press_sequentially("青屿重工苏州")
    match = page.locator(f"#matches [data-match='{taken.pk}']")
    expect(match).to_be_visible()
    page.locator("[name=name]").fill("青屿重工（苏州）公司")
    page.locator("[name=phone]").fill("13862114407")
    reason = page.locator("#matches [name=duplicate_reason]")
    expect(reason).to_be_visible()
    expect(page.locator("#match-note")).not_to_be_empty()
    register = page.get_by_role("button", name=REGISTER[language], exact=True)
    expect(register).to_be_disabled()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/customers/new")) as refused:
        page.locator("#customer-new").evaluate("form => form.submit()")
    assert refused.value.status == 422
    assert not Customer.objects.filter(name="青屿重工（苏州）公司").exists()
    expect(page.locator("[name=name]")).to_have_value("青屿重工（苏州）公司")
    expect(register).to_be_disabled()
    reason.fill("另一个法人")
    register.click()
    expect(page.locator("[data-record='customers.customer'] h1")).to_have_text("青屿重工（苏州）公司")
    assert Customer.objects.get(name="青屿重工（苏州）公司").owner == cast.he


def test_an_opportunity_is_registered_with_its_customer_and_waits_for_review(cast, page_as, taken, language) -> None:
    page: Page = page_as(cast.he, language=language)
    page.goto("/opportunities/new")
    page.locator("[name=customer_name]").press_sequentially("青屿重工")
    expect(page.locator(f"#matches [data-match='{taken.pk}']")).to_be_visible()
    page.locator("[name=customer_name]").fill("汉旌电梯部件有限公司")
    expect(page.locator("#matches [data-match]")).to_have_count(0)
    page.locator("[name=name]").fill("膜片联轴器年度框架")
    for name in ("contact_name", "phone", "region", "initiation"):
        page.locator(f"#opportunity [name={name}]").fill(COMPLETE[name])
    page.locator("[name=source]").select_option(COMPLETE["source"])
    page.get_by_role("button", name=REGISTER[language], exact=True).click()
    expect(page.locator("[data-record='opportunities.opportunity'] h1")).to_contain_text("膜片联轴器年度框架")
    stands_at(page, "submitted")
    opportunity = Opportunity.objects.get(name="膜片联轴器年度框架")
    assert (opportunity.owner, opportunity.reviewer, opportunity.customer.owner) == (cast.he, cast.lin, cast.he)


def test_what_is_typed_while_an_answer_is_under_way_is_compared_too(cast, page_as, taken) -> None:
    page: Page = page_as(cast.he)
    held: list[Route] = []
    page.route("**/opportunities/matches", lambda route: held.append(route), times=1)
    with page.expect_request("**/opportunities/matches"):
        page.goto("/opportunities/new")
    page.locator("[name=customer_name]").press_sequentially("青屿重工")
    held.pop().continue_()
    expect(page.locator(f"#matches [data-match='{taken.pk}']")).to_be_visible()


def test_the_reason_for_a_like_customer_survives_a_forgotten_field(cast, page_as, taken) -> None:
    page: Page = page_as(cast.he)
    page.goto("/opportunities/new")
    page.locator("[name=name]").fill("第二条产线的联轴器")
    for name in ("contact_name", "region", "initiation"):
        page.locator(f"#opportunity [name={name}]").fill(COMPLETE[name])
    page.locator("[name=source]").select_option(COMPLETE["source"])
    page.locator("[name=customer_name]").fill("青屿重工（苏州）公司")
    reason = page.locator("#matches [name=duplicate_reason]")
    reason.fill("另一个法人")
    register = page.get_by_role("button", name=REGISTER["zh-hans"], exact=True)
    register.click()
    expect(page.locator("[data-field=phone].has-error .field-error")).to_be_visible()
    expect(reason).to_have_value("另一个法人")
    page.locator("#opportunity [name=phone]").fill(COMPLETE["phone"])
    register.click()
    stands_at(page, "submitted")
    assert Opportunity.objects.get(name="第二条产线的联轴器").duplicate_reason == "另一个法人"


def test_the_head_approves_a_registration_from_home_and_it_stands_in_the_funnel(cast, page_as, submitted, language) -> None:
    page: Page = page_as(cast.lin, language=language)
    open_from_home(page, submitted)
    move(page, "approve")
    stands_at(page, "target")
    submitted.refresh_from_db()
    assert (submitted.state, submitted.reviewed_by) == ("target", cast.lin)
    page.goto("/opportunities?layout=board")
    expect(page.locator(f"[data-state=target] [data-card='{submitted.pk}']")).to_be_visible()


def test_a_registration_is_returned_with_its_reason(cast, page_as, submitted) -> None:
    head: Page = page_as(cast.lin)
    open_from_home(head, submitted)
    move(head, "return", reason="电话打不通")
    stands_at(head, "returned")
    page: Page = page_as(cast.he)
    page.goto(f"/opportunities/{submitted.pk}")
    stands_at(page, "returned")
    expect(page.locator("main")).to_contain_text("电话打不通")
    move(page, "submit")
    stands_at(page, "submitted")


def test_the_head_rejects_a_duplicate_with_the_reason(cast, page_as, double) -> None:
    page: Page = page_as(cast.lin)
    open_from_home(page, double)
    move(page, "reject_duplicate", reason="林叙在跟")
    stands_at(page, "rejected")
    expect(page.locator(".record-head [data-do=approve]")).to_have_count(0)


def test_a_rejected_duplicate_is_appealed_and_released_by_the_supervisor(cast, page_as, double) -> None:
    engine.perform(double, "reject_duplicate", actor=cast.lin, data={"reason": "林叙在跟"}, now=timezone.now())
    page: Page = page_as(cast.he)
    page.goto(f"/opportunities/{double.pk}")
    move(page, "appeal", reason="是另一条产线")
    stands_at(page, "appealed")
    supervisor: Page = page_as(cast.bai)
    open_from_home(supervisor, double)
    move(supervisor, "release", reason="两个项目")
    stands_at(supervisor, "target")
    assert double.duplicate_checks.get().decision == DuplicateCheck.Decision.RELEASED
