"""The first page of a day comes over a slow line too: all of it together is light."""

import gzip

import pytest
from playwright.sync_api import Response

from tests.cast import Cast
from tests.e2e.conftest import PageOf

LIGHT = 150_000  # bytes, compressed as the server does
PACKED = (".woff2", ".png")


def weight(response: Response) -> int:
    body = response.body()
    return len(body) if response.url.split("?")[0].endswith(PACKED) else len(gzip.compress(body))


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_first_page_is_light(page_as: PageOf, cast: Cast, phone: bool) -> None:
    page = page_as(cast.lin, phone=phone)
    came: list[Response] = []
    page.on("response", lambda answer: came.append(answer))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    weights = {one.url: weight(one) for one in came if one.ok}
    assert any(url.endswith("app.js") for url in weights)
    assert sum(weights.values()) <= LIGHT, weights
