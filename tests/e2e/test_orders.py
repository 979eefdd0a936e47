"""From the reviewed contract to the order notice, a change that is reviewed again, a sample, and a bid: each by those who do it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gendan.modules.contracts.models import Contract
from gendan.modules.contracts.tests import factories as contracts
from gendan.modules.customers.tests.factories import customer
from gendan.modules.orders import actions
from gendan.modules.orders.models import Order
from gendan.modules.orders.tests import factories as orders
from gendan.modules.samples.tests import story as samples
from gendan.modules.tenders.tests import story as tenders
from gendan.spine.procedures.models import SignOff

pytestmark = pytest.mark.usefixtures("transactional_db")
TIMEOUT = 45_000  # the server compiles its first page, and others share the cores


def opened(page_as: Any, person: Any, path: str, **how: Any) -> Page:
    """Somebody looks at a page."""
    page: Page = page_as(person, **how)
    page.set_default_timeout(TIMEOUT)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    return page


def post(page: Page, path: str, **form: str) -> None:
    """The form of a button, sent as the page would."""
    token = page.locator("meta[name=csrf-token]").get_attribute("content") or ""
    answer = page.request.post(path, headers={"X-CSRFToken": token}, form=form, max_redirects=0)
    assert answer.status in (200, 204, 302), (path, answer.status, answer.text()[:500])


def signs(page_as: Any, record: Any, *, phone: str = "") -> None:
    """Whoever is asked opens the page of the opinion and agrees; the one who is named does so on a phone."""
    for row in SignOff.objects.filter(case=record.case_id, verdict="pending").select_related("todo__assignee"):
        page = opened(page_as, row.todo.assignee, f"/signoffs/{row.pk}", phone=row.party == phone)
        expect(page.locator("main")).to_contain_text(str(row.todo.title)[:12])
        page.locator("[name=opinion]").fill("可以")
        page.locator("button[value=agreed]").click()
        expect(page.locator("button[value=agreed]")).to_have_count(0)
        page.context.close()
    record.refresh_from_db()


def test_a_contract_is_reviewed_by_five_and_becomes_a_noticed_order(cast, page_as, live_server) -> None:
    now = timezone.now()
    people, works = contracts.reviewers(cast), orders.works(cast)
    contract = contracts.draft(cast, now, of=contracts.SPECIAL, special=True, special_reason="低温 -40 ℃")
    seller = opened(page_as, cast.he, f"/contracts/{contract.pk}")
    post(seller, f"/contracts/{contract.pk}/submit")
    contract.refresh_from_db()
    assert contract.state == "review_up"
    signs(page_as, contract, phone="quality")
    leader = opened(page_as, contract.approver, f"/contracts/{contract.pk}")
    post(leader, f"/do/contracts.contract/{contract.pk}/approve", opinion="同意")
    contract.refresh_from_db()
    contracts.actions.sign_contract(contract, signed_on=now.date(), **contracts.BOTH, paper=contracts.paper(), actor=cast.he, now=timezone.now())
    assert Contract.objects.get().state == "signed"

    order = actions.register_from_contract(contract, actor=cast.he, now=timezone.now())
    seller.goto(f"/orders/{order.pk}")
    expect(seller.locator("[data-record='orders.order']")).to_contain_text(order.number)
    post(seller, f"/do/orders.order/{order.pk}/submit")
    centre = opened(page_as, works.tao, f"/orders/{order.pk}")
    post(centre, f"/do/orders.order/{order.pk}/organise")
    signs(page_as, order)
    maker = opened(page_as, people["technology"], f"/orders/{order.pk}")
    post(maker, f"/do/orders.order/{order.pk}/planned", **orders.PLANS)
    leader.goto(f"/orders/{order.pk}")
    post(leader, f"/do/orders.order/{order.pk}/sign")
    post(centre, f"/orders/{order.pk}/promise", on=(now + timedelta(days=40)).date().isoformat())
    post(centre, f"/do/orders.order/{order.pk}/issue")
    seller.goto(f"/orders/{order.pk}")
    order.refresh_from_db()
    assert order.state == "running"
    expect(seller.locator("[data-record='orders.order']")).to_contain_text(order.notice_number)


def test_a_larger_quantity_is_reviewed_again_while_the_goods_are_made(cast, page_as, live_server) -> None:
    now, works = timezone.now(), orders.works(cast)
    order = orders.noticed(orders.order(cast, now), works, cast, now)
    for stage in ("material", "scheduled", "in_process"):
        actions.record_stage(order, stage=stage, actual_on=now.date(), actor=works.shi, now=now)
    line = order.versions.get().lines.get()
    change = actions.ask_change(order, kind="more", reason="二号线", line_key=line.key, quantity=line.quantity + 20, actor=cast.he, now=now)
    centre = opened(page_as, works.tao, f"/orders/changes/{change.pk}")
    expect(centre.locator("main")).to_contain_text("二号线")
    post(centre, f"/do/orders.change/{change.pk}/review")
    change.refresh_from_db()
    signs(page_as, change, phone="production")
    seller = opened(page_as, cast.he, f"/orders/{order.pk}")
    post(seller, f"/do/orders.change/{change.pk}/confirm", confirmed_by="采购经理", confirmed_how="邮件")
    assert Order.objects.get().version == 2
    assert order.versions.first().lines.get().quantity == Decimal(120)


def test_a_sample_is_confirmed_and_a_bid_comes_onto_the_short_list(cast, page_as, live_server) -> None:
    now = timezone.now()
    firm = customer(cast.he, now, state="maintain")
    row = samples.sent(samples.decided(samples.asked(firm, cast.he, now), cast, now), cast, now)
    page = opened(page_as, cast.he, f"/samples/requests/{row.pk}", phone=True)
    expect(page.locator("main")).to_contain_text(row.what)
    post(page, f"/do/samples.samplerequest/{row.pk}/confirm", accepted_by="技术部", stated="按样供货")
    page.reload()
    row.refresh_from_db()
    assert row.state == "confirmed"

    bid = tenders.registered(firm, cast.he, now)
    tenders.finish(bid, 1, cast.he, now)
    page = opened(page_as, cast.he, f"/tenders/{bid.pk}")
    expect(page.locator("main")).to_contain_text(bid.name)
    submit_on = (now + timedelta(days=20)).date().isoformat()
    post(page, f"/do/tenders.tender/{bid.pk}/shortlist", submit_on=submit_on, evaluation="综合评分法")
    bid.refresh_from_db()
    assert bid.state != "before"
    assert bid.submit_on is not None
