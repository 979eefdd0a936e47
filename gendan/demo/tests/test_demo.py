"""The made-up company, smaller and younger: whoever looks finds it alive and nothing forgotten."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from gendan.demo import company, live
from gendan.demo.world import ZONE, Scale
from gendan.modules.capa.models import Capa
from gendan.modules.care import actions as care
from gendan.modules.care.models import CareDate, Gift
from gendan.modules.catalog.models import PriceList, Rate
from gendan.modules.complaints.models import Complaint
from gendan.modules.contracts.actions import ask_renewals, end_past
from gendan.modules.contracts.models import Contract
from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity
from gendan.modules.opportunities.models import DuplicateCheck, Opportunity
from gendan.modules.orders.actions import warn_of_delays
from gendan.modules.orders.models import Order
from gendan.modules.plans.models import Plan, Visit
from gendan.modules.pools.models import Pool, Pooled
from gendan.modules.quotes.actions import expire_due
from gendan.modules.quotes.models import Quote
from gendan.modules.samples.models import SampleRequest
from gendan.spine.documents.letterheads import letterhead
from gendan.spine.org.models import Employee
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo

pytestmark = pytest.mark.xdist_group("demo")
SMALL = Scale(customers=30, opportunities=10, days=12)
SUNDAY = datetime(2026, 9, 13, 7, 40, tzinfo=ZONE)


@pytest.fixture(scope="module")
def _lived(django_db_setup, django_db_blocker):
    """The company is lived once for all tests of this module, and cleared away after them."""
    with django_db_blocker.unblock():
        live.build(now=SUNDAY, say=lambda text: None, scale=SMALL)
        yield
        live.clear()


@pytest.fixture
def demo(_lived, db):
    """The made-up company on a Sunday."""


def test_the_demo_company_forgets_nothing(demo):
    for look in (care.prepare, expire_due, ask_renewals, end_past, warn_of_delays):
        look(now=timezone.now())  # the doctor looks at today's clock, and days have come since that Sunday
    assert [str(finding) for finding in doctor.run()] == []


def test_the_demo_company_has_an_owner_at_work_for_every_customer(demo):
    assert Customer.objects.count() >= 24
    assert not Customer.objects.filter(owner=None).exclude(state="pool").exists()
    assert not Customer.objects.filter(owner__status=Employee.Status.LEFT).exists()


def test_the_demo_company_has_opportunities_in_every_kind_of_state(demo):
    kinds = {kind: Opportunity.objects.filter(state_kind=kind).count() for kind in ("open", "won", "lost")}
    assert sum(kinds.values()) == Opportunity.objects.count()
    states = set(Opportunity.objects.values_list("state", flat=True))
    assert {"submitted", "returned", "appealed"} <= states
    won = Opportunity.objects.filter(state="won").aggregate(sum=Sum("contract_amount"))["sum"]
    assert kinds["won"] == 0 or won > Decimal(0)
    assert DuplicateCheck.objects.filter(decision="rejected").exists()


def test_the_demo_company_works_in_working_hours_and_has_work_ahead(demo):
    hours = {at.astimezone(ZONE).hour for at in Activity.objects.values_list("at", flat=True)}
    assert hours <= set(range(8, 18))
    assert not Activity.objects.filter(at__gt=SUNDAY).exists()
    assert Todo.objects.filter(status="open", due_at__gt=SUNDAY, due_at__lt=SUNDAY.replace(day=16)).count() > 5


@pytest.mark.parametrize("login", [login for _role, login in company.ENTRANCES])
def test_every_role_of_the_demo_company_finds_its_home(demo, client, login):
    client.force_login(Employee.objects.get(username=login))
    assert client.get(reverse("home")).status_code == 200


def test_the_login_page_lets_people_in_with_one_click(demo, client):
    page = client.get(reverse("login")).content.decode()
    assert 'data-entrance="zhou"' in page
    assert company.PASSWORD in page
    answer = client.post(reverse("login"), {"username": "zhou", "password": company.PASSWORD})
    assert answer.status_code == 302


def test_a_second_demo_changes_nothing(demo):
    before = Activity.objects.count()
    live.build(now=SUNDAY, say=lambda text: None, scale=SMALL)
    assert Activity.objects.count() == before


def test_a_public_pool_has_customers_and_rules(demo):
    assert Pooled.objects.filter(left_at=None).count() >= 2
    assert Pool.objects.get().rules.count() == 2


def test_the_demo_company_plans_its_months(demo):
    assert Plan.objects.filter(state__in=("submitted", "rejected", "approved"), actions__isnull=False).exists()


def test_the_demo_company_cares_and_visits(demo):
    assert CareDate.objects.filter(lunar=False).exists()
    assert {"given", "agreed"} & set(Gift.objects.values_list("state", flat=True))
    assert Visit.objects.filter(state="under_way").exists()
    assert Visit.objects.filter(state__in=("planned", "prepared", "under_way"), at__gt=SUNDAY).exists()


def test_the_demo_company_has_complaints_at_several_steps_and_one_closed_with_proof(demo):
    states = set(Complaint.objects.values_list("state", flat=True))
    assert {"verification", "opinions", "closed"} <= states
    assert Complaint.objects.get(state="closed").replies.filter(sent_at__isnull=False).exists()


def test_the_demo_company_has_prices_and_a_letterhead(demo):
    assert set(PriceList.objects.values_list("grade", "currency")) == {("", "CNY"), ("A", "CNY"), ("", "USD")}
    assert Rate.objects.filter(currency="USD").count() == 2
    assert letterhead().name_en


def test_the_demo_company_quotes_agrees_and_makes(demo):
    assert {"approval", "sent"} <= set(Quote.objects.values_list("state", flat=True))
    assert Contract.objects.filter(state="in_force").exists()
    assert {"received", "running"} & set(Order.objects.values_list("state", flat=True))


LISTS = {Quote: "quotes:list", SampleRequest: "samples:requests", Contract: "contracts:list", Order: "orders:list"}


@pytest.mark.parametrize("login", ["zhou", "lin", "qin", "fang", "ding", "tao", "shi", "jiang"])
def test_whoever_may_see_what_is_sold_finds_it_in_the_lists(demo, client, login):
    person = Employee.objects.get(username=login)
    client.force_login(person)
    for model, url in LISTS.items():
        answer = client.get(reverse(url), {"view": "all"})
        assert answer.status_code == 200, url
        numbers = model.objects.visible_to(person).values_list("number", flat=True)
        assert not numbers or any(number in answer.content.decode() for number in numbers)


def test_the_demo_company_corrects_what_went_wrong(demo):
    assert {("cause", "complaint"), ("team", "audit")} <= set(Capa.objects.values_list("state", "origin"))
