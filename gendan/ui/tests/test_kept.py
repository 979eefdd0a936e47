"""Kept parts of pages: nobody sees what was written for somebody else, and what changed is written anew."""

import re
from typing import Any

import pytest
from django.test import Client

from gendan.ui.kept import forget
from gendan.ui.listing.declare import listings
from tests.cast import Cast

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value|name="csrf-token" content)="(\w+)"')


def _page(person: Any, address: str) -> str:
    client = Client()
    client.force_login(person)
    return client.get(address, follow=True).content.decode()


def _without_token(page: str) -> str:
    return TOKEN.sub(r'\1=""', page)


@pytest.fixture(autouse=True)
def anew() -> None:
    forget()


def test_a_list_looks_the_same_whoever_looked_at_it_before(cast: Cast) -> None:
    people = (cast.lin, cast.gao, cast.xu, cast.fang, cast.ding)
    addresses = [one.address() for one in listings() if not one.list_url.startswith("test")]
    cold = {}
    for person in people:
        for address in addresses:
            forget()
            cold[person.pk, address] = _without_token(_page(person, address))
    forget()
    for person in (*people, *people):
        for address in addresses:
            assert _without_token(_page(person, address)) == cold[person.pk, address], (person, address)


def test_a_page_with_words_of_its_own_for_who_shows_the_bar_of_its_reader(cast: Cast) -> None:
    for address in ("/knowledge/manage", "/nowhere"):
        for person in (cast.ding, cast.xu, cast.ding):
            assert f"<b>{person.name}</b>" in _page(person, address), (person, address)


def test_each_session_has_its_own_token_in_kept_forms(cast: Cast) -> None:
    pages = [_page(cast.lin, "/customers"), _page(cast.lin, "/customers")]
    tokens = [{token for _name, token in TOKEN.findall(page)} for page in pages]
    assert tokens[0]
    assert tokens[0].isdisjoint(tokens[1])
    assert all("\x00" not in page for page in pages)


def test_a_new_name_title_or_language_is_seen_at_once(cast: Cast) -> None:
    assert "林晚" not in _page(cast.lin, "/customers")
    cast.lin.name, cast.lin.title = "林晚", "总监"
    cast.lin.save()
    page = _page(cast.lin, "/customers")
    assert "林晚" in page
    assert "总监" in page
    cast.lin.language = "en"
    cast.lin.save()
    assert "Log out" in _page(cast.lin, "/customers")
    cast.lin.department.name = "海外部"
    cast.lin.department.save()
    assert "海外部" in _page(cast.lin, "/customers")


def test_a_renamed_view_is_seen_at_once(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.lin)
    client.post("/lists/customers/views?view=mine&f.city=苏州&edited=1", {"name": "苏州的", "pinned": "on", "shared": "everybody"})
    assert "苏州的" in _page(cast.lin, "/customers")
    assert "苏州的" in _page(cast.gao, "/customers")
    view = re.search(r"view=s(\d+)", _page(cast.lin, "/customers"))
    assert view
    client.post(f"/lists/customers/views/{view[1]}", {"name": "姑苏城", "pinned": "on", "shared": "everybody"})
    assert "姑苏城" in _page(cast.gao, "/customers")
    client.post(f"/lists/customers/views/{view[1]}", {"delete": "1"})
    assert "姑苏城" not in _page(cast.gao, "/customers")
