"""Pages of opportunities."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gendan.modules.customers.actions import register_customer
from gendan.modules.opportunities.actions import meet_competitor
from gendan.modules.opportunities.models import Competitor, Opportunity
from gendan.modules.opportunities.tests.story import COMPLETE, registered


@pytest.fixture
def customer(cast, now):
    return register_customer({"name": "岚石液压科技有限公司"}, actor=cast.he, now=now)


@pytest.fixture
def opportunity(cast, now, customer):
    return registered(customer, actor=cast.he, reviewer=cast.lin, now=now, amount=318000)


def test_list_and_board(client, cast, opportunity):
    client.force_login(cast.he)
    assert opportunity.name in client.get("/opportunities").content.decode()
    assert opportunity.name in client.get("/opportunities?layout=board").content.decode()


def test_list_needs_as_many_queries_for_three_as_for_one(client, cast, now, customer, opportunity):
    client.force_login(cast.he)
    client.get("/opportunities")
    with CaptureQueriesContext(connection) as one:
        client.get("/opportunities")
    for _number in range(2):
        registered(customer, actor=cast.he, reviewer=cast.lin, now=now)
    with CaptureQueriesContext(connection) as three:
        client.get("/opportunities")
    assert len(one) == len(three)


@pytest.mark.parametrize("tab", ["story", "data", "competitors", "checks", "files", "changes"])
def test_record_page_and_its_tabs(client, cast, opportunity, tab):
    client.force_login(cast.he)
    response = client.get(f"/opportunities/{opportunity.pk}?tab={tab}")
    assert response.status_code == 200
    assert opportunity.name in response.content.decode()


@pytest.mark.parametrize("dialog", ["assign", "competitor", "lines", "customer"])
def test_dialogs_open(client, cast, opportunity, dialog):
    client.force_login(cast.lin)
    response = client.get(f"/opportunities/{opportunity.pk}/{dialog}", HTTP_HX_REQUEST="true")
    assert response.status_code == 200


def test_a_stranger_gets_404(client, cast, opportunity):
    client.force_login(cast.ma)
    assert client.get(f"/opportunities/{opportunity.pk}").status_code == 404


def _typed(**values):
    return COMPLETE | {"customer_name": "汉旌电梯部件有限公司", "name": "膜片联轴器年度框架"} | values


def test_f38_1_registering_on_the_page_enters_the_customer_too(client, cast):
    client.force_login(cast.he)
    response = client.post("/opportunities/new", _typed())
    assert response.status_code == 302, response.content.decode()[-3000:]
    opportunity = Opportunity.objects.get(name="膜片联轴器年度框架")
    assert (opportunity.state, opportunity.customer.name) == ("submitted", "汉旌电梯部件有限公司")
    assert opportunity.customer.contacts.get().name == "高建平"


@pytest.mark.parametrize("field", [*COMPLETE, "customer_name"])
def test_f38_2_a_missing_field_is_said_at_the_field_and_loses_nothing(client, cast, field):
    client.force_login(cast.he)
    response = client.post("/opportunities/new", _typed(**{field: ""}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert response.context["form"]["name"].value() == "膜片联轴器年度框架"
    assert not Opportunity.objects.exists()


def test_f38_5_a_duplicate_is_refused_at_the_field_and_nothing_is_written(client, cast, opportunity, customer):
    client.force_login(cast.zhou)
    response = client.post("/opportunities/new", _typed(customer_name="岚石液压科技公司"))
    assert response.status_code in (409, 422)
    assert Opportunity.objects.count() == 1


def test_two_people_change_one_record(client, cast, opportunity):
    client.force_login(cast.he)
    page = client.get(f"/opportunities/{opportunity.pk}/edit")
    form = page.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name not in ("products", "rivals")}
    typed["original"] = page.context["original"]
    first = client.post(f"/opportunities/{opportunity.pk}/edit", typed | {"region": "无锡"})
    assert first.status_code == 302, first.content.decode()[-2000:]
    client.force_login(cast.lin)
    second = client.post(f"/opportunities/{opportunity.pk}/edit", typed | {"region": "常州"})
    assert second.status_code == 409
    assert "无锡" in second.content.decode()


@pytest.mark.parametrize(
    "report", ["funnel", "forecast", "won", "competitors", "losses", "opportunity-sources", "regions", "registrations", "duplicates",
               "calls", "new-calls", "kinds", "promises"]
)
def test_reports_open_as_page_and_as_sheet(client, cast, opportunity, report):
    client.force_login(cast.fang)
    assert client.get(f"/reports/{report}").status_code == 200
    assert client.get(f"/reports/{report}?period=quarter").status_code == 200
    assert client.get(f"/reports/{report}?format=xlsx").content[:2] == b"PK"


def test_competitors_are_kept_on_their_own_pages(client, cast, now, opportunity):
    meet_competitor(opportunity, actor=cast.he, now=now, name="某进口品牌")
    client.force_login(cast.he)
    assert "某进口品牌" in client.get("/opportunities/competitors").content.decode()
    typed = {"name": "北方传动", "price_range": "低约一成", "strengths": "现货多"}
    assert client.post("/opportunities/competitors/new", typed).status_code == 302
    assert Competitor.objects.get(name="北方传动").price_range == "低约一成"


def test_f39_3_many_are_moved_and_handed_over_from_the_list(client, cast, now, customer, opportunity):
    chosen = [opportunity.pk, registered(customer, actor=cast.he, reviewer=cast.lin, now=now).pk]
    client.force_login(cast.lin)
    assert client.post("/lists/opportunities/bulk/expect?view=all", {"id": chosen, "expected_on": "2026-12-01"}).status_code == 302
    assert client.post("/lists/opportunities/bulk/assign?view=all", {"id": chosen, "owner": cast.zhou.pk, "reason": "休假"}).status_code == 302
    assert {(str(one.expected_on), one.owner) for one in Opportunity.objects.all()} == {("2026-12-01", cast.zhou)}
