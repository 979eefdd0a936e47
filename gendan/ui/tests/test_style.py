"""Every page of samples is drawn, in both languages, without inline styles."""

import re

import pytest
from django.test import Client

from gendan.ui import samples
from tests.cast import Cast


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", sorted(samples.PAGES))
def test_a_page_of_samples(client: Client, cast: Cast, page: str, language: str) -> None:
    client.force_login(cast.fang)
    client.post("/appearance/language", {"language": language})
    response = client.get(f"/style/{page}")
    assert response.status_code == 200
    html = response.content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|{%|{#|\{\{|<c-", html)


def test_a_button_that_is_off_says_why(client: Client, cast: Cast) -> None:
    client.force_login(cast.fang)
    html = client.get("/style/complaint").content.decode()
    assert "会签通过后才能回复" in html


def test_an_unknown_page_of_samples(client: Client, cast: Cast) -> None:
    client.force_login(cast.fang)
    assert client.get("/style/nothing").status_code == 404
