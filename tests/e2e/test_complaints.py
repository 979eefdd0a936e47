"""From the form on a phone to the desk: a complaint without an account, and the desk that calms, meets and tells."""

import io
import os
import re
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from gendan.modules.complaints.models import Complaint
from gendan.modules.customers.tests.factories import customer
from gendan.spine.links import actions as links


def shot(page: Page, name: str) -> None:
    """A picture to look at, where somebody asks for it."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"complaints_{name}.png", full_page=True)


def photo() -> dict[str, object]:
    target = io.BytesIO()
    Image.new("RGB", (320, 240), "grey").save(target, "JPEG")
    return {"name": "断口.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


def test_a_complaint_from_the_phone_reaches_the_desk(cast, page_as, browser: Browser, live_server, transactional_db) -> None:
    now = timezone.now()
    firm = customer(cast.he, now, state="maintain")
    address = links.issue(firm, purpose="complaint_form", expires_at=now + timedelta(days=9), actor=cast.he, now=now)
    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True).new_page()
    phone.set_default_timeout(45_000)
    phone.goto(f"{live_server.url}{address}")
    shot(phone, "form")
    phone.get_by_label("出了什么问题？").fill("联轴器键槽开裂")
    phone.get_by_label("照片").set_input_files(photo())
    phone.get_by_label("您的姓名").fill("沈工")
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator(".field-error").first).to_be_visible()
    phone.get_by_label("您的电话").fill("13800001111")
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator("[data-complaint]")).to_be_visible()
    expect(phone.locator("[data-hears]")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(phone, "status")
    row = Complaint.objects.get()

    desk: Page = page_as(cast.xu)
    desk.set_default_timeout(45_000)
    desk.goto(f"/complaints/{row.pk}")
    expect(desk.locator("[data-first-words]")).to_be_visible()
    shot(desk, "record")
    desk.goto(f"/complaints/{row.pk}?tab=meetings")
    expect(desk.get_by_role("link", name="召集碰头会")).to_be_visible()
    desk.goto(f"/complaints/{row.pk}?tab=replies")
    desk.get_by_role("link", name="告知投诉人").click()
    words = desk.locator("#dialog textarea[name=text]")
    expect(words).to_have_value(re.compile("我们"))
    shot(desk, "tell")
