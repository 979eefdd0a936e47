"""The four dirty files of a hardware seller come in through the ordinary import, and go again without a trace."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum

from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities import reports
from gendan.modules.opportunities.listing import chances
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.imports import actions, command, working
from gendan.spine.imports.models import Batch
from gendan.spine.org.models import Department, Employee
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Case, Todo
from tests.real_data import seller

REAL = seller() or Path("/nowhere")
FILES = (
    ("employees", "sales_teams.csv"), ("products", "products.csv"), ("customers", "accounts.csv"),
    ("opportunities", "sales_pipeline.csv"),
)
COUNTED = (Employee, Department, Product, Customer, Opportunity, Case, Todo)

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="GENDAN_REAL_DATA names no folder")


def bring_in(cast, now) -> list[Batch]:
    said: list[str] = []
    return [
        command.import_files(
            [REAL / name], kind=kind, actor=cast.bai, now=now, report=said.append, accept_suggestions=True
        )[0]
        for kind, name in FILES
    ]


def state():
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in COUNTED}


def everybody_sees_exactly_his_own() -> None:
    """35 agents see theirs, 6 managers those of their team; nobody sees a row more."""
    agents = Employee.objects.filter(pk__in=Opportunity.objects.values("owner"))
    for agent in agents:
        assert not Opportunity.objects.visible_to(agent).exclude(owner=agent).exists()
        assert Opportunity.objects.visible_to(agent).count() == Opportunity.objects.filter(owner=agent).count()
    managers = Employee.objects.filter(heads__employees__in=agents).distinct()
    assert (agents.count(), managers.count()) == (30, 6)
    for manager in managers:
        team = Opportunity.objects.filter(owner__department__head=manager)
        assert set(Opportunity.objects.visible_to(manager).values_list("pk")) == set(team.values_list("pk"))


def the_reports_show_the_files_own_sums(user: Employee, now: datetime) -> None:
    """Funnel, forecast and won-by-agent add up to what the file says."""
    rows = Opportunity.objects.visible_to(user)
    assert sum(row["count"] for row in reports.funnel(rows)) == 1589 + 500
    assert sum(row["count"] for row in reports.forecast(rows, chances=chances(now))) == 1589 + 500
    won = reports.won_by_owner(rows)
    assert (sum(row["won"] for row in won), sum(row["won_value"] for row in won)) == (4238, 10_005_534)


def test_8800_opportunities_with_the_files_own_sums_and_an_undo_without_a_trace(cast, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    before = state()
    batches = bring_in(cast, now)
    assert [(batch.created, batch.failed) for batch in batches] == [(35, 0), (7, 0), (85, 0), (8800, 0)]
    by_state = {key: Opportunity.objects.filter(state=key).count() for key in ("won", "lost", "need", "target")}
    assert by_state == {"won": 4238, "lost": 2473, "need": 1589, "target": 500}
    won = Opportunity.objects.filter(state="won").aggregate(total=Sum("contract_amount"))["total"]
    assert won == Decimal(10_005_534)
    assert Opportunity.objects.filter(customer=None).count() == 1425
    assert Opportunity.objects.filter(lines__product__name="GTX Pro").count() == 1480
    everybody_sees_exactly_his_own()
    the_reports_show_the_files_own_sums(cast.bai, now)
    assert Todo.objects.filter(key="choose_customer", status="open").count() == 1425
    assert doctor.run() == []
    for batch in reversed(batches):
        undone = working.work(actions.start_undo(batch, now=now).pk, now=now)
        assert undone.rows.filter(outcome="kept").count() == 0
    assert state() == before
