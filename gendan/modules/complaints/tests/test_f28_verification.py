"""F28, A5 and F29: how quality and short-weight complaints are verified, every branch."""

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.complaints import actions
from gendan.modules.complaints.tests.story import decided, found, opinion, task, told, verified
from gendan.modules.incidents.actions import open_incident
from gendan.modules.orders.actions import enter_order
from gendan.spine.procedures import engine
from gendan.spine.refusal import NotAllowed, Refusal


def test_f28_1_quality_proves_it_at_once_by_an_assay(cast, now, staff, firm):
    row = told(cast.xu, now, firm, batch="H26-0731")
    with pytest.raises(Refusal):  # not by words alone
        verified(row, cast.han, now, ["quality", "production"])
    with pytest.raises(ValidationError):  # the assay has a number and a value
        found(row, cast.han, now, "assay", document="", value="")
    one = found(row, cast.han, now, "assay", document="HY-0921", value="含碳 0.62 %")
    assert (one.document, one.by) == ("HY-0921", cast.han)
    assert verified(row, cast.han, now).state == "opinions"


def test_f28_2_a5_a_sample_on_site_that_complies_has_a_certificate_and_refutes_the_complaint(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    engine.perform(row, "sample_on_site", actor=cast.han, now=now)
    assert (row.state, task(row, key__startswith="state").assignee, task(row, key__startswith="state").way) == ("sampling", cast.han, "visit")
    with pytest.raises(NotAllowed):
        engine.perform(row, "complies", actor=cast.xu, data={"document": "ZS-1", "value": "0.60", "place": "客户库"}, now=now)
    engine.perform(row, "complies", actor=cast.han, data={"document": "ZS-1", "value": "0.60", "place": "客户库"}, now=now)
    row.refresh_from_db()
    assert (row.state, row.fault, row.findings.get().result, row.findings.get().document) == ("verification", "not_ours", "refuted", "ZS-1")
    verified(row, cast.han, now)
    opinion(row, "quality", cast.han, now)
    decided(row, cast.xu, now, fault="not_ours", cause="", needs_capa="", no_capa_reason="复检合格")
    assert row.state == "drafting"


@pytest.mark.parametrize(("result", "fault"), [("confirmed", "ours"), ("refuted", "not_ours")])
def test_f28_2_otherwise_a_laboratory_that_both_accept_decides(cast, now, staff, firm, result, fault):
    row = told(cast.xu, now, firm)
    engine.perform(row, "sample_on_site", actor=cast.han, now=now)
    sample = {"value": "0.41", "place": "客户库", "sample": "YP-7", "laboratory": "省质检院"}
    with pytest.raises(ValidationError):  # both sides
        engine.perform(row, "differs", actor=cast.han, data=sample, now=now)
    engine.perform(row, "differs", actor=cast.han, data=sample | {"accepted": "on"}, now=now)
    assert (row.state, task(row, key__startswith="state").assignee) == ("arbitration", cast.xu)
    with pytest.raises(ValidationError):  # a certificate says yes or no
        engine.perform(row, "arbitrated", actor=cast.xu, data={"document": "ZC-9", "value": "0.41", "result": "unclear"}, now=now)
    engine.perform(row, "arbitrated", actor=cast.xu, data={"document": "ZC-9", "value": "0.41", "result": result}, now=now)
    row.refresh_from_db()
    last = row.findings.last()
    assert (row.state, row.fault, last.kind, last.laboratory, last.document) == ("verification", fault, "laboratory", "省质检院", "ZC-9")
    assert verified(row, cast.han, now).state == "opinions"


def test_f28_3_quality_and_production_write_their_opinions_then_all_goes_back_to_sales(cast, now, staff, firm):
    row = told(cast.he, now, firm)
    found(row, cast.han, now, "assay")
    verified(row, cast.han, now, ["quality", "production"])
    with pytest.raises(NotAllowed):
        opinion(row, "production", cast.ma, now)
    opinion(row, "production", staff.production, now, words="换刀窗口改为 10 日")
    opinion(row, "quality", cast.han, now, words="化验属实")
    assert (row.state, task(row, key__startswith="state").assignee) == ("decision", cast.he)


def test_f29_1_goods_collected_by_the_customer_need_the_scales_certificate(cast, now, staff, firm):
    row = told(cast.xu, now, firm, klass="short_weight", delivery="self", shortage="0.35", subject="亏载 0.35 吨")
    assert row.verifier == staff.dispatcher
    found(row, staff.dispatcher, now, "photo")
    with pytest.raises(Refusal, match="证|certificate"):
        verified(row, staff.dispatcher, now, ["transport"])
    with pytest.raises(ValidationError):  # whether it meets the national standard
        found(row, staff.dispatcher, now, "scale")
    found(row, staff.dispatcher, now, "scale", "refuted", valid=True, document="JL-2026-8")
    verified(row, staff.dispatcher, now, ["transport"])
    assert opinion(row, "transport", staff.dispatcher, now, words="衡器在检定期内").state == "decision"


def test_f29_2_delivered_goods_are_traced_from_weighing_point_to_weighing_point(cast, now, staff, firm):
    row = told(cast.xu, now, firm, klass="short_weight", delivery="delivered", shortage="0.35", subject="到货少 0.35 吨")
    found(row, staff.dispatcher, now, "weighing", place="出厂地磅", value="32.50")
    with pytest.raises(Refusal):
        verified(row, staff.dispatcher, now, ["transport"])
    found(row, staff.dispatcher, now, "weighing", place="客户地磅", value="32.15")
    with pytest.raises(Refusal):  # evidence on site
        verified(row, staff.dispatcher, now, ["transport"])
    actions.note_visit(row, place="客户地磅房", text="皮重未扣雨布", result="refuted", actor=cast.he, now=now)
    assert verified(row, staff.dispatcher, now, ["transport"]).state == "opinions"


def test_f29_how_it_was_delivered_is_known_at_registration(cast, now, staff, firm):
    with pytest.raises(ValidationError):
        told(cast.xu, now, firm, klass="short_weight")


def test_f34_damage_on_the_way_is_an_incident_or_the_carriers_answer(client, cast, now, staff, firm):
    order = enter_order(firm, actor=cast.he, now=now, name="联轴器")
    row = told(cast.xu, now, firm, klass="transport", order=order, subject="外箱破损")
    assert row.verifier == staff.dispatcher
    with pytest.raises(Refusal, match="承运|carrier"):
        verified(row, staff.dispatcher, now, ["transport"])
    values = {"mode": "road", "conveyance": "沪A12345", "carrier": "顺达", "place": "无锡", "event": "collision", "occurred_at": now, "insured": True}
    open_incident(values=values, orders=[order], actor=staff.dispatcher, now=now)
    assert verified(row, staff.dispatcher, now, ["transport"]).state == "opinions"
    client.force_login(cast.bai)
    page = client.get(f"/complaints/{row.pk}?tab=measures").content.decode()
    assert "data-incident" in page
    assert f"/complaints/new?order={order.pk}" in client.get(f"/orders/{order.pk}").content.decode()


def test_f75_6_correction_is_asked_for_without_waiting_for_the_verdict(client, cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    client.force_login(cast.han)
    answer = client.post(f"/complaints/{row.pk}/capa")
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.needs_capa
    assert "data-capa" in client.get(f"/complaints/{row.pk}?tab=measures").content.decode()
    assert client.post(f"/complaints/{row.pk}/capa").headers["Location"] == answer.headers["Location"]  # two clicks are one
