"""A passkey in a real browser, with the browser's own make-believe phone."""

import re

from playwright.sync_api import Page, expect

from gendan.spine.doors.models import Passkey, Visit


def phone_of(page: Page) -> None:
    """The page's browser has a device that keeps keys and knows its owner's finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})


def test_one_makes_a_passkey_and_comes_in_by_it_alone(cast, page_as, transactional_db) -> None:
    cast.lin.set_password("鸟倦飞而知还2026")
    cast.lin.save()
    page: Page = page_as(cast.lin)
    phone_of(page)
    page.context.clear_cookies()
    page.goto("/login?next=/me/second-factor")
    page.fill("[name=username]", cast.lin.username)
    page.fill("[name=password]", "鸟倦飞而知还2026")
    page.press("[name=password]", "Enter")
    page.fill("#key-name", "工位电脑")
    page.locator("[data-passkey=create] button").click()
    expect(page.locator("[data-codes] kbd")).to_have_count(10)
    page.goto("/me/second-factor")
    expect(page.locator("[data-key]")).to_contain_text("工位电脑")
    page.context.clear_cookies()
    page.goto("/login?next=/customers")
    page.locator("[data-passkey=get] button").click()
    page.wait_for_url(re.compile(r":\d+/customers$"))
    assert Passkey.objects.get(employee=cast.lin).used_at is not None
    assert Visit.objects.filter(employee=cast.lin).exists()
    page.context.clear_cookies()
    page.goto("/login")
    page.fill("[name=username]", cast.lin.username)
    page.fill("[name=password]", "鸟倦飞而知还2026")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/login/code")
    page.locator("[data-passkey=get] button").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    page.goto("/me/second-factor")
    expect(page.locator("[data-key]")).to_contain_text("工位电脑")
