"""The frame: logging in, the rail by rights, language and theme, refusals in words."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory

from gendan.spine.refusal import NotAllowed, Refusal, Stale
from gendan.ui import menu, records
from gendan.ui.middleware import Pages
from tests.cast import PASSWORD, Cast


def test_log_in_and_out(client: Client, cast: Cast) -> None:
    cast.lin.set_password(PASSWORD)
    cast.lin.save()
    assert "登录名" in client.get("/login").content.decode()
    wrong = client.post("/login", {"username": "lin", "password": "no"})
    assert wrong.status_code == 200
    assert 'role="alert"' in wrong.content.decode()
    assert client.post("/login", {"username": "lin", "password": PASSWORD, "next": "/me"}).url == "/me"
    assert "林叙" in client.get("/me").content.decode()
    assert client.post("/logout").status_code == 302
    assert client.get("/me").url.startswith("/login")


def test_the_language_is_kept_on_the_employee(client: Client, cast: Cast) -> None:
    client.force_login(cast.lin)
    assert client.post("/appearance/language", {"language": "en", "next": "/me"}).url == "/me"
    cast.lin.refresh_from_db()
    assert cast.lin.language == "en"
    assert "Log out" in client.get("/me").content.decode()
    assert client.post("/appearance/language", {"language": "//nowhere", "next": "/me"}).url == "/me"
    assert "Log out" in client.get("/me").content.decode()


def test_a_visitor_keeps_the_language_in_the_browser(client: Client, db) -> None:
    client.post("/appearance/language", {"language": "en", "next": "/login"})
    assert "Password" in client.get("/login").content.decode()


def test_nobody_is_sent_to_another_house(client: Client, db) -> None:
    assert client.post("/appearance/theme", {"theme": "dark", "next": "https://example.com/"}).url == "/"


def test_the_theme_is_in_the_first_byte(client: Client, cast: Cast) -> None:
    client.force_login(cast.lin)
    assert 'data-theme="system"' in client.get("/me").content.decode()
    client.post("/appearance/theme", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/me").content.decode()
    client.post("/appearance/theme", {"theme": "<script>"})
    assert 'data-theme="dark"' in client.get("/me").content.decode()


def test_a_page_has_no_inline_script_or_style(client: Client, cast: Cast) -> None:
    client.force_login(cast.fang)
    for address in ("/me", "/style", "/nowhere"):
        response = client.get(address)
        page = response.content.decode()
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page), address


def test_a_missing_page_says_who_can_help(client: Client, cast: Cast) -> None:
    client.force_login(cast.zhou)
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert "林叙" in response.content.decode()


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(NotAllowed("没有权限", who="林叙"), 403), (Stale("有人改过"), 409), (Refusal("还没有下一步"), 422)],
)
def test_a_refusal_becomes_a_page_with_its_reason(
    rf: RequestFactory, cast: Cast, refusal: Refusal, status: int
) -> None:
    request = rf.get("/x")
    request.user = cast.zhou
    request.htmx = False
    response = Pages(lambda _: None).process_exception(request, refusal)
    assert response.status_code == status
    assert str(refusal.reason) in response.content.decode()


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(menu, "_ENTRIES", {})
    monkeypatch.setattr(menu, "_CREATE", {})
    menu.register("me", label="Me", icon="user", url_name="ui:me", position=10)
    menu.register("style", label="Style", icon="star", url_name="ui:style", group="me", position=20)
    menu.register("hidden", label="H", icon="x", url_name="ui:me", needs=lambda employee: False)
    menu.register("gone", label="G", icon="x", url_name="no:such")
    menu.register("admin", label="A", icon="x", url_name="ui:style", needs=lambda employee: employee.is_administrator)
    menu.register_create("new", label="N", icon="plus", url_name="ui:me", needs=("customers.customer", "create"))
    yield
    menu.forget()


def test_the_rail_shows_what_a_person_may_use(cast: Cast, places: None) -> None:
    rail = menu.rail(cast.zhou, path="/style/home")
    assert [item.entry.key for item in rail] == ["me"]
    assert rail[0].current
    assert [child.entry.key for child in rail[0].children] == ["style"]
    assert {item.entry.key for item in menu.rail(cast.fang, path="/")} == {"me", "admin"}


def test_records_have_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_PAGES", {})
    records.register("ui.page", "ui:style_page", "star", "Page")
    assert records.record_url("ui.page", 7) == "/style/7"
    assert records.record_url("no.kind", 7) == ""
    assert records.icon_of("no.kind") == "file"


def test_the_style_page_is_for_administrators(client: Client, cast: Cast) -> None:
    client.force_login(cast.zhou)
    assert client.get("/style").status_code == 404
    client.force_login(cast.fang)
    assert client.get("/style").status_code == 200
