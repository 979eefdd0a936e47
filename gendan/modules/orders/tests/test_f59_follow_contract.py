"""F59, F21.4: what both have signed anew reaches the orders that carry it out: drafts, orders under review, and noticed ones."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.modules.catalog.models import Rate
from gendan.modules.contracts import actions as contracts
from gendan.modules.contracts.tests import factories as signing
from gendan.modules.orders import actions, following, queries
from gendan.modules.orders.models import Change
from gendan.modules.orders.revising import Content, Item
from gendan.modules.orders.tests.factories import move, noticed, sign_all
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo

HUNDRED = st.integers(1, 400).map(Decimal)


@pytest.fixture
def contract(cast, now):
    return signing.in_force(cast, now)


@pytest.fixture
def order(cast, works, now, contract):
    return actions.register_from_contract(contract, actor=cast.he, now=now)


def amended(contract, cast, now, *, lines=None, **values):
    """The further version is written, reviewed and signed."""
    made = contracts.amend_contract(contract, change_reason="客户追加 20 台", actor=cast.he, now=now)
    if lines:
        contracts.set_lines(made, lines=lines, actor=cast.he, now=now)
    if values:
        contracts.change_contract(made, actor=cast.he, now=now, **values)
    contracts.submit_contract(made, actor=cast.he, now=now)
    signing.opinion(made, "sales", cast.he, now=now)
    return contracts.sign_contract(made, signed_on=now.date(), **signing.BOTH, paper=signing.paper(), actor=cast.he, now=now)


def test_f59_a_draft_says_what_the_changed_contract_says(cast, works, now, contract, order):
    made = amended(contract, cast, now, lines=[signing.line(quantity=30), signing.line(signing.product("JS-200"), quantity=2)])
    order.refresh_from_db()
    assert (order.contract, order.amount) == (made, Decimal(32000))
    assert [one.quantity for one in queries.lines_of(order)] == [30, 2]


def test_f59_an_order_under_review_is_reviewed_again(cast, works, now, contract, order):
    move(order, "submit", cast.he, now)
    move(order, "organise", works.tao, now) if order.is_special or order.amount_cny >= 100_000 else move(order, "short", works.tao, now)
    made = amended(contract, cast, now, lines=[signing.line(quantity=12)])
    order.refresh_from_db()
    assert (order.state, order.version, order.contract, order.amount) == ("draft", 2, made, Decimal(12000))
    assert order.versions.get(number=1).amount == 10000, "what was handed in stays as it was"


def test_f21_4_a_noticed_order_is_changed_after_a_new_review(cast, works, now, contract, order, client):
    noticed(order, works, cast, now)
    made = amended(contract, cast, now, lines=[signing.line(quantity=30)], delivery_on=now.date() + timedelta(days=60))
    change = Change.objects.get(order=order)
    assert (change.contract, change.allowed, change.state) == (made, "review", "asked")
    client.force_login(cast.he)
    page = client.get(f"/orders/{order.pk}?tab=data").content.decode()
    assert "data-ahead" in page
    assert made.title_number in page
    assert "30" in client.get(f"/orders/changes/{change.pk}?tab=difference").content.decode()
    found = client.get(f"/api/v1/orders/{order.pk}/contract").json()
    assert [(one["old"], one["new"]) for one in found if "数量" in one["what"]] == [("10", "30")]
    move(change, "review", works.tao, now)
    sign_all(change, now)
    order.refresh_from_db()
    assert change.state == "done", "both have signed: nobody asks the customer once more"
    assert (order.contract, order.amount, order.version) == (made, Decimal(30000), 2)
    assert "data-ahead" not in client.get(f"/orders/{order.pk}?tab=data").content.decode()
    assert not doctor.run(only="orders")


def test_f21_4_what_the_parties_refuse_stays_on_the_page_and_may_be_asked_again(cast, works, now, contract, order, client):
    noticed(order, works, cast, now)
    amended(contract, cast, now, lines=[signing.line(quantity=30)])
    change = Change.objects.get(order=order)
    move(change, "review", works.tao, now)
    sign_all(change, now, against=("production",))
    assert change.state == "refused"
    client.force_login(cast.he)
    address = f"/orders/{order.pk}/follow"
    assert address in client.get(f"/orders/{order.pk}").content.decode()
    assert "data-differences" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert Change.objects.filter(order=order, state="asked").count() == 1


def test_f21_4_another_open_change_is_decided_first(cast, works, now, contract, order):
    noticed(order, works, cast, now)
    mine = actions.ask_change(order, kind="packaging", text="木箱", reason="防潮", actor=cast.he, now=now)
    amended(contract, cast, now, lines=[signing.line(quantity=30)])
    assert Change.objects.filter(order=order).count() == 1
    move(mine, "withdraw", cast.he, now, reason="随合同变更")
    assert Change.objects.get(order=order, state="asked").kind == "contract"


def test_f21_4_another_currency_is_for_a_person(cast, works, now, contract, order):
    noticed(order, works, cast, now)
    Rate.objects.create(currency="USD", per_unit_cny=Decimal("7.1"), valid_from=now.date(), changed_at=now)
    amended(contract, cast, now, currency="USD")
    asked = Todo.objects.get(record_kind="orders.order", record_id=order.pk, key="contract_changed")
    assert (asked.assignee, order.changes.count()) == (cast.he, 0)


def test_f59_one_of_several_orders_takes_only_what_it_had_as_the_contract_said(cast, works, now, contract, order):
    other = actions.register_from_contract(contract, actor=cast.he, now=now)
    actions.set_lines(other, lines=[(signing.product(), Decimal(4), Decimal(1000))], actor=cast.he, now=now)
    amended(contract, cast, now, lines=[signing.line(quantity=30, price="900"), signing.line(signing.product("JS-200"))])
    assert [(one.quantity, one.price) for one in queries.lines_of(type(other).objects.get(pk=other.pk))] == [(4, 900)]


def item(key, product, quantity, price=Decimal(10)):
    return Item(key=key, name=f"P{product}", quantity=quantity, price=price, product_id=product)


@given(base=st.dictionaries(st.integers(1, 5), HUNDRED, min_size=1), theirs=st.dictionaries(st.integers(1, 5), HUNDRED, min_size=1))
def test_f59_an_order_that_said_what_the_contract_said_says_it_again(base, theirs):
    old, new = (Content(tuple(item(key, *one) for key, one in enumerate(said.items(), 1))) for said in (base, theirs))
    made = following.merged(old, base=old, theirs=new, alone=True, next_key=99)
    assert {one.product_id: one.quantity for one in made.items} == theirs
    assert made.amount == new.amount
    kept = {one.product_id: one.key for one in made.items}
    assert all(kept[one.product_id] == one.key for one in old.items if one.product_id in theirs), "lines keep their keys"
    assert not following.differences(made, following.merged(made, base=new, theirs=new, alone=True, next_key=199))


@given(quantity=HUNDRED, mine=HUNDRED)
def test_f59_what_the_contract_did_not_change_stays_as_the_order_has_it(quantity, mine):
    base = Content((item(1, 1, quantity),))
    ours = replace(base, items=(item(1, 1, mine),), requirement="加长轴")
    assert following.merged(ours, base=base, theirs=base, alone=True, next_key=9) == ours
