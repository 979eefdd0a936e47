"""The views that every list comes with."""

from django.test import Client

from gendan.ui.listing.declare import listings
from tests.cast import Cast


def test_the_views_of_every_list_mean_something(cast: Cast, client: Client) -> None:
    client.force_login(cast.fang)
    for listing in listings():
        for view in listing.views:
            page = client.get(listing.address(), {"view": view.key}).content.decode()
            assert 'class="field-error"' not in page, (listing.key, view.key)


def test_a_condition_of_many_values_names_the_first(cast: Cast, client: Client) -> None:
    client.force_login(cast.fang)
    page = client.get("/tenders?view=below").content.decode()
    assert "已登记、已入围 等 4 项" in page
