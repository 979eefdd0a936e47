"""The frame in a real browser: theme, palette, keys, dialogs, drafts, and no complaint of the browser."""

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from gendan.spine.org.models import Employee
from tests.cast import Cast


@pytest.fixture
def boss(cast: Cast, transactional_db) -> Employee:
    """Somebody who may open the style page."""
    return cast.fang


@pytest.mark.parametrize("page_name", ["components", "home", "customer", "register", "complaint"])
@pytest.mark.parametrize("phone", [False, True])
def test_a_page_of_samples_fits_and_is_clean(boss: Employee, page_as, page_name: str, phone: bool) -> None:
    page: Page = page_as(boss, phone=phone)
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"/style/{page_name}")
    page.wait_for_load_state("networkidle")
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def test_the_theme_changes_at_once_and_stays(boss: Employee, page_as) -> None:
    page: Page = page_as(boss)
    page.goto("/style/home")
    page.click(".who")
    with page.expect_response("**/appearance/theme"):
        page.click("button[value=dark]")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 19, 24)"
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_palette_opens_by_keys_and_closes_by_escape(boss: Employee, page_as) -> None:
    page: Page = page_as(boss)
    page.goto("/style/home")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()
    expect(page.locator("#palette .palette-item, #palette .palette-group").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_a_dialog_opens_and_closes(boss: Employee, page_as) -> None:
    page: Page = page_as(boss)
    page.goto("/style")
    page.click("[data-dialog]")
    expect(page.locator("#sample-dialog")).to_be_visible()
    page.click("#sample-dialog [data-close] >> nth=0")
    expect(page.locator("#sample-dialog")).to_be_hidden()
    page.click("[data-toast-text]")
    expect(page.locator(".toast")).to_be_visible()


def test_what_was_typed_survives_leaving_the_page(boss: Employee, page_as) -> None:
    page: Page = page_as(boss)
    page.goto("/style/customer")
    page.fill("[data-compose]", "样件合格")
    expect(page.locator("form[data-draft-kept]")).to_be_visible()
    page.goto("/style/home")
    page.goto("/style/customer")
    expect(page.locator("[data-compose]")).to_have_value("样件合格")
    page.click(".toast button")
    expect(page.locator("[data-compose]")).not_to_have_value("样件合格")


def test_the_next_step_shows_the_state_it_will_have(boss: Employee, page_as) -> None:
    page: Page = page_as(boss)
    page.goto("/style/customer")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    page.fill("[data-next-due]", f"{today}T23:30")
    expect(page.locator("[data-next-state] [data-state=today]")).to_be_visible()
    expect(page.locator("[data-next-state] [data-state=plan]")).to_be_hidden()


def test_a_wide_rail_on_request(boss: Employee, page_as) -> None:
    page: Page = page_as(boss)
    page.goto("/style/home")
    page.click(".who")
    with page.expect_response("**/appearance/rail"):
        page.click(".menu-row button[value=wide]")
    assert page.evaluate("document.querySelector('.rail').offsetWidth") == 220
