"""F56.1 … F56.4, F59 and F27.3: the manufacturer's complaint, the search for the same fault, and corrective action."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.capa import queries as capas
from gendan.modules.complaints import actions
from gendan.modules.complaints.actions.meeting import this_afternoon, usual_participants
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.tests.story import answered, closed, decided, done, found, opinion, task, told, verified
from gendan.modules.samples.tests.story import asked, sent
from gendan.modules.samples.tests.story import decided as sample_decided
from gendan.spine import events
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal


def trade(cast, now, firm, **values):
    return told(cast.he, now, firm, klass="trade", defect="键槽裂纹", batch="H26-0731", defect_rate="3.3", **values)


def looked(row, cast, now, result="refuted", **special):
    for kind in ("stock", "progress", "record"):
        found(row, cast.han, now, kind, special.get(kind, result))


def test_f56_1_business_fills_the_feedback_form_and_passes_it_to_quality(cast, now, staff, firm):
    with pytest.raises(ValidationError):
        told(cast.he, now, firm, klass="trade", subject="不良")
    row = trade(cast, now, firm)
    assert (row.verifier, row.state, str(row.defect_rate)) == (cast.han, "verification", "3.3")


def test_f56_2_stock_work_in_progress_and_records_are_looked_at_first(cast, now, staff, firm):
    row = trade(cast, now, firm)
    found(row, cast.han, now, "stock", "refuted")
    with pytest.raises(Refusal, match="在制品|work in progress"):
        verified(row, cast.han, now)


def test_f56_2a_the_same_fault_here_asks_production_for_correction_at_once(cast, now, staff, firm):
    row = trade(cast, now, firm, responsible_department=cast.company)
    looked(row, cast, now, progress="confirmed")
    verified(row, cast.fang, now, ["quality", "production"])
    assert capas.of("complaints.complaint", row.pk).get().responsible == cast.company
    row.refresh_from_db()
    assert row.needs_capa


def test_f56_2b_not_found_here_the_customer_is_asked_for_samples_or_pictures(cast, now, staff, firm):
    row = trade(cast, now, firm)
    looked(row, cast, now)
    with pytest.raises(Refusal, match="样品|samples"):
        verified(row, cast.han, now)
    engine.perform(row, "ask_evidence", actor=cast.he, data={"wanted": "photo", "words": "请发断口照片"}, now=now)
    assert (row.state, task(row, key__startswith="state").assignee) == ("asking", cast.he)
    engine.perform(row, "evidence_came", actor=cast.he, data={"kind": "photo", "result": "confirmed", "text": "断口疲劳纹"}, now=now)
    assert row.findings.filter(kind="photo").exists()
    assert verified(row, cast.han, now).state == "opinions"


def test_f56_2b_where_nothing_comes_it_goes_back_to_be_verified(cast, now, staff, firm):
    row = trade(cast, now, firm)
    looked(row, cast, now)
    engine.perform(row, "ask_evidence", actor=cast.he, data={"wanted": "sent_sample", "words": "请寄样"}, now=now)
    with pytest.raises(ValidationError):
        engine.perform(row, "evidence_missing", actor=cast.he, data={}, now=now)
    engine.perform(row, "evidence_missing", actor=cast.he, data={"reason": "客户已报废"}, now=now)
    assert row.state == "verification"


def test_f56_3_quality_calls_a_joint_analysis_and_asks_for_correction(cast, now, staff, firm):
    row = trade(cast, now, firm)
    usual = usual_participants(row, now=now)
    assert {staff.production, cast.han, staff.technology} <= set(usual)
    meeting = actions.call_meeting(row, participants=usual, at=this_afternoon(now=now), actor=cast.han, now=now)
    later = now + timedelta(hours=5)
    said = {"minutes": "刀具崩刃，首件未复检", "fault": "ours", "verdict": "键槽根部圆角过小"}
    work = [{"title": "换刀并复检首件", "assignee": staff.production, "due_at": now + timedelta(days=2)}]
    actions.write_minutes(meeting, values=said, tasks=work, actor=cast.han, now=later)
    assert Todo.objects.get(title="换刀并复检首件", status="open").assignee == staff.production
    found(row, cast.han, later, "analysis", text=said["verdict"])
    asked = actions.ask_correction(row, actor=cast.han, now=later)
    assert list(capas.of("complaints.complaint", row.pk)) == [asked]
    assert (asked.customer, asked.origin) == (firm, "complaint")


def test_f56_4_the_effect_is_followed_and_what_did_not_work_opens_the_complaint_again(cast, now, staff, firm):
    row = trade(cast, now, firm)
    looked(row, cast, now, stock="confirmed")
    verified(row, cast.han, now)
    opinion(row, "quality", cast.han, now)
    decided(row, cast.he, now)
    answered(row, now)
    capa = capas.of("complaints.complaint", row.pk).get()
    type(capa).objects.filter(pk=capa.pk).update(state="check")  # carried out, its effect is watched
    done(row, now)
    closed(row, now + timedelta(days=4))
    events.emit("capa.reopened", capa=capa, actor=cast.han, now=now + timedelta(days=30))
    row.refresh_from_db()
    assert (row.state, row.reopened_times) == ("verification", 1)


def test_f27_3_an_objection_to_a_sample_becomes_a_complaint_of_quality(cast, now, staff, firm):
    request = sent(sample_decided(asked(firm, cast.he, now), cast, now), cast, now)
    engine.perform(request, "object", actor=cast.he, data={"objection": "孔径偏大", "accepted_by": "高鹏"}, now=now)
    row = Complaint.objects.get()
    assert (row.channel, row.klass, row.customer, row.verifier, row.state) == ("sample", "quality", firm, cast.han, "verification")
    assert row.batch == "P2609"


def test_f59_every_complaint_has_its_cause_investigated_by_quality(cast, now, staff, firm):
    row = trade(cast, now, firm)
    assert task(row, key__startswith="state").assignee == cast.han
