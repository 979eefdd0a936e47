"""Goods that come back, and a corrective action in eight steps, each step by who does it: at a desk, and on a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gendan.modules.capa import actions as capas
from gendan.modules.capa.models import Action, Capa
from gendan.modules.complaints import actions as complaints
from gendan.modules.customers.tests.factories import customer
from gendan.modules.returns.models import Return
from tests.cast import _department, _employee
from tests.e2e.test_orders import opened, post

pytestmark = pytest.mark.usefixtures("transactional_db")
VERDICT = {"cause": "刀具磨损", "verdict": "我方补货"}


def does(page: Page, path: str, key: str, **values: str) -> None:
    """Press the button of a move on the record's page, fill in its dialog, send it; the page stands there anew."""
    page.goto(path)
    page.locator(f"[data-do='{key}']").first.click()
    dialog = page.locator("#dialog form")
    for name, value in values.items():
        box = dialog.locator(f"[name='{name}']")
        box.check() if value == "on" else box.fill(value)
    with page.expect_navigation():
        dialog.locator("button[type=submit]").first.click()


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_goods_that_come_back_are_labelled_inspected_and_settled(cast, page_as, live_server, phone: bool) -> None:
    now = timezone.now()
    keeper = _employee("ku", "库平", cast.company, "warehouse", supervisor=cast.fang)
    firm = customer(cast.he, now, state="maintain")
    seller = opened(page_as, cast.he, f"/returns/customers/{firm.pk}/new", phone=phone)
    for name, value in {"what": "轴承座 ZC-100", "quantity": "12", "reason": "孔径超差", "batch": "P2609"}.items():
        seller.locator(f"[name='{name}']").fill(value)
    seller.locator("[name=complains]").uncheck()
    with seller.expect_navigation():
        seller.locator("[data-submit]").click()
    row = Return.objects.get()
    page = f"/returns/{row.pk}"
    assert seller.evaluate("document.documentElement.scrollWidth <= innerWidth")

    store = opened(page_as, keeper, page, phone=phone)
    post(store, f"/do/returns.return/{row.pk}/receive", quantity="12", papers="送货单 0931", received_on=now.date().isoformat())
    if phone:
        post(store, f"/do/returns.return/{row.pk}/isolate", place="隔离区 B-2", labelled="on", copied="on")
    else:
        does(store, page, "isolate", place="隔离区 B-2", labelled="on", copied="on")
    store.goto(f"{page}?tab=papers")
    expect(store.locator("main")).to_contain_text("隔离标签")

    quality = opened(page_as, cast.han, f"{page}/lines", phone=phone)
    for name, value in {"item": "孔径", "result": "Φ50.06", "inspected": "12", "defective": "3", "defect": "孔径超差"}.items():
        quality.locator(f"[name$='-0-{name}']").fill(value)
    with quality.expect_navigation():
        quality.locator("[data-main] button[type=submit]").first.click()
    post(quality, f"/do/returns.return/{row.pk}/inspected", defective="3", finding="3 件孔径超上差")
    post(quality, f"/do/returns.return/{row.pk}/ours", **VERDICT)
    promised = (now + timedelta(days=5)).date().isoformat()
    post(seller, f"/do/returns.return/{row.pk}/wish", wish="replenish", said="补 3 件", doer=str(keeper.pk), promised_on=promised)
    post(store, f"/do/returns.return/{row.pk}/carry_out", document="BH-0931", goods="scrap", result="补发 3 件")
    seller.goto(f"{page}?tab=data")
    expect(seller.locator("main")).to_contain_text("BH-0931")
    row.refresh_from_db()
    assert (row.state, row.inspection, row.defect_rate) == ("done", "full", 25)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_eight_steps_from_a_complaint_to_the_proof(cast, page_as, live_server, phone: bool) -> None:
    now = timezone.now()
    works = _department("制造部", cast.company)
    head = _employee("lu", "陆承", works, "production", supervisor=cast.fang)
    hand = _employee("shi", "石川", works, "production", supervisor=head)
    works.head = head
    works.save(update_fields=["head"])
    firm = customer(cast.he, now, state="maintain")
    said = {"klass": "quality", "subject": "键槽裂纹", "customer": firm, "phone": "13800001111", "responsible_department": works}
    told: Any = complaints.register_complaint(said, actor=cast.he, now=now)
    quality = opened(page_as, cast.han, f"/complaints/{told.pk}", phone=phone)
    post(quality, f"/complaints/{told.pk}/capa")
    row = Capa.objects.get()
    page, do = f"/capa/{row.pk}", f"/do/capa.capa/{row.pk}"

    maker = opened(page_as, head, page, phone=phone)
    expect(maker.locator("[data-hints]").first).to_be_visible()
    assert maker.evaluate("document.documentElement.scrollWidth <= innerWidth")
    post(maker, f"{do}/gather", team=str(hand.pk), checker=str(cast.han.pk))
    post(maker, f"{do}/describe", problem="键槽根部开裂", defect="裂纹", found_on=now.date().isoformat(), found_where="客户现场", extent="2 件")
    post(maker, f"{do}/contain", contained="库存、在制、在途、客户处均已隔离")
    maker.goto(f"{page}/analysis")
    for number, why in enumerate(("根部圆角小", "换了刀", "没有台账"), 1):
        maker.locator(f"[name=why_{number}]").fill(why)
    maker.locator("[name=bone_machine_1]").fill("刀具磨损")
    maker.locator("[name=root_machine_1]").check()
    with maker.expect_navigation():
        maker.locator("main form .btn-main").first.click()
    maker.goto(f"{page}?tab=analysis")
    expect(maker.locator("[data-bones]" if phone else "svg.fishbone").first).to_be_visible()
    row.refresh_from_db()
    assert row.state == "cause"
    post(maker, f"{do}/find_cause", factor="machine", cause="刀具磨损后未换", escaped="首件后没有巡检")
    row.refresh_from_db()
    carried_out(row, "corrective", "换刀记台账", head, hand, then=lambda: post(maker, f"{do}/choose"))
    post(maker, f"{do}/carry_out")
    carried_out(row, "preventive", "同类机床一并建台账", head, hand)
    post(maker, f"{do}/make_rule", standard="作业指导书 WI-023 第 4 版")
    Capa.objects.update(check_from=timezone.now() - timedelta(days=1))  # its time has passed
    post(quality, f"{do}/prove", evidence="连续三批 360 件全部合格")
    post(maker, f"{do}/close", thanks="辛苦各位")
    maker.goto(page)
    expect(maker.locator("main")).to_contain_text("台账照片")
    row.refresh_from_db()
    assert row.state == "closed"


def carried_out(row: Capa, kind: str, text: str, head: Any, hand: Any, *, then: Callable[[], None] = lambda: None) -> None:
    """An action is agreed on, and ended by its owner with evidence."""
    row.refresh_from_db()
    made = capas.add_action(row, kind=kind, text=text, owner=hand, due_at=timezone.now() + timedelta(days=2), actor=head, now=timezone.now())
    then()
    capas.finish_action(Action.objects.get(pk=made.pk), evidence="台账照片 3 张", actor=hand, now=timezone.now())
