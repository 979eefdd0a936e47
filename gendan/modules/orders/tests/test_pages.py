"""Pages of orders: the board of progress, capacity, the customer's own page, and the REST API."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gendan.modules.contracts.tests import factories as contracts
from gendan.modules.customers import actions as customers
from gendan.modules.mails.delivery import deliver
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.modules.orders import actions, board
from gendan.modules.orders.listing import ORDERS
from gendan.modules.orders.models import Material, Order, Telling, Workshop
from gendan.modules.orders.tests.factories import move, noticed, order, product
from gendan.spine.links import actions as links
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def now():
    """The pages read the clock."""
    return timezone.localtime()


@pytest.fixture
def running(cast, works, now):
    return noticed(order(cast, now, payment_terms="预付 30%", customer_number="PO-881"), works, cast, now)


def test_f14_the_board_shows_planned_and_actual_days(cast, works, now, running, client, django_assert_max_num_queries):
    actions.record_stage(running, stage="material", actual_on=now.date(), actor=works.shi, now=now)
    client.force_login(cast.he)
    page = client.get("/orders/progress").content.decode()
    assert f'data-order="{running.pk}"' in page
    assert "gantt-actual" in page
    assert "材料到位" in page
    assert client.get("/orders/progress?late=1").content.decode().count("data-order=") == 0
    client.force_login(cast.ma)
    assert "data-order=" not in client.get("/orders/progress").content.decode()
    with django_assert_max_num_queries(2):
        window = board.weeks(None, today=now.date())
        rows = board.rows_of(board.page(Order.objects.all(), after=None)[0], window=window, today=now.date())
    assert [bar.state for bar in rows[0].planned][-1] == "plan"


def test_f21_capacity_and_key_materials_are_pages_of_production(cast, works, now, client):
    family = product().line
    client.force_login(works.shi)
    client.post("/orders/capacity/workshops/new", {"name": "一车间", "per_week": "50", "lines": [family.pk], "position": "0"})
    shop = Workshop.objects.get()
    monday = now.date() - timedelta(days=now.weekday())
    client.post(f"/orders/capacity/workshops/{shop.pk}/week", {"week": monday.isoformat(), "quantity": "20"})
    client.post("/orders/capacity/materials/new", {"name": "轴承钢", "lead_days": "30", "in_stock": "0", "per_piece": "1"})
    page = client.get("/orders/capacity").content.decode()
    assert "一车间" in page
    assert "0 / 20" in page
    assert Material.objects.get().lead_days == 30
    table = client.get("/orders/capacity/table").content.decode()
    assert "data-change-table" in table
    client.force_login(cast.he)
    assert client.get("/orders/capacity").status_code == 403


def test_f58_5_the_customer_confirms_on_the_order_page(cast, works, now, running, client):
    path = links.issue(running, purpose="order", expires_at=now + timedelta(days=9), actor=cast.he, now=now)
    outside = Client()
    page = outside.get(path).content.decode()
    assert running.number in page
    assert "预付 30%" in page
    assert "data-awaited" not in page
    change = actions.ask_change(running, kind="packaging", text="木箱", reason="防潮", actor=cast.he, now=now)
    move(change, "agree", works.tao, now)
    assert "data-awaited" in outside.get(path).content.decode()
    answer = {"what": f"change-{change.pk}", "verdict": "yes", "name": "高鹏", "once": "8d7a2b8e-6a0e-4a52-9d7e-0d5c5d6f7a11"}
    assert outside.post(path, answer | {"name": ""}).status_code == 422
    assert outside.post(path, answer).status_code == 302
    change.refresh_from_db()
    running.refresh_from_db()
    assert (change.state, change.confirmed_by, running.packaging) == ("done", "高鹏", "木箱")
    assert outside.post(path, answer).status_code == 302, "sent twice, done once"


def test_f14_who_agreed_to_short_messages_is_told_at_once(cast, works, now, running, settings, tmp_path):
    settings.SMS = {"provider": "file", "folder": str(tmp_path / "sms")}
    person = customers.add_contact(running.customer, values={"name": "高鹏", "mobile": "13812345678"}, actor=cast.he, now=now)
    customers.record_consent(person, channel="sms", given=True, how="合同", actor=cast.he, now=now)
    Order.objects.filter(pk=running.pk).update(contact=person)
    actions.promise_date(running, on=running.promised_on + timedelta(days=7), reason="炉子检修", actor=works.tao, now=now)
    moved = running.promise_moves.get()
    assert moved.told_at is not None
    assert (moved.tellings.get().way, moved.tellings.get().message.address) == ("sms", "+8613812345678")
    assert not Todo.objects.filter(key="tell_customer", status="open").exists()
    assert not doctor.run()


def test_f14_4_the_customer_reads_of_a_moved_day_by_mail_even_where_the_server_is_dead(cast, works, now, running, settings, client):
    settings.MAIL_HOSTS = ["127.0.0.1:1"]
    box = mailbox_of(cast.he, now)
    person = customers.add_contact(running.customer, values={"name": "高鹏", "email": "gao@qingyu.example"}, actor=cast.he, now=now)
    Order.objects.filter(pk=running.pk).update(contact=person)
    actions.promise_date(running, on=running.promised_on + timedelta(days=7), reason="炉子检修", actor=works.tao, now=now)
    assert running.promise_moves.get().told_at is None, "nobody is written to who has not agreed"
    customers.record_consent(person, channel="email", given=True, how="合同", actor=cast.he, now=now)
    running.refresh_from_db()
    actions.promise_date(running, on=running.promised_on + timedelta(days=7), reason="炉子检修", actor=works.tao, now=now)
    told = Telling.objects.get()
    assert (told.way, told.mail.state, told.mail.mailbox) == ("email", "waiting", box)
    assert "炉子" not in told.mail.text, "our reasons are ours"
    assert not Todo.objects.filter(key="tell_customer", status="open").exists()
    assert deliver(box, now=now) == 0
    client.force_login(cast.he)
    page = client.get(f"/orders/{running.pk}?tab=progress").content.decode()
    assert 'data-told="email"' in page
    assert "gao@qingyu.example" in page
    assert client.get(f"/api/v1/orders/{running.pk}/promises").json()[0]["tellings"][0]["state"] == "waiting"


def test_orders_by_rest(cast, works, now, client):
    client.force_login(cast.he)
    at = order(cast, now).customer
    payload = {"customer_id": at.pk, "wanted_on": (now + timedelta(days=60)).date().isoformat(),
               "lines": [{"product_id": product("ZC-7", "端盖").pk, "quantity": "12.5", "price": "8.1250"}]}
    made = client.post("/api/v1/orders", payload, content_type="application/json").json()
    assert made["amount"] == "101.56"
    assert client.get(f"/api/v1/orders/{made['id']}/lines").json()[0]["quantity"] == "12.500"
    assert client.post(f"/api/v1/orders/{made['id']}/moves/submit", {"data": {}}, content_type="application/json").status_code == 200
    refused = client.patch(f"/api/v1/orders/{made['id']}", {"packaging": "木箱"}, content_type="application/json")
    assert refused.status_code == 409
    assert "评审" in str(refused.json())
    client.force_login(cast.ma)
    assert client.get(f"/api/v1/orders/{made['id']}").status_code == 404


def test_a_signed_contract_asks_for_its_order(cast, works, now, client):
    contract = contracts.signed(cast, now)
    asked = Todo.objects.get(record_kind="contracts.contract", key="order", status="open")
    assert asked.assignee == contract.owner
    client.force_login(cast.he)
    assert f"/orders/new?contract={contract.pk}" in client.get(f"/contracts/{contract.pk}").content.decode()
    values = {"customer": contract.customer_id, "name": contract.name, "market": contract.market, "currency": contract.currency,
              "ordered_on": now.date().isoformat()}
    assert client.post(f"/orders/new?contract={contract.pk}", values).status_code == 302
    made = Order.objects.get(contract=contract)
    assert made.amount == contract.amount
    asked.refresh_from_db()
    assert asked.status == "done"
    assert not [one for one in doctor.run() if one.kind == "contracts.contract" and "订单" in str(one.text)]


def test_whoever_says_why_there_is_no_order_is_not_asked_for_it_any_longer(cast, works, now, client):
    contract = contracts.signed(cast, now)
    client.force_login(cast.he)
    client.post(f"/contracts/{contract.pk}/no-order", {"reason": "框架合同，按月下单"})
    asked = Todo.objects.get(record_kind="contracts.contract", key="order")
    assert (asked.status, asked.outcome) == ("done", "框架合同，按月下单")


def test_pages_of_an_order(cast, works, now, running, client):
    client.force_login(cast.he)
    for tab in ("story", "data", "review", "progress", "changes_of", "papers"):
        assert client.get(f"/orders/{running.pk}?tab={tab}").status_code == 200, tab
    page = client.get(f"/customers/{running.customer_id}?tab=orders").content.decode()
    assert running.number in page
    for path in ("/orders", "/orders?layout=board", "/orders/changes", "/orders/rushes", "/orders/coordinations"):
        assert client.get(path).status_code == 200, path
    made = client.post("/orders/new", {"customer": running.customer_id, "name": "备件", "market": "domestic", "currency": "CNY",
                                       "ordered_on": date.today().isoformat()})
    assert made.status_code == 302
    assert Order.objects.latest("pk").name == "备件"


@pytest.mark.parametrize("order", ORDERS.orders, ids=lambda order: order.key)
@pytest.mark.parametrize("scope", ["owner", "department", ""])
def test_every_order_of_the_list_has_an_index_for_every_scope(order, scope):
    wanted = [*([scope] if scope else []), *(("-" if way == "desc" else "") + name for name, way in order.fields)]
    known = [index.fields for index in Order._meta.indexes]
    assert any(fields[:len(wanted)] == wanted for fields in known), wanted


def test_a_round_quantity_stands_in_the_form_as_it_is_written(cast, now):
    made = order(cast, now, (product(price="3860"), 20, None))
    client = Client()
    client.force_login(cast.he)
    page = client.get(f"/orders/{made.pk}/lines").content.decode()
    assert 'value="20"' in page
    assert 'value="3860"' in page


def test_many_are_handed_over_from_the_list(running, client, cast):
    client.force_login(cast.lin)
    assert client.post("/lists/orders/bulk/assign?view=all", {"id": [running.pk], "owner": cast.zhou.pk, "reason": "休假"}).status_code == 302
    running.refresh_from_db()
    assert running.owner == cast.zhou
