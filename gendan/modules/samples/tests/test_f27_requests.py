"""F27, F68 and A28: quality gives samples, the customer accepts the lot, requirements by kind, objections to quality."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.catalog.models import Rate
from gendan.modules.quotes.tests.story import dollar
from gendan.modules.samples import actions
from gendan.modules.samples.models import Sample, SampleRequest
from gendan.modules.samples.reports import approval, library
from gendan.modules.samples.tests.story import PAYERS, asked, decided, listed, sent
from gendan.spine import events
from gendan.spine.messages.models import Message
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

ANSWER = {"accepted_by": "高鹏", "stated": "交货前附材质报告\n到货后一周内派人调试", "unstated": "防锈油膜", "legal": "GB 包装标识"}


def task(kind, **more):
    return Todo.objects.get(record_kind=kind, status="open", **more)


def test_a28_the_manager_decides_who_pays_for_fee_freight_and_trial(cast, now, firm):
    row = asked(firm, cast.he, now)
    assert (row.number, row.state) == ("YS2609-0001", "asked")
    assert task("samples.samplerequest").assignee == cast.lin
    with pytest.raises(NotAllowed):
        engine.perform(row, "decide", actor=cast.he, data=PAYERS | {"maker": cast.han.pk}, now=now)
    with pytest.raises(ValidationError):
        decided(row, cast, now, trial_cost="500")
    decided(row, cast, now, trial_cost="500", trial_payer="shared")
    row.refresh_from_db()
    assert (row.fee_payer, row.freight_payer, row.trial_payer, row.decided_by) == ("customer", "us", "shared", cast.lin)


def test_a28_a_fee_in_dollars_is_summed_in_yuan_by_the_rate_of_the_day(cast, now, firm, client):
    with pytest.raises(Refusal, match="汇率"):
        asked(firm, cast.he, now, currency="USD", fee=45)
    dollar(now)
    row = asked(firm, cast.he, now, currency="USD", fee=45, freight=12)
    assert row.fee_cny == Decimal("319.50")
    decided(row, cast, now, fee="60", currency="USD")
    row.refresh_from_db()
    assert (row.currency, row.fee, row.fee_cny, row.money(row.freight)) == ("USD", 60, 426, "US$30.00")
    client.force_login(cast.he)
    assert "US$60.00" in client.get(f"/samples/requests/{row.pk}").content.decode()
    assert approval(SampleRequest.objects.all())[0]["fees"] == 426
    assert client.get(f"/api/v1/sample-requests/{row.pk}").json()["currency"] == "USD"


def test_a28_yen_have_no_cents(cast, now, firm):
    Rate.objects.create(currency="JPY", per_unit_cny=Decimal("0.0479"), valid_from="2026-01-01", changed_at=now)
    row = asked(firm, cast.he, now, currency="JPY", fee=Decimal("1200.50"))
    assert (row.fee, row.fee_cny) == (1201, Decimal("57.53"))


def test_a28_nobody_decides_on_his_own_sample(cast, now, firm):
    row = asked(firm, cast.lin, now)
    assert task("samples.samplerequest").assignee == cast.fang
    with pytest.raises((NotAllowed, Refusal)):
        decided(row, cast, now)
    engine.perform(row, "decide", actor=cast.fang, data=PAYERS | {"maker": cast.han.pk}, now=now)
    assert row.state == "preparing"


def test_f27_1_quality_gives_the_sample_and_the_salesperson_sends_or_carries_it(cast, now, firm, clerk):
    sample = listed(clerk, now)
    row = decided(asked(firm, cast.he, now, sample=sample), cast, now)
    assert task("samples.samplerequest", key__startswith="state").assignee == cast.han
    with pytest.raises(NotAllowed):
        engine.perform(row, "ready", actor=cast.he, data={"batch": "P2609", "quantity": "2"}, now=now)
    with pytest.raises(ValidationError):  # the lot has to be known
        engine.perform(row, "ready", actor=cast.han, data={"quantity": "2"}, now=now)
    engine.perform(row, "ready", actor=cast.han, data={"batch": "P2609", "quantity": "2"}, now=now)
    assert task("samples.samplerequest", key__startswith="state").assignee == cast.he
    with pytest.raises(ValidationError):
        engine.perform(row, "send", actor=cast.he, data={"way": "carrier", "sent_on": "2026-09-25"}, now=now)
    engine.perform(row, "send", actor=cast.he, data={"way": "carried", "sent_on": "2026-09-25"}, now=now)
    assert (row.state, row.batch, row.sample) == ("sent", "P2609", sample)
    assert row.rounds.get().get_way_display() == "业务员带去"


def test_f27_2_the_lot_is_accepted_by_telephone_and_requirements_are_noted_by_kind(cast, now, firm, deal):
    row = sent(decided(asked(firm, cast.he, now, opportunity=deal), cast, now), cast, now)
    assert task("samples.samplerequest", key__startswith="state").way == "call"
    with pytest.raises(ValidationError):
        engine.perform(row, "confirm", actor=cast.he, data=ANSWER | {"stated": ""}, now=now)
    actions.note_requirements(row, values={"legal": "GB 包装标识"}, actor=cast.he, now=now)
    engine.perform(row, "confirm", actor=cast.he, data=ANSWER, now=now)
    assert (row.state, row.accepted, row.accepted_by) == ("confirmed", True, "高鹏")
    assert sorted(row.wanted.values_list("kind", flat=True)) == ["a", "a", "b", "c"]
    step = Todo.objects.get(record_kind="opportunities.opportunity", key="sample")
    assert (step.assignee, str(step.title)) == (cast.he, f"样品 {row.number} 已确认：接着往下谈")
    assert not doctor.run()


def test_f27_3_an_objection_goes_to_quality_and_is_told_to_whoever_listens(cast, now, firm, monkeypatch):
    heard = []
    monkeypatch.setitem(events._listeners, "samples.objected", (lambda **facts: heard.append(facts["request"].number),))
    row = sent(decided(asked(firm, cast.he, now), cast, now), cast, now)
    with pytest.raises(ValidationError):
        engine.perform(row, "object", actor=cast.he, data={"objection": ""}, now=now)
    engine.perform(row, "object", actor=cast.he, data={"objection": "孔径超差 0.05", "accepted_by": "高鹏"}, now=now)
    assert (row.state, row.accepted, heard) == ("objected", False, [row.number])
    work = task("samples.samplerequest", key__startswith="state")
    assert work.assignee == cast.han
    assert Todo.objects.filter(record_kind="customers.customer", key="sample", assignee=cast.he).exists()
    with pytest.raises(NotAllowed):
        engine.perform(row, "again", actor=cast.he, data={"cause": "刀具磨损", "wanted": "换刀重做"}, now=now)
    engine.perform(row, "again", actor=cast.han, data={"cause": "刀具磨损", "wanted": "换刀重做"}, now=now)
    assert (row.state, row.round_no, row.cause) == ("preparing", 2, "刀具磨损")
    assert not doctor.run()


def test_f27_3_an_objection_may_end_without_another_sample(cast, now, firm):
    row = sent(decided(asked(firm, cast.he, now), cast, now), cast, now)
    engine.perform(row, "object", actor=cast.he, data={"objection": "颜色不对", "accepted_by": "高鹏"}, now=now)
    engine.perform(row, "close_objection", actor=cast.han, data={"cause": "对方看错了色卡"}, now=now)
    assert (row.state, row.state_kind) == ("closed", "lost")


def test_f24_6_more_rounds_than_the_number_are_told_to_the_head(cast, now, firm):
    row = decided(asked(firm, cast.he, now, origin="new"), cast, now)
    assert row.due_on == date(2026, 10, 1)
    for number in range(2, 5):
        sent(row, cast, now)
        engine.perform(row, "modify", actor=cast.he, data={"wanted": f"第 {number} 轮改袖长"}, now=now)
        assert row.round_no == number
    told = Message.objects.get(topic="samples.rounds", channel="in_app")
    assert told.recipient == cast.lin
    assert "4" in told.title


def test_report_18_the_list_of_samples_and_their_approval(cast, now, firm, clerk):
    at_once, late, waits = (decided(asked(firm, cast.he, now, origin=origin), cast, now) for origin in ("stock", "new", "new"))
    engine.perform(sent(at_once, cast, now), "confirm", actor=cast.he, data=ANSWER, now=now)
    overdue = now.replace(day=30, month=10)
    engine.perform(sent(late, cast, overdue), "modify", actor=cast.he, data={"wanted": "改袖长"}, now=overdue)
    engine.perform(sent(late, cast, overdue), "confirm", actor=cast.he, data=ANSWER, now=overdue)
    row = approval(SampleRequest.objects.all())[0]
    assert (row["owner__name"], row["count"], row["ready"], row["confirmed"], row["at_once"]) == (cast.he.name, 3, 2, 2, 1)
    assert (row["time_rate"], row["rate"], row["first_rate"], row["average"], row["objected"]) == (0.5, 1.0, 0.5, 1.5, 0)
    assert waits.state == "preparing"
    listed(clerk, now)
    kind = library(Sample.objects.all())[0]
    assert (kind["kind__name"], kind["listed"], kind["entered"], kind["bare"]) == ("工装", 1, 0, 0)


def test_f68_pages_and_rest_say_the_same(cast, now, firm, deal, client):
    client.force_login(cast.he)
    values = {"origin": "new", "what": "外贸样件", "quantity": "1", "fee": "300", "freight": "180", "opportunity": deal.pk}
    assert client.get(f"/samples/customers/{firm.pk}/request?opportunity={deal.pk}").status_code == 200
    assert client.post(f"/samples/customers/{firm.pk}/request", values).status_code == 302
    row = SampleRequest.objects.get()
    for path in (f"/samples/requests/{row.pk}", "/samples/requests?view=all", "/samples/requests?layout=board",
                 f"/samples/requests/{row.pk}?tab=required", f"/samples/requests/{row.pk}?tab=rounds",
                 f"/opportunities/{deal.pk}?tab=samples", f"/customers/{firm.pk}", "/reports/samples", "/reports/sample-library"):
        answer = client.get(path)
        assert answer.status_code == 200, path
    assert client.post(f"/samples/requests/{row.pk}/required", {"stated": "十天内到货"}).status_code == 302
    api = "/api/v1/sample-requests"
    assert client.get(f"{api}/{row.pk}/requirements").json()[0]["kind"] == "a"
    assert client.get(f"{api}/{row.pk}").json()["fee"] == "300.00"
    again = {"customer_id": firm.pk, "origin": "stock", "what": "样件"}
    assert client.post(api, again, content_type="application/json").json()["state"] == "asked"
    moves = {one["key"]: one for one in client.get(f"{api}/{row.pk}/moves").json()}
    assert not moves["decide"]["allowed"]
    assert "林叙" in moves["decide"]["who"]
    client.force_login(cast.ma)
    assert client.get(f"/samples/requests/{row.pk}").status_code == 404
    assert client.get(f"{api}/{row.pk}").status_code == 404
