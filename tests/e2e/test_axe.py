"""Nothing on the main pages that WCAG 2.2 AA forbids, as far as axe can tell: at a desk by day and by night, and on a phone."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from gendan.modules.customers.actions import register_customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.modules.plans.actions import begin_month
from gendan.modules.plans.rules import month_of
from gendan.spine.org.models import Employee
from gendan.spine.procedures import todos

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
RUN = """only => axe.run(document, {runOnly: only, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)} (${node.failureSummary.slice(0, 200)})`)))"""
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]  # by night nothing else differs


@pytest.fixture
def opportunity(cast, transactional_db) -> Opportunity:
    """Something late, something planned, something without a next step, and a plan of the month."""
    now = timezone.now()
    Employee.objects.filter(pk=cast.lin.pk).update(is_administrator=True)
    for number in range(3):
        register_customer({"name": f"青屿重工（{number}）有限公司", "abc": "A"}, actor=cast.lin, now=now, state="follow")
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.he, now=now)
    before, due = now - timedelta(days=3), now - timedelta(days=2)
    todos.add(customer, title="电话问样件结果", assignee=cast.lin, due_at=due, way="call", actor=cast.lin, now=before)
    begin_month(cast.lin, month=month_of(timezone.localdate(now)), actor=cast.lin, now=now)
    return registered(customer, actor=cast.he, reviewer=cast.lin, now=now)


class Axe:
    """One browser page, and what axe holds against whatever it shows."""

    def __init__(self, page: Page, *, rules: list[str] | None = None) -> None:
        self.page, self.findings = page, list[str]()
        self.only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AA}
        page.set_default_timeout(45_000)  # the server compiles its first page, and others share the cores

    def look(self) -> None:
        self.page.evaluate(AXE.read_text())
        self.findings += [f"{self.page.url} {finding}" for finding in self.page.evaluate(RUN, self.only)]

    def open(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, address
        self.look()


def addresses(opportunity: Opportunity) -> list[str]:
    customer = f"/customers/{opportunity.customer_id}"
    return [
        "/", "/customers?view=all", "/customers?view=all&group=owner", "/opportunities?view=all&layout=board", customer,
        f"{customer}?tab=contacts", f"{customer}/edit", f"/opportunities/{opportunity.pk}", "/calendar", "/plans", "/care",
        "/reports/funnel", "/settings", "/settings/procedures/opportunity", "/settings/fields", "/todos", "/messages",
    ]  # fmt: skip


@pytest.mark.parametrize("layout", ["desk", "phone", "night"])
def test_axe_finds_nothing(cast, page_as, opportunity: Opportunity, layout: str) -> None:
    page: Page = page_as(cast.lin, phone=layout == "phone", scheme="dark" if layout == "night" else "light")
    axe = Axe(page, rules=COLOURS if layout == "night" else None)
    for address in addresses(opportunity):
        axe.open(address)
    look_at_dialog(axe, opportunity)
    look_at_palette(axe)
    page.context.clear_cookies()
    axe.open("/login")
    assert "\n".join(axe.findings) == ""


def look_at_dialog(axe: Axe, opportunity: Opportunity) -> None:
    """A transition that asks, open over its record."""
    axe.page.goto(f"/opportunities/{opportunity.pk}")
    do = f"/do/opportunities.opportunity/{opportunity.pk}/lose"
    axe.page.evaluate("path => htmx.ajax('POST', path, {target: '#dialog', swap: 'innerHTML'})", do)
    expect(axe.page.locator("#dialog form")).to_be_visible()
    axe.look()


def look_at_palette(axe: Axe) -> None:
    axe.page.goto("/")
    axe.page.keyboard.press("Control+k")
    expect(axe.page.locator("#palette .palette-item").first).to_be_visible()
    axe.look()
