"""Pulling a column in the browser: the address keeps the width, and a double click makes it usual again."""

from playwright.sync_api import Page


def _width(page: Page) -> int:
    return int(page.locator('col[data-col="lead"]').get_attribute("width") or 0)


def test_a_column_is_pulled_by_pointer_and_by_keys_and_made_usual_again(cast, page_as, transactional_db) -> None:
    page: Page = page_as(cast.lin)
    page.goto("/knowledge?view=all")
    grip, before = page.locator('[data-grip="lead"]'), _width(page)
    box = grip.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 64, box["y"] + 10, steps=4)
    page.mouse.up()
    page.wait_for_url("**widths=lead-*")
    assert _width(page) == before + 60
    page.locator('[data-grip="lead"]').focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**widths=lead-{before + 44}*")
    page.locator('[data-grip="lead"]').dblclick()
    page.wait_for_function("width => document.querySelector('col[data-col=lead]').getAttribute('width') == width", arg=str(before))
