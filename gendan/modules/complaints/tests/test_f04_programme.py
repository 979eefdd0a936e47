"""F04 and F33: the complaint handling programme and its five steps, from the first words to the proof."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.capa import queries as capas
from gendan.modules.complaints import actions
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.procedure import COMPLAINT
from gendan.modules.complaints.tests.story import answered, closed, decided, done, found, opinion, task, told, verified
from gendan.spine.messages.models import Message
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import doctor, engine, escalate
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

ZONE = ZoneInfo("Asia/Shanghai")


def local(moment):
    return moment.astimezone(ZONE).strftime("%m-%d %H:%M")


def heard(topic):
    return sorted({row.recipient.name for row in Message.objects.filter(topic=topic).select_related("recipient")})


def opined(cast, now, staff, firm, **values):
    """A quality complaint that is proven, with all opinions."""
    row = told(cast.xu, now, firm, **values)
    found(row, cast.han, now, "assay")
    verified(row, cast.han, now)
    return opinion(row, "quality", cast.han, now)


def test_f04_the_whole_way_of_a_quality_complaint(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    assert (row.number, row.state, row.verifier, row.authority) == ("TS2609-001", "verification", cast.han, "director")
    assert task(row, key__startswith="state").assignee == cast.han
    found(row, cast.han, now, "assay")
    verified(row, cast.han, now, ["quality", "production"])
    opinion(row, "quality", cast.han, now)
    assert row.state == "opinions"
    opinion(row, "production", staff.production, now, verdict="refused", words="换刀后已合格")
    assert row.state == "decision"
    decided(row, cast.xu, now, needs_capa="", no_capa_reason="换刀已解决")
    answered(row, now)
    assert row.state == "implementing"
    done(row, now)
    closed(row, now + timedelta(days=4))
    assert row.state == "closed"
    assert row.closed_at
    assert not [one for one in doctor.run() if one.check == "complaints"]


@pytest.mark.parametrize(("klass", "verifier"), [("behaviour", "service_head"), ("work", "lin"), ("quality", "han")])
def test_f04_1_2_3_each_class_goes_to_its_own_department(cast, now, staff, firm, klass, verifier):
    row = told(cast.xu, now, firm, klass=klass)
    people = {"lin": cast.lin, "han": cast.han, "service_head": staff.service_head}
    if klass == "work":  # the head nearest to whoever handles it, here any head of sales
        assert row.verifier in (cast.lin, cast.gu)
    else:
        assert row.verifier == people[verifier]


def test_f04_1_a_named_department_verifies_by_its_head_and_gives_its_opinion(cast, now, staff, firm):
    row = told(cast.xu, now, firm, klass="behaviour", responsible_department=cast.east, respondent=cast.zhou, subject="电话里态度生硬")
    assert row.verifier == cast.lin
    with pytest.raises(Refusal):  # what was asked and found has to be written down
        verified(row, cast.lin, now, ["concerned"])
    found(row, cast.lin, now, "enquiry", text="录音属实")
    verified(row, cast.lin, now, ["concerned"])
    assert opinion(row, "concerned", cast.lin, now).state == "decision"


@pytest.mark.parametrize("fault", ["ours", "misuse"])
def test_f04_4_fault_or_misuse_is_decided_with_evidence(cast, now, staff, firm, fault):
    row = opined(cast, now, staff, firm)
    with pytest.raises(ValidationError):
        decided(row, cast.xu, now, fault="undecided")
    decided(row, cast.xu, now, fault=fault)
    assert (row.fault, row.state, row.decided_by) == (fault, "drafting", cast.xu)


def test_f04_5_the_department_is_chosen_by_class_or_by_hand(cast, now, staff, firm):
    row = told(cast.xu, now, firm, responsible_department=cast.east)
    assert (row.responsible_department, row.verifier) == (cast.east, cast.lin)
    assert cast.east.pk in row.related_department_ids


def test_f04_6_our_fault_asks_for_correction_of_the_cause(cast, now, staff, firm):
    row = opined(cast, now, staff, firm)
    with pytest.raises(ValidationError):  # its cause
        decided(row, cast.xu, now, cause="")
    decided(row, cast.xu, now)
    asked = capas.of("complaints.complaint", row.pk).get()
    assert (asked.customer, asked.origin, row.needs_capa) == (firm, "complaint", True)
    answered(row, now)
    with pytest.raises(Refusal, match=asked.number):
        done(row, now)


def test_f04_7_the_salesperson_is_there_within_two_working_days(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    visit = task(row, key="visit")
    assert (visit.assignee, local(visit.due_at), visit.way) == (cast.he, "09-29 10:20", "visit")  # Friday to Sunday is a holiday
    actions.note_visit(row, place="客户车间", text="两件开裂，同批其余正常", result="confirmed", actor=cast.he, now=now)
    row.refresh_from_db()
    visit.refresh_from_db()
    assert (row.visited_at, visit.status) == (now, "done")


def test_f04_7_a_visit_that_is_late_reaches_the_vice_president(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    escalate.tick(now=now + timedelta(days=8))
    late = {one.recipient.name for one in Message.objects.filter(topic__startswith="procedures", title__contains=row.number).select_related("recipient")}
    assert staff.director.name in late


@pytest.mark.parametrize(("grade", "day"), [(1, "09-29"), (2, "10-08"), (3, "10-18")])
def test_f04_8_a2_improved_within_three_seven_or_fifteen_working_days(cast, now, staff, firm, grade, day):
    row = opined(cast, now, staff, firm, grade=grade)
    decided(row, cast.xu, now, needs_capa="", no_capa_reason="单件")
    answered(row, now)
    todo = task(row, key__startswith="state")
    calendar_day = todo.due_at.astimezone(ZONE).date()
    assert row.improve_due_at == todo.due_at
    days = {1: 3, 2: 7, 3: 15}[grade]
    assert calendar_day == add_working_days(now, days, calendar_of(cast.xu)).astimezone(ZONE).date()


def test_f04_9_pm_43_a_complainant_is_answered_with_an_approved_result_only(cast, now, staff, firm):
    row = opined(cast, now, staff, firm)
    decided(row, cast.xu, now)
    assert row.approver == staff.director
    with pytest.raises((NotAllowed, Refusal)):
        engine.perform(row, "send_reply", actor=cast.xu, data={"channel": "phone"}, now=now)
    engine.perform(row, "draft_reply", actor=cast.xu, data={"text": "感谢您的反映，给您添麻烦了。我们已查明原因，正在换货，请您发来照片，今天下午再答复。"}, now=now)
    with pytest.raises(NotAllowed):  # nobody approves his own
        engine.perform(row, "approve_reply", actor=cast.xu, now=now)
    engine.perform(row, "approve_reply", actor=staff.director, now=now)
    assert row.state == "approved"


def test_f04_10_quality_complaints_opinions_and_improvements_reach_gm_and_management_representative(cast, now, staff, firm):
    row = opined(cast, now, staff, firm)
    assert heard("complaints.major") == sorted(["方致远", "管代表"])
    decided(row, cast.xu, now, needs_capa="", no_capa_reason="单件")
    answered(row, now)
    done(row, now)
    titles = set(Message.objects.filter(topic="complaints.major", recipient=staff.management_representative).values_list("title", flat=True))
    assert len(titles) == 3  # the complaint, its verdict, what was put right


def test_f04_the_role_is_asked_at_each_step(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    for key, actor in (("verified", cast.ma), ("sample_on_site", cast.xu)):
        with pytest.raises(NotAllowed):
            engine.perform(row, key, actor=actor, data={"verdict_text": "x", "parties": ["quality"]}, now=now)


def test_f33_1_listen_first_then_confirm(cast, now, staff, firm):
    row = actions.take_complaint({"subject": "货不对", "customer": firm, "channel": "letter"}, actor=cast.xu, now=now)
    assert (row.state, row.first_answered_at) == ("received", None)
    assert task(row).due_at == row.first_due_at
    assert len(COMPLAINT.state("received").checklist) == 4  # let him speak, repeat, be in his place, say when he hears next


def test_f33_2_severity_grasp_and_responsible_party_are_noted(cast, now, staff, firm):
    row = told(cast.xu, now, firm, grade=1, grasp="part", source="goods")
    assert (row.grade, row.grasp, row.source) == (1, "part", "goods")


@pytest.mark.parametrize(("cost", "authority"), [("300", "director"), ("50000", "director"), ("80000", "general_manager")])
def test_f33_3_what_is_beyond_ones_authority_goes_up(cast, now, staff, firm, cost, authority):
    row = opined(cast, now, staff, firm)
    decided(row, cast.xu, now, cost_cny=cost, rule_used="质量赔偿规定 3.2")
    assert row.authority == authority
    assert row.approver == {"director": staff.director, "general_manager": cast.fang}[authority]


@pytest.mark.parametrize(("cost", "authority"), [("100", "handler"), ("3000", "sales_head"), ("20000", "director")])
def test_f33_3_pm_47_a_slight_complaint_is_agreed_on_by_whoever_may(cast, now, staff, firm, cost, authority):
    row = told(cast.xu, now, firm, klass="behaviour", grade=3)
    found(row, staff.service_head, now, "enquiry")
    verified(row, staff.service_head, now, ["service"])
    opinion(row, "service", staff.service_head, now)
    assert decided(row, cast.xu, now, cost_cny=cost, needs_capa="", no_capa_reason="个别").authority == authority


def test_f33_4_5_carried_out_then_asked_for_approval(cast, now, staff, firm):
    row = opined(cast, now, staff, firm)
    answered(decided(row, cast.xu, now, needs_capa="", no_capa_reason="单件"), now)
    done(row, now)
    assert (row.state, row.agreement) == ("outcome", "agreed")
    assert task(row, key__startswith="state").due_at == now + timedelta(days=7)


def test_f33_solved_in_the_first_talk_only_by_ones_own_authority(cast, now, staff, firm):
    big = told(cast.xu, now, firm)
    said = {"fault": "ours", "verdict_text": "送货晚到", "solution": "当面道歉，补送", "reply": "我们马上补送"}
    with pytest.raises(Refusal):
        engine.perform(big, "solve_at_once", actor=cast.xu, data=said, now=now)
    row = told(cast.xu, now, firm, klass="behaviour", grade=3)
    engine.perform(row, "solve_at_once", actor=cast.xu, data=said, now=now)
    row.refresh_from_db()
    assert (row.state, row.first_contact, row.replies.get().approved_by) == ("outcome", True, cast.xu)
    closed(row, now + timedelta(days=3))
    assert not [one for one in doctor.run() if one.check == "complaints"]


def test_f54_5_not_satisfied_it_is_opened_again_one_level_up(cast, now, staff, firm):
    row = opined(cast, now, staff, firm)
    answered(decided(row, cast.xu, now, needs_capa="", no_capa_reason="单件"), now)
    done(row, now)
    engine.perform(row, "dissatisfied", actor=cast.xu, data={"score": "2", "text": "没换够"}, now=now + timedelta(days=4))
    row.refresh_from_db()
    firm.refresh_from_db()
    assert firm.satisfaction == 2
    assert (row.state, row.level, row.reopened_times, row.authority, row.responded_at) == ("verification", 1, 1, "general_manager", None)


def test_nothing_is_closed_because_someone_got_tired(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    with pytest.raises(NotAllowed):  # only somebody above, and only by the complainant's word
        engine.perform(row, "withdraw", actor=cast.xu, data={"who": "沈工", "reason": "不用处理了"}, now=now)
    with pytest.raises(ValidationError):
        engine.perform(row, "withdraw", actor=staff.service_head, data={"reason": ""}, now=now)
    engine.perform(row, "withdraw", actor=staff.service_head, data={"who": "沈工", "reason": "已自行解决"}, now=now)
    assert row.state == "withdrawn"


def test_a_case_that_comes_back_leaves_no_one_without_a_step(cast, now, staff, firm):
    row = opined(cast, now, staff, firm)
    engine.perform(row, "verify_again", actor=cast.xu, data={"reason": "批次不对"}, now=now)
    assert Todo.objects.filter(record_kind="complaints.complaint", record_id=row.pk, status="open", key__startswith="state").count() == 1
    assert Complaint.objects.get().next_todo_id
