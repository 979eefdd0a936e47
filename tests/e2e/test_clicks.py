"""What the daily work costs in clicks, counted from the work board; typing is not counted."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from gendan.modules.customers.actions import register_customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import COMPLETE

REGISTER = {"zh-hans": "登记", "en": "Register"}


class Hand:
    """Clicks, and counts them."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, place: Locator) -> None:
        place.click()
        self.clicks += 1


@pytest.fixture
def hand() -> Hand:
    return Hand()


def test_an_opportunity_is_registered_in_four_clicks_from_home(cast, page_as, language, hand, transactional_db) -> None:
    page: Page = page_as(cast.he, language=language)
    page.goto("/")
    hand.click(page.locator("[data-create]"))
    hand.click(page.locator("details[open] a[href^='/opportunities/new']"))
    page.locator("[name=customer_name]").fill("汉旌电梯部件有限公司")
    page.locator("[name=name]").fill("膜片联轴器年度框架")
    for name in ("contact_name", "phone", "region", "initiation"):
        page.locator(f"#opportunity [name={name}]").fill(COMPLETE[name])
    page.locator("[name=source]").select_option(COMPLETE["source"])
    hand.click(page.get_by_role("button", name=REGISTER[language], exact=True))
    expect(page.locator("[data-record='opportunities.opportunity'] h1")).to_contain_text("膜片联轴器年度框架")
    assert hand.clicks <= 4
    assert Opportunity.objects.get(name="膜片联轴器年度框架").state == "submitted"


def test_a_customer_is_handed_over_in_four_clicks_from_home(cast, page_as, language, hand, transactional_db) -> None:
    customer = register_customer({"name": "青屿重工（苏州）有限公司"}, actor=cast.he, now=timezone.now())
    page: Page = page_as(cast.lin, language=language)
    page.goto("/")
    page.keyboard.press("Control+k")
    page.locator("#palette input").fill("青屿重工")
    hand.click(page.locator(f"#palette a[href='/customers/{customer.pk}']"))
    hand.click(page.locator(".record-acts summary"))
    hand.click(page.locator(f".record-acts [href='/customers/{customer.pk}/owner'], .record-acts [hx-get='/customers/{customer.pk}/owner']"))
    dialog = page.locator("#dialog")
    dialog.locator("[name=owner]").select_option(str(cast.zhou.pk))
    dialog.locator("[name=reason]").fill("分工调整")
    hand.click(dialog.locator("button[type=submit]"))
    expect(dialog).to_be_hidden()
    customer.refresh_from_db()
    assert customer.owner == cast.zhou
    assert hand.clicks <= 4
