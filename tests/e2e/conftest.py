"""A real browser against the real server: Debian's chromium, at a desk (1366 × 768) or on a phone (390 × 844)."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gendan.spine.org.entrance import SessionStore
from gendan.spine.org.models import Employee

HERE = Path(__file__).parent
DIST = Path(settings.BASE_DIR) / "gendan" / "ui" / "static" / "dist"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=10_000)  # as the pages: two tests share the cores
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PageOf = Callable[..., Page]


def chromium() -> str | None:
    """The browser: the one that CHROMIUM names, else an installed one."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, filter(None, names))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is e2e, and is left out where it cannot run."""
    without_browser = pytest.mark.skip(reason="no chromium: install it, or name it with CHROMIUM")
    without_assets = pytest.mark.skip(reason="the pages' assets are not built: npm run build")
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)
            if chromium() is None:
                item.add_marker(without_browser)
            elif not (DIST / "app.css").exists():
                item.add_marker(without_assets)


@pytest.fixture(scope="session", autouse=True)
def _sync_orm_beside_playwright() -> Iterator[None]:
    """Playwright keeps an event loop running in the test's thread, which Django would take for async code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": chromium(), "args": FLAGS, "headless": True}


@pytest.fixture(params=["zh-hans", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """A journey that takes this runs once in Chinese and once in English; `page_as(…, language=language)`."""
    return str(request.param)


@pytest.fixture
def page_as(browser: Browser, live_server: Any) -> Iterator[PageOf]:
    """`page_as(cast.lin)` is a page on which Lin has logged in; `phone=True` for the small one, `language="en"`."""
    contexts: list[BrowserContext] = []

    def open_page(employee: Employee, *, phone: bool = False, language: str = "", scheme: str = "light") -> Page:
        if language:
            Employee.objects.filter(pk=employee.pk).update(language=language)
        context = browser.new_context(
            base_url=live_server.url,
            viewport=PHONE if phone else DESK,
            has_touch=phone,
            is_mobile=phone,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        context.add_cookies([session_cookie(employee, live_server.url)])
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def session_cookie(employee: Employee, url: str) -> Any:
    session = SessionStore()
    session[SESSION_KEY] = str(employee.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = employee.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}
