"""The width of a column is part of a list's address and of a saved view (screens 3)."""

import pytest
from django.http import QueryDict

from gendan.ui.listing.address import shape_of, widths_of
from gendan.ui.models import SavedView
from gendan.ui.tests.test_list_page import URL, customer

pytestmark = pytest.mark.urls("gendan.ui.tests.lists")


@pytest.fixture
def home(cast, client):
    """Lin looks at a list with one customer."""
    client.force_login(cast.lin)
    customer(cast.lin, "岚石液压", abc="A")
    return cast


@pytest.mark.parametrize(("text", "found"), [
    ("name-240.code-96", (("code", 96), ("name", 240))),
    ("name-9.code-9999", (("code", 800), ("name", 48))),
    ("name-x.-20.name-12345.", ()),
    ("", ()),
])
def test_widths_are_read_within_reason(text, found):
    assert widths_of(text) == found


def test_a_shape_with_widths_is_spelled_as_it_was_read():
    shape = shape_of(QueryDict("f.abc=A&widths=abc-120.lead-300"))
    assert shape.query() == "f.abc=A&widths=abc-120.lead-300"
    assert shape_of(QueryDict(shape.query())) == shape


def test_the_table_takes_the_widths_of_the_address_and_the_rest_stays(home, client):
    page = client.get(URL, {"view": "all", "edited": "1", "widths": "lead-333.nonsense-100", "f.abc": "A"})
    sheet = page.context["sheet"]
    html = page.content.decode()
    assert '<col width="333" data-col="lead">' in html
    assert sheet.address.shape.widths == (("lead", 333),)
    assert "f.abc=A" in sheet.widths_url
    assert sheet.widths_url.endswith("widths=")
    assert 'data-grip="lead"' in html


def test_a_width_that_is_the_usual_one_is_no_change(home, client):
    sheet = client.get(URL, {"view": "all"}).context["sheet"]
    again = client.get(URL, {"view": "all", "edited": "1", "widths": f"lead-{sheet.lead_width}"}).context["sheet"]
    assert not again.address.edited


def test_a_saved_view_keeps_its_widths(home, client):
    client.post("/lists/test-customers/views?edited=1&widths=lead-280", {"name": "宽", "shared": ""})
    view = SavedView.objects.get()
    assert view.query == "widths=lead-280"
    assert '<col width="280" data-col="lead">' in client.get(URL, {"view": f"s{view.pk}"}).content.decode()
