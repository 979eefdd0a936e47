"""The dashboard: what a role begins with, and what somebody makes of it."""

import pytest

from gendan.desk.reports import actions, tiles
from gendan.desk.reports.models import Dashboard
from gendan.desk.reports.queries import dashboard_of
from gendan.desk.reports.tiles import Tile
from gendan.spine.org.models import Role
from gendan.spine.refusal import NotAllowed


def laid_out(client) -> list[str]:
    return [tile.report for tile in client.get("/reports").context["tiles"]]


@pytest.fixture
def chief(cast, client):
    client.force_login(cast.lin)
    return client


def change(client, do: str, report: str = "", **values: str):
    return client.post("/reports/dashboard/change", {"do": do, "report": report, **values}, follow=True)


def test_a_head_begins_with_the_reports_of_the_role(chief) -> None:
    assert laid_out(chief) == list(tiles.BEGINNINGS["sales_head"])


def test_a_person_adds_moves_widens_and_removes_tiles_and_starts_over(chief, cast) -> None:
    first = laid_out(chief)
    change(chief, "add", "losses")
    change(chief, "earlier", "losses")
    change(chief, "wide", "losses")
    change(chief, "remove", first[0])
    page = change(chief, "period", "losses", period="quarter")
    assert "由你编排" in page.content.decode()
    found = page.context["tiles"]
    assert [tile.report for tile in found] == [*first[1:-1], "losses", first[-1]]
    assert found[-2] == Tile("losses", "quarter", wide=True)
    change(chief, "reset")
    assert laid_out(chief) == first
    assert not Dashboard.objects.exists()


def test_an_unknown_change_says_so_and_loses_nothing(chief) -> None:
    change(chief, "remove", "funnel")
    answer = chief.post("/reports/dashboard/change", {"do": "explode"})
    assert "请选择要改什么" in answer.content.decode()
    assert "funnel" not in laid_out(chief)
    assert "late" in laid_out(chief)


def test_an_administrator_lays_out_what_a_role_begins_with(cast, client, now) -> None:
    heads = Role.objects.get(key="sales_head")
    with pytest.raises(NotAllowed):
        actions.lay_out([Tile("won")], actor=cast.lin, role=heads, now=now)
    cast.gu.is_administrator = True
    cast.gu.save()
    client.force_login(cast.gu)
    change(client, "add", "regions", role="sales_head")
    assert [tile.report for tile in dashboard_of(cast.lin, on=now.date())[0]][-1] == "regions"
    assert client.get("/reports?role=sales_head").context["role"] == heads
    client.force_login(cast.lin)
    assert client.get("/reports?role=sales_head").status_code == 403


def test_a_tile_shows_only_what_its_reader_may_see(cast, client) -> None:
    client.force_login(cast.lin)
    assert client.get("/reports/dashboard/tile/late").status_code == 200
    client.force_login(cast.he)
    assert client.get("/reports/dashboard/tile/late").status_code == 403
    assert client.get("/reports/dashboard/tile/funnel").status_code == 200
    assert "late" not in [one.key for one in client.get("/reports").context["reports"]]


def test_moving_never_loses_a_tile() -> None:
    found = [Tile("funnel"), Tile("won"), Tile("losses")]
    for by in (-5, -1, 0, 1, 5):
        for tile in found:
            assert sorted(one.report for one in tiles.moved(found, tile.report, by)) == ["funnel", "losses", "won"]
