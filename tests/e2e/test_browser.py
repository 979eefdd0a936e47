"""The browser itself: it reaches the server, is strict about scripts, and can show Chinese."""

from playwright.sync_api import Page

from gendan.ui.security import POLICY
from tests.cast import Cast


def test_the_browser_is_logged_in_and_bound_by_the_policy(cast: Cast, page_as, transactional_db) -> None:
    page: Page = page_as(cast.lin)
    answer = page.goto("/")
    assert answer is not None
    assert answer.status == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert "/login" not in page.url


def test_chinese_is_not_shown_as_boxes(cast: Cast, page_as, transactional_db) -> None:
    page: Page = page_as(cast.lin, phone=True)
    page.goto("/")
    widths = "t => { const c = document.createElement('canvas').getContext('2d'); c.font = '40px sans-serif';"
    drawn = "c.fillText(t, 0, 40); return c.getImageData(0, 0, 60, 60).data.join() }"
    assert page.evaluate(widths + drawn, "跟") != page.evaluate(widths + drawn, "单")
