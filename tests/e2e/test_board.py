"""Cards of the board, moved by keys and by hand, in a real browser."""

from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from gendan.modules.customers.actions import register_customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import engine

BOARD = "/opportunities?layout=board"


@pytest.fixture
def opportunity(cast, transactional_db) -> Opportunity:
    """An opportunity of He's in the first stage, without an amount."""
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.he, now=timezone.now())
    return registered(customer, actor=cast.he, reviewer=cast.lin, now=timezone.now())


def card_in(page: Page, state: str, opportunity: Opportunity) -> Locator:
    return page.locator(f"[data-state={state}] [data-card='{opportunity.pk}']")


def drag(page: Page, card: Locator, state: str) -> None:
    """Hold the card with the mouse and let it go over a column, in steps as a hand does."""
    target = page.locator(f"[data-state={state}] [data-cards], [data-state={state}].is-folded").first
    target.scroll_into_view_if_needed()
    start, end = card.locator(".card-line").nth(1).bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 30, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 20, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 40, steps=12)
    page.mouse.up()


def test_a_card_is_moved_by_keys(cast, page_as, opportunity) -> None:
    page: Page = page_as(cast.he)
    page.goto(BOARD)
    card_in(page, "target", opportunity).focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-state=won_chance]")).to_have_class("board-column is-open")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-board] .is-target")).to_have_attribute("data-state", "won_chance")
    page.keyboard.press("Enter")
    expect(card_in(page, "won_chance", opportunity)).to_be_visible()
    opportunity.refresh_from_db()
    assert opportunity.state == "won_chance"


def test_escape_puts_a_lifted_card_back(cast, page_as, opportunity) -> None:
    page: Page = page_as(cast.he)
    page.goto(BOARD)
    card_in(page, "target", opportunity).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator("[data-board] .is-target, [data-board] .is-lifted")).to_have_count(0)
    expect(card_in(page, "target", opportunity)).to_be_visible()


def test_a_card_is_moved_by_the_mouse(cast, page_as, opportunity, language) -> None:
    page: Page = page_as(cast.he, language=language)
    page.goto(BOARD)
    drag(page, card_in(page, "target", opportunity), "won_chance")
    expect(page.locator("[data-state=won_chance] .board-head .muted")).to_have_text("1")
    expect(card_in(page, "won_chance", opportunity)).to_be_visible()
    opportunity.refresh_from_db()
    assert opportunity.state == "won_chance"


def test_a_move_that_is_refused_puts_the_card_back_and_says_why(cast, page_as, opportunity) -> None:
    page: Page = page_as(cast.he)
    page.goto(BOARD)
    card = card_in(page, "target", opportunity)
    card.focus()
    page.keyboard.press("Space")
    for _column in ("won_chance", "need", "solution", "quote"):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-board] .is-target")).to_have_attribute("data-state", "quote")
    page.keyboard.press("Enter")
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("金额")
    dialog.locator("[data-close]").first.click()
    expect(card).to_be_visible()
    opportunity.refresh_from_db()
    assert opportunity.state == "target"


def test_a_card_that_a_colleague_moved_meanwhile_goes_where_it_stands_with_words(cast, page_as, opportunity) -> None:
    page: Page = page_as(cast.he)
    page.goto(BOARD)
    engine.perform(opportunity, "to_solution", actor=cast.lin, now=timezone.now())
    drag(page, card_in(page, "target", opportunity), "won_chance")
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("赢得机会")
    expect(card_in(page, "solution", opportunity)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(card_in(page, "solution", opportunity)).to_be_visible()
    expect(card_in(page, "won_chance", opportunity)).to_have_count(0)
    opportunity.refresh_from_db()
    assert opportunity.state == "solution"


def test_a_card_dragged_back_asks_for_the_reason_and_returns_when_there_is_none(cast, page_as, opportunity) -> None:
    page: Page = page_as(cast.he)
    page.goto(BOARD)
    drag(page, card_in(page, "target", opportunity), "need")
    expect(page.locator("[data-state=need] .board-head .muted")).to_have_text("1")
    drag(page, card_in(page, "need", opportunity), "target")
    dialog = page.locator("#dialog")
    expect(dialog.locator("[name=reason]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(card_in(page, "need", opportunity)).to_be_visible()
    drag(page, card_in(page, "need", opportunity), "target")
    dialog.locator("[name=reason]").fill("需求变了")
    dialog.locator("button[type=submit]").click()
    expect(page.locator("[data-state=target] .board-head .muted")).to_have_text("1")
    opportunity.refresh_from_db()
    assert opportunity.state == "target"


def test_an_opportunity_is_won_with_its_contract_through_the_dialog(cast, page_as, opportunity) -> None:
    page: Page = page_as(cast.he)
    page.goto(f"/opportunities/{opportunity.pk}")
    button = page.locator(".record-head [data-do=win]")
    if not button.is_visible():
        page.locator(".record-acts summary").click()
    button.click()
    dialog = page.locator("#dialog")
    dialog.locator("[name=contract_number]").fill("HT-2026-018")
    dialog.locator("[name=signed_on]").fill("2026-09-20")
    dialog.locator("[name=summary]").fill("样件合格，价格谈成")
    dialog.locator("[name=contract_amount]").fill("1280000")
    dialog.locator("[name=runs_from]").fill("2026-10-01")
    dialog.locator("[name=runs_until]").fill("2026-09-01")
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator(".has-error .field-error")).to_be_visible()
    expect(dialog.locator("[name=summary]")).to_have_value("样件合格，价格谈成")
    dialog.locator("[name=runs_until]").fill("2027-09-30")
    dialog.locator("button[type=submit]").click()
    expect(page.locator(".path [aria-current=step][data-state=won]")).to_be_visible()
    opportunity.refresh_from_db()
    assert (opportunity.state, opportunity.contract_amount) == ("won", Decimal("1280000"))
