"""From the quotation to its contract: lines pasted from a spreadsheet, the price approved, accepted over the link."""

import os
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gendan.modules.contracts.models import Contract
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.tests import story

PASTED = "SNL518\t\t\t20\nSNL520\t\t\t5\t\t900\n"
PASTE = """([input, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def cell(page: Page, row: int, key: str):
    return page.locator(".line-grid tbody tr").nth(row).locator(f"[data-key={key}]")


def shot(page: Page, name: str) -> None:
    """A picture to look at, where somebody asks for it."""
    folder = os.environ.get("SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"quotes_{name}.png", full_page=True)


def written(page: Page, quote: Quote) -> None:
    """Lines pasted from a spreadsheet, corrected by keys, saved."""
    page.goto(f"/quotes/{quote.pk}/lines")
    first = cell(page, 0, "code")
    first.focus()
    page.evaluate(PASTE, [first.element_handle(), PASTED])
    expect(cell(page, 0, "name")).to_have_value("轴承座 SNL518")
    expect(cell(page, 0, "price")).to_have_value("1000")
    expect(page.locator(".line-grid tfoot td").nth(1)).to_have_text("24,500.00")
    expect(page.locator(".line-grid tbody tr").nth(1)).to_contain_text("低于最低价 950")
    cell(page, 1, "quantity").fill("10")
    page.keyboard.press("Enter")
    expect(cell(page, 2, "quantity")).to_be_focused()
    expect(page.locator(".line-grid tfoot td").nth(1)).to_have_text("29,000.00")
    shot(page, "lines")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/quotes/{quote.pk}")
    expect(page.locator("[data-record='quotes.quote']")).to_contain_text("29,000.00")
    shot(page, "record")


def moved(page: Page, quote: Quote, key: str, **form: str) -> None:
    """The form of a button, sent as the page would."""
    page.goto(f"/quotes/{quote.pk}")
    token = page.locator("meta[name=csrf-token]").get_attribute("content") or ""
    page.request.post(f"/do/quotes.quote/{quote.pk}/{key}", headers={"X-CSRFToken": token}, form=form)


def accepted(page: Page, browser: Browser, quote: Quote) -> None:
    """The customer accepts on his phone over the link, without logging in."""
    page.goto(f"/quotes/{quote.pk}/link")
    page.locator(".dialog-page button.btn-main").click()
    address = page.locator("[data-copy]").input_value()
    outside = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN").new_page()
    outside.goto(address)
    expect(outside.locator("table")).to_contain_text("SNL520")
    shot(outside, "public")
    outside.locator("[name=name]").fill("高建平")
    outside.locator("button[value=accept]").click()
    expect(outside.locator("[data-answer=accepted]")).to_contain_text("高建平")
    outside.context.close()


def made_a_contract(page: Page, quote: Quote) -> None:
    """Its contract begins on the quotation's page, with its lines and prices."""
    page.goto(f"/quotes/{quote.pk}")
    page.locator(f"a[href*='/contracts/new?quote={quote.pk}']").first.click()
    page.locator("[name=kind]").select_option(label="常规产品合同")
    page.locator("main form button.btn-main").first.click()
    expect(page.locator("[data-record='contracts.contract']")).to_contain_text("29,000.00")


def test_a_quotation_is_written_approved_accepted_and_becomes_a_contract(cast, page_as, browser: Browser, live_server, transactional_db) -> None:
    for code in ("SNL518", "SNL520"):
        story.product(code, "1000")
    quote = story.asked(cast.he, timezone.now())
    seller, head = page_as(cast.he), page_as(cast.lin)
    for page in (seller, head):
        page.set_default_timeout(45_000)  # the server compiles its first page, and others share the cores
    written(seller, quote)
    moved(seller, quote, "submit")
    moved(head, quote, "approve", opinion="老客户")
    moved(seller, quote, "send", way="mail", to="")
    assert Quote.objects.get().state == "sent"
    accepted(seller, browser, quote)
    assert Quote.objects.get().accepted_by == "高建平"
    made_a_contract(seller, quote)
    contract = Contract.objects.get()
    assert (contract.quote, contract.amount) == (quote, 29000)
