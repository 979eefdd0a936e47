"""F21: capacity and material before a promise, six kinds of change by stage, rush requests, and their figures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gendan.modules.catalog.models import ProductLine
from gendan.modules.orders import actions, checking, reports
from gendan.modules.orders.models import Change, Order, Rush
from gendan.modules.orders.tests.factories import move, noticed, order, product, sign_all, signed
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

CONFIRM = {"confirmed_by": "高鹏", "confirmed_how": "邮件"}


@pytest.fixture
def shop(cast, works, now):
    """Fifty pieces of bearings a week."""
    line, _made = ProductLine.objects.get_or_create(name="轴承")
    return actions.save_workshop(None, name="一车间", per_week=Decimal(50), lines=[line], actor=works.shi, now=now)


@pytest.fixture
def running(cast, works, now):
    return noticed(order(cast, now), works, cast, now, on=date(2026, 11, 27))


def reach(made, stage, works, now):
    """Progress up to this stage."""
    for one in ("material", "scheduled", "in_process", "inspected", "stock"):
        actions.record_stage(made, stage=one, actual_on=now.date(), actor=works.shi, now=now)
        if one == stage:
            break
    made.refresh_from_db()


def ask(made, kind, cast, now, **values):
    return actions.ask_change(made, kind=kind, reason="客户来函", actor=cast.he, now=now, **values)


def test_f21_1_capacity_is_checked_before_a_day_is_promised(cast, works, now, shop):
    first = signed(order(cast, now), works, cast, now)
    found = actions.check_order(first, actor=works.tao, now=now)
    assert [one.quantity for one in found.slots] == [50, 50], "two weeks"
    with pytest.raises(Refusal, match="最早交期"):
        actions.promise_date(first, on=now.date() + timedelta(days=3), actor=works.tao, now=now)
    actions.promise_date(first, on=found.earliest_on, actor=works.tao, now=now)
    second = signed(order(cast, now, firm="云渡造纸机械厂"), works, cast, now)
    later = actions.check_order(second, actor=works.tao, now=now)
    taken = {one.week for one in found.slots}
    assert not taken & {one.week for one in later.slots}, "the weeks of the first are taken"


def test_f21_2_demand_of_single_weeks_is_a_setting(cast, works, now, shop):
    actions.set_week(shop, week=now.date(), quantity=Decimal(100), actor=works.shi, now=now)
    found = actions.check_order(signed(order(cast, now), works, cast, now), actor=works.tao, now=now)
    assert len(found.slots) == 1
    with pytest.raises(NotAllowed):
        actions.set_week(shop, week=now.date(), quantity=Decimal(1), actor=cast.he, now=now)


def test_f21_6_key_materials_with_their_lead_time(cast, works, now, shop):
    made = signed(order(cast, now), works, cast, now)
    steel = product_of(made)
    actions.save_material(None, name="轴承钢 GCr15", lead_days=30, products=[steel], actor=works.shi, now=now)
    found = actions.check_order(made, actor=works.tao, now=now)
    assert found.waits_for.name == "轴承钢 GCr15"
    assert found.material_on == checking.working_day(now.date(), 30)
    with pytest.raises(Refusal, match="轴承钢"):
        actions.promise_date(made, on=now.date() + timedelta(days=30), actor=works.tao, now=now)


def product_of(made):
    return made.versions.get(number=made.version).lines.first().product


@pytest.mark.parametrize(("kind", "values", "said"), [
    ("later", {"new_on": date(2026, 12, 20)}, lambda made: made.promised_on == date(2026, 12, 20)),
    ("earlier", {"new_on": date(2026, 11, 20)}, lambda made: made.promised_on == date(2026, 11, 20)),
    ("more", {"line_key": 1, "quantity": Decimal(150)}, lambda made: made.amount == Decimal(15000)),
    ("less", {"line_key": 1, "quantity": Decimal(60)}, lambda made: made.amount == Decimal(6000)),
    ("packaging", {"text": "木箱"}, lambda made: made.packaging == "木箱"),
])
def test_f21_4_a_change_that_the_stage_allows_is_a_new_version(cast, works, now, running, kind, values, said):
    change = ask(running, kind, cast, now, **values)
    move(change, "agree", works.tao, now)
    assert Todo.objects.get(record_kind="orders.change", status="open").assignee == cast.he
    move(change, "confirm", cast.he, now, **CONFIRM)
    running.refresh_from_db()
    assert change.state == "done"
    assert running.version == 2
    assert said(running)
    assert running.versions.get(number=1).lines.get().quantity == 100, "what was noticed is never overwritten"
    assert running.versions.get(number=2).noticed_at == now
    assert not doctor.run()


def test_f21_4_structure_and_swap_are_reviewed_again(cast, works, now, running):
    change = ask(running, "swap", cast, now, line_key=1, product=product("ZC-300", "轴承座 II", price="120"))
    with pytest.raises(Refusal, match="重新评审"):
        engine.perform(change, "agree", actor=works.tao, now=now)
    move(change, "review", works.tao, now)
    assert change.case.signoffs.count() == 4
    sign_all(change, now)
    assert change.state == "customer"
    move(change, "confirm", cast.he, now, **CONFIRM)
    running.refresh_from_db()
    assert running.amount == Decimal(12000)
    refused = ask(running, "structure", cast, now, text="加长 20 mm")
    move(refused, "review", works.tao, now)
    sign_all(refused, now, against=("technology",))
    assert refused.state == "refused"


def test_f21_3_small_quantities_are_orders_of_their_own(cast, works, now):
    made = order(cast, now, *((product(f"V-{number}", f"变型 {number}"), Decimal("0.5"), None) for number in range(12)))
    move(made, "submit", cast.he, now)
    move(made, "short", works.tao, now)
    assert (made.state, made.versions.get().lines.count(), made.amount) == ("leader", 12, Decimal(600))


@pytest.mark.parametrize(("stage", "kind", "allowed"), [
    ("material", "more", "review"), ("in_process", "structure", "no"), ("in_process", "cancel", "review"), ("stock", "less", "no"),
    ("stock", "later", "free"), ("stock", "packaging", "no"),
])
def test_f21_4_what_each_stage_allows(cast, works, now, running, stage, kind, allowed):
    reach(running, stage, works, now)
    values = {"line_key": 1, "quantity": Decimal(150)} if kind == "more" else {"new_on": date(2026, 12, 20)} if kind == "later" else {}
    if allowed == "no":
        with pytest.raises(Refusal, match="已来不及"):
            ask(running, kind, cast, now, **values)
        assert not Change.objects.exists()
    else:
        assert ask(running, kind, cast, now, **values).allowed == allowed


def test_f21_4_the_table_is_a_setting_of_the_company(cast, works, now, running):
    assert actions.set_change_table({("later", ""): "no"}, actor=works.tao, now=now) == 1
    with pytest.raises(Refusal, match="已来不及"):
        ask(running, "later", cast, now, new_on=date(2026, 12, 20))
    with pytest.raises(NotAllowed):
        actions.set_change_table({("later", ""): "free"}, actor=cast.he, now=now)


def test_f21_4_a_cancelled_order_frees_its_weeks(cast, works, now, shop):
    made = noticed(order(cast, now), works, cast, now)
    assert made.bookings.exists()
    change = ask(made, "cancel", cast, now)
    move(change, "agree", works.tao, now)
    move(change, "confirm", cast.he, now, **CONFIRM)
    made.refresh_from_db()
    assert made.state == "cancelled"
    assert not made.bookings.exists()
    assert not doctor.run()


def test_f21_4_one_change_at_a_time_and_more_than_there_is_room_for_is_refused(cast, works, now, shop):
    made = noticed(order(cast, now), works, cast, now, on=now.date() + timedelta(days=40))
    change = ask(made, "more", cast, now, line_key=1, quantity=Decimal(900))
    with pytest.raises(Refusal, match="还有一项变更"):
        ask(made, "packaging", cast, now, text="木箱")
    with pytest.raises(Refusal, match="最早交期"):
        engine.perform(change, "agree", actor=works.tao, now=now)


def test_f21_5_rush_requests_name_who_presses_and_one_person_decides(cast, works, now, shop):
    made = signed(order(cast, now, owner=cast.lin), works, cast, now)
    rush = actions.ask_rush(made, requester="客户副总 高", wanted_on=now.date() + timedelta(days=14), reason="停线", actor=cast.lin, now=now)
    assert Todo.objects.get(record_kind="orders.rush", status="open").assignee == works.shi
    with pytest.raises(NotAllowed):
        engine.perform(rush, "grant", actor=cast.lin, data={"reason": "急"}, now=now)
    with pytest.raises(Refusal, match="已经有人"):
        actions.ask_rush(made, requester="总监", wanted_on=now.date(), reason="急", actor=cast.lin, now=now)
    before = actions.check_order(made, actor=works.tao, now=now)
    move(rush, "grant", works.shi, now, reason="可以插单")
    made.refresh_from_db()
    assert made.rush
    after = actions.check_order(made, actor=works.tao, now=now)
    assert after.slots[0].quantity == Decimal(60) > before.slots[0].quantity, "a rush may take a fifth more"
    other = signed(order(cast, now, firm="云渡造纸机械厂"), works, cast, now)
    declined = actions.ask_rush(other, requester="李总", wanted_on=now.date(), reason="想早点", actor=cast.he, now=now)
    move(declined, "decline", works.shi, now, reason="排满")
    assert [(row["requester"], row["granted"]) for row in reports.rushes(Order.objects.all())] == [("客户副总 高", 1), ("李总", 0)]
    assert Rush.objects.get(pk=declined.pk).opinion == "排满"


def test_f21_report_22_changes_rush_share_punctuality_and_lead_time(cast, works, now, running):
    change = ask(running, "packaging", cast, now, text="木箱")
    move(change, "agree", works.tao, now)
    move(change, "confirm", cast.he, now, **CONFIRM)
    Order.objects.filter(pk=running.pk).update(quoted_days=40)
    for stage in ("material", "scheduled", "in_process", "inspected", "stock", "shipped"):
        actions.record_stage(running, stage=stage, actual_on=now.date(), actor=works.shi, now=now)
    row = reports.deliveries(Order.objects.all())[0]
    assert (row["count"], row["per_order"], row["rush_share"], row["on_time_share"], row["lead"], row["quoted"]) == (1, 1, 0, 1, 0, 40)
    assert reports.changes_by_kind(Order.objects.all())[0]["kind"] == "packaging"


def test_f58_5_changes_go_both_ways_and_the_customer_confirms(cast, works, now, running):
    ours = ask(running, "later", cast, now, new_on=date(2026, 12, 20), asked_by="company")
    move(ours, "agree", works.tao, now)
    running.refresh_from_db()
    assert running.version == 1, "nothing changes before the customer has confirmed"
    move(ours, "confirm", cast.he, now, **CONFIRM)
    assert ours.confirmed_by == "高鹏"
