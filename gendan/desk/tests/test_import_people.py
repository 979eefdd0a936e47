"""The real people of a hardware seller come in through the ordinary import, and go again."""

from pathlib import Path

import pytest

from gendan.desk.import_pages import people
from gendan.modules.catalog.models import Product, ProductLine
from gendan.spine.imports import actions, command, working
from gendan.spine.org import queries
from gendan.spine.org.models import Department, Employee, RoleHolder
from tests.real_data import seller

REAL = seller() or Path("/nowhere")
real = pytest.mark.skipif(not REAL.is_dir(), reason="GENDAN_REAL_DATA names no folder")
TEAMS = "sales_agent,manager,regional_office\nAnna Lee,Dan Bo,Central\nCe Lamp,Dan Bo,Central\nVi Mc,Cara Lo,East\n"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_login_names_are_made_from_names():
    names = ["Anna Snelling", "周砚", "Mei-Mei Johns", "曾晓", "José Álvarez"]
    assert [people.username_of(name) for name in names] == [
        "anna.snelling", "zhouyan", "mei-mei.johns", "zengxiao", "jose.alvarez"
    ]


def test_teams_stand_below_offices_and_managers_head_them(cast, now, tmp_path):
    before = state()
    (tmp_path / "t.csv").write_text(TEAMS)
    batch, = command.import_files(
        [tmp_path / "t.csv"], kind="employees", actor=cast.fang, now=now, report=lambda line: None
    )
    assert (batch.created, batch.failed) == (3, 0)
    anna, dan = Employee.objects.get(username="anna.lee"), Employee.objects.get(username="dan.bo")
    assert anna.department.head == dan
    assert anna.supervisor == dan
    assert anna.department.parent.name == "Central"
    assert anna.department.parent.parent == cast.company
    assert queries.people_under(dan) >= {anna.pk, Employee.objects.get(username="ce.lamp").pk}
    assert queries.roles_of(dan, on=now.date()) == {"sales_head"}
    assert queries.roles_of(anna, on=now.date()) == {"salesperson"}
    batch = working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert batch.rows.filter(outcome="undone").count() == 3
    assert state() == before


def test_only_administrators_import_people(cast):
    assert people.IMPORTER.allowed(cast.fang)
    assert not people.IMPORTER.allowed(cast.lin)


def state():
    return [
        list(model.objects.order_by("pk").values()) for model in (Employee, Department, RoleHolder, Product, ProductLine)
    ]


@real
def test_crm_sales_35_agents_under_6_managers_in_3_offices_and_7_products(cast, now):
    before = state()
    files = {"employees": "sales_teams.csv", "products": "products.csv"}
    batches = [
        command.import_files([REAL / name], kind=kind, actor=cast.fang, now=now, report=lambda line: None)[0]
        for kind, name in files.items()
    ]
    assert [(batch.created, batch.failed) for batch in batches] == [(35, 0), (7, 0)]
    offices = Department.objects.filter(name__in=["Central", "East", "West"], parent=cast.company)
    teams = Department.objects.filter(parent__in=offices)
    assert (offices.count(), teams.count()) == (3, 6)
    assert {team.head.name for team in teams} >= {"Dustin Brinkmann", "Cara Losch", "Summer Sewald"}
    assert Product.objects.get(code="GTK 500").list_price == 26768
    for batch in batches:
        working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert state() == before
