"""F71, F75, F99, F22, F90, F60, F67, F69, F70 and F103: services, deadlines by trade, the hotline and other calls."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.complaints import actions
from gendan.modules.complaints.models import Complaint, Profile, Route
from gendan.modules.complaints.on_others import faults_since
from gendan.modules.complaints.procedure import COMPLAINT
from gendan.modules.complaints.tests.story import answered, closed, decided, done, found, opinion, task, told, verified
from gendan.modules.customers.tests.factories import customer
from gendan.modules.knowledge.queries import hints
from gendan.modules.orders.tests.factories import product
from gendan.spine.messages.models import Message
from gendan.spine.org.queries import company_calendar
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import engine
from gendan.spine.refusal import NotAllowed, Refusal

ZONE = ZoneInfo("Asia/Shanghai")
WHERE = {"address": "无锡市新吴区锡士路 8 号", "phone": "0510-85550000", "text": "注册证结果与承诺不符"}


def local(moment):
    return moment.astimezone(ZONE).strftime("%m-%d %H:%M")


def heard(topic):
    return sorted({row.recipient.name for row in Message.objects.filter(topic=topic).select_related("recipient")})


def in_force(key, cast, now):
    return actions.choose_profile(Profile.objects.get(key=key), actor=cast.bai, now=now)


# -- F71: consulting ----------------------------------------------------------------------------------------------------


def test_f71_1_business_collects_address_telephone_and_content(cast, now, staff, firm):
    with pytest.raises(ValidationError):
        told(cast.he, now, firm, klass="consulting", phone="", text="")
    assert told(cast.he, now, firm, klass="consulting", **WHERE).verifier == cast.han


def test_f71_2_quality_registers_analyses_and_feeds_back(cast, now, staff, firm):
    row = told(cast.he, now, firm, klass="consulting", **WHERE)
    found(row, cast.han, now, "analysis", "confirmed", text="资料漏项")
    assert opinion(verified(row, cast.han, now), "quality", cast.han, now).state == "decision"


def test_f71_3_major_ones_reach_the_general_manager_and_the_management_representative_at_once(cast, now, staff, firm):
    row = told(cast.he, now, firm, klass="consulting", **WHERE)
    assert heard("complaints.major") == []
    actions.declare_major(row, reason="证书被撤销", actor=cast.han, now=now)
    assert heard("complaints.major") == sorted(["方致远", "管代表"])
    with pytest.raises(Refusal):
        actions.declare_major(row, reason="再报", actor=cast.han, now=now)
    told(cast.he, now, firm, klass="behaviour", is_major=True)
    assert Message.objects.filter(topic="complaints.major", recipient=cast.fang, channel="in_app").count() == 2


def test_f71_4_no_correction_has_its_reason_and_quality_is_told(cast, now, staff, firm):
    row = told(cast.he, now, firm, klass="consulting", **WHERE)
    found(row, cast.han, now, "analysis", "refuted", text="法规变更所致")
    opinion(verified(row, cast.han, now), "quality", cast.han, now)
    with pytest.raises(ValidationError):
        decided(row, cast.he, now, fault="not_ours", needs_capa="")
    decided(row, cast.he, now, fault="not_ours", needs_capa="", no_capa_reason="法规变更，非服务缺陷")
    assert heard("complaints.no_capa") == ["韩青"]


def test_f71_5_no_recall_nor_notice_of_adverse_events_is_asked_of_a_consulting_firm(cast, now, staff, firm):
    in_force("consulting", cast, now)
    row = told(cast.he, now, firm, klass="consulting", **WHERE)
    found(row, cast.han, now, "analysis", "refuted", text="法规变更所致")
    opinion(verified(row, cast.han, now), "quality", cast.han, now)
    row = done(answered(decided(row, cast.he, now, fault="not_ours", cause="", needs_capa="", no_capa_reason="非服务缺陷"), now), now)
    assert closed(row, now + timedelta(days=4)).state == "closed"
    assert not {"recall", "adverse_event", "advisory_notice"} & {one.key for one in (*COMPLAINT.states, *COMPLAINT.transitions)}


# -- F75, A4: in and outside the province -----------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["帮客户选对型号", "会同质技部门一同到现场"])
def test_f75_1_2_before_the_sale_the_choice_is_explained_and_new_customers_are_visited_with_quality(client, cast, now, staff, words):
    new = customer(cast.he, now, name="远帆机电有限公司", state="visit")
    hint = next(one.article for one in hints(cast.he, record=new) if "F75" in one.article.flow)
    client.force_login(cast.he)
    assert hint.title in client.get(f"/customers/{new.pk}").content.decode()
    assert words in client.get(f"/knowledge/{hint.pk}").content.decode()


def test_f75_3_the_handling_sheet_goes_to_three(cast, now, staff, firm):
    row = told(cast.he, now, firm, klass="service", phase="after")
    assert heard("complaints.sheet") == sorted(["林叙", "韩青", "沈工"])
    found(row, cast.han, now, "visit", place="客户车间")
    verified(row, cast.han, now, ["sales", "quality", "production"])
    for party, actor in (("sales", cast.lin), ("quality", cast.han), ("production", staff.production)):
        opinion(row, party, actor, now)
    assert row.state == "decision"


@pytest.mark.parametrize("inside", [True, False])
def test_f75_4_a4_two_working_days_in_the_province_five_calendar_days_outside(cast, now, staff, inside):
    firm = customer(cast.he, now, name="远帆机电有限公司", in_province=inside)
    row = told(cast.he, now, firm, klass="service")
    due = add_working_days(now, 2, company_calendar()) if inside else now + timedelta(days=5)
    assert (row.location, row.respond_due_at) == ("in" if inside else "out", due)
    assert bool(row.visit_due_at) is inside


def test_f75_5_not_our_fault_is_explained_with_evidence_and_agreed_on(cast, now, staff, firm):
    row = told(cast.he, now, firm, klass="service")
    found(row, cast.han, now, "visit", "refuted", place="客户车间", text="润滑油型号用错")
    opinion(verified(row, cast.han, now), "quality", cast.han, now)
    decided(row, cast.he, now, fault="misuse", cause="", needs_capa="", no_capa_reason="使用不当")
    answered(row, now)
    with pytest.raises(ValidationError):  # what he says to it
        done(row, now, agreement="")
    assert done(row, now).agreement == "agreed"


def test_f75_6_used_rightly_and_defective_asks_for_correction_at_once(cast, now, staff, firm):
    row = told(cast.he, now, firm, klass="service")
    found(row, cast.han, now, "visit", "confirmed", place="客户车间")
    verified(row, cast.han, now)
    row.refresh_from_db()
    assert row.needs_capa


def test_f75_7_the_result_is_told_until_he_is_satisfied(cast, now, staff, firm):
    row = told(cast.he, now, firm, klass="service")
    found(row, cast.han, now, "visit", "refuted", place="客户车间")
    opinion(verified(row, cast.han, now), "quality", cast.han, now)
    answered(decided(row, cast.he, now, fault="not_ours", cause="", needs_capa="", no_capa_reason="x"), now)
    done(row, now, agreement="refused")
    engine.perform(row, "dissatisfied", actor=cast.he, data={"score": "1", "text": "不认可"}, now=now)
    assert row.state == "verification"


# -- A3: deadlines by trade -------------------------------------------------------------------------------------------


def test_f99_7_a3_a_shop_solves_it_the_same_day(cast, now, staff, firm):
    in_force("shop", cast, now)
    assert local(told(cast.xu, now, firm).respond_due_at).startswith("09-24")
    evening = now.replace(hour=21)
    assert told(cast.xu, evening, firm, subject="夜里来的").respond_due_at > evening


def test_f22_a3_thirty_minutes_until_the_complainant_is_spoken_to(cast, now, staff, firm):
    in_force("installation", cast, now)
    row = actions.take_complaint({"subject": "安装漏水", "customer": firm, "channel": "wechat"}, actor=cast.xu, now=now)
    assert local(row.first_due_at) == "09-24 10:50"
    assert local(told(cast.xu, now, firm, klass="property").respond_due_at) == "09-24 10:50"


def test_a3_the_row_that_says_most_holds_and_is_changed_on_the_settings_page(client, cast, now, staff, firm):
    profile = Profile.objects.get(chosen=True)
    client.force_login(cast.bai)
    assert "制造企业" in client.get("/settings/complaints").content.decode()
    values = {"klass": "quality", "grade": "1", "location": "", "role": "technology", "respond": "4", "respond_unit": "working_hours", "authority": "general_manager"}
    client.post(f"/settings/complaints/profiles/{profile.pk}/routes/new", values)
    row = told(cast.xu, now, firm, grade=1)
    assert (row.verifier, local(row.respond_due_at), row.authority) == (staff.technology, "09-24 15:20", "general_manager")
    assert told(cast.xu, now, firm, grade=2, subject="另一件").verifier == cast.han
    again = client.post(f"/settings/complaints/profiles/{profile.pk}/routes/new", values)
    assert Route.objects.filter(profile=profile, klass="quality", grade=1).count() == 1, again.content.decode()[:200]
    client.post(f"/settings/complaints/profiles/{Profile.objects.get(key='shop').pk}/choose")
    assert Profile.objects.get(chosen=True).key == "shop"


def test_a3_only_those_who_run_the_company_change_the_routes(client, cast, now, staff):
    client.force_login(cast.he)
    assert client.get("/settings/complaints").status_code == 403
    with pytest.raises(NotAllowed):
        in_force("shop", cast, now) if actions.choose_profile(Profile.objects.get(key="shop"), actor=cast.he, now=now) else None


# -- F90: the hotline -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("matter", ["demand", "information"])
def test_f90_1_demands_and_questions_are_answered_and_read_by_the_supervisor(cast, now, staff, firm, matter):
    row = actions.take_enquiry({"matter": matter, "subject": "问交期", "customer": firm}, actor=cast.xu, now=now)
    with pytest.raises(Refusal):
        engine.perform(row, "examine", actor=cast.xu, now=now)
    engine.perform(row, "answer", actor=cast.xu, data={"answer": "10 月 12 日发货"}, now=now)
    assert row.state == "reported"
    with pytest.raises(NotAllowed):
        engine.perform(row, "read", actor=cast.xu, now=now)
    engine.perform(row, "read", actor=staff.service_head, now=now)
    assert (row.state, row.answer) == ("closed", "10 月 12 日发货")


@pytest.mark.parametrize("feasible", [True, False])
def test_f76_5_f90_1_a_suggestion_is_examined_then_answered(cast, now, staff, firm, feasible):
    row = actions.take_enquiry({"matter": "suggestion", "subject": "加装防尘罩", "caller": "沈工"}, actor=cast.xu, now=now)
    with pytest.raises(Refusal):
        engine.perform(row, "answer", actor=cast.xu, data={"answer": "好"}, now=now)
    engine.perform(row, "examine", actor=cast.xu, now=now)
    engine.perform(row, "examined", actor=cast.xu, data={"feasible": str(feasible), "answer": "已评估"}, now=now)
    row.refresh_from_db()
    assert (row.feasible, row.state) == (feasible, "reported")


def test_f90_1_a_call_that_is_a_complaint_is_registered_with_all_that_was_said(cast, now, staff, firm):
    call = actions.take_enquiry({"matter": "information", "subject": "货裂了", "text": "两件", "customer": firm, "phone": "13800001111"}, actor=cast.xu, now=now)
    row = actions.turn_into_complaint(call, values={"klass": "quality"}, actor=cast.xu, now=now)
    call.refresh_from_db()
    assert (call.state, call.complaint, row.text, row.channel, row.received_at) == ("complaint", row, "两件", "hotline", now)


def test_f90_a_line_from_the_agent_to_the_supervisor_to_the_vice_president(cast, now, staff, firm):
    row = told(cast.xu, now, firm, klass="behaviour")
    found(row, staff.service_head, now, "enquiry")
    opinion(verified(row, staff.service_head, now, ["service"]), "service", staff.service_head, now)
    answered(decided(row, cast.xu, now, needs_capa="", no_capa_reason="个别"), now)
    assert row.approver == staff.director
    closed(done(row, now), now + timedelta(days=4))
    assert heard("complaints.closed") == sorted(["苏主管", "罗副总"])


def test_f90_the_customer_is_found_by_the_telephone_number(cast, now, staff, firm):
    row = told(cast.xu, now, None, phone="0510 8888 9999")
    assert row.customer == firm
    stranger = told(cast.xu, now, None, phone="13911112222")
    assert (stranger.customer, stranger.complainant_name) == (None, "沈工")
    actions.set_customer(stranger, customer=firm, actor=cast.xu, now=now)
    assert Complaint.objects.visible_to(cast.he).filter(pk=stranger.pk).exists()


def test_f60_4_f54_4_a_complaint_has_a_team_of_its_own_and_acts_at_once(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    assert Complaint.objects.visible_to(cast.han).filter(pk=row.pk).exists()
    assert task(row, key__startswith="state").due_at <= row.respond_due_at


def test_f54_2_f60_1_the_customers_file_holds_the_complaint_file(client, cast, now, staff, firm):
    told(cast.xu, now, firm)
    client.force_login(cast.he)
    page = client.get(f"/customers/{firm.pk}?tab=service").content.decode()
    assert "TS2609-001" in page
    assert "未结投诉" in page


def test_f54_1_until_it_is_shown_otherwise_the_fault_counts_as_ours(client, cast, now, staff, firm):
    row = told(cast.xu, now, firm, product=product(), defect="裂纹")
    assert [one.object_id for one in faults_since(now - timedelta(days=1))] == [row.pk]
    client.force_login(cast.han)
    page = client.get(f"/complaints/{row.pk}").content.decode()
    assert "先假定责任在我方" in client.get(f"/knowledge/{hints(cast.han, record=row)[0].article.pk}").content.decode()
    assert "先假定是我方的错" in page
    Complaint.objects.filter(pk=row.pk).update(fault="misuse")
    assert not list(faults_since(now - timedelta(days=1)))


def test_f54_3_grade_and_class_are_assessed_and_decide_what_follows(client, cast, now, staff, firm):
    client.force_login(cast.xu)
    new = {"subject": "裂纹", "phone": "13800001111", "channel": "phone"}
    for wrong in (new | {"grade": "2"}, new | {"klass": "quality"}, new | {"klass": "quality", "grade": "4"}):
        assert client.post("/complaints/new", wrong).status_code == 422
    days = []
    for grade in (1, 2, 3):
        row = told(cast.xu, now, firm, grade=grade)
        found(row, cast.han, now, "assay")
        row = answered(decided(opinion(verified(row, cast.han, now), "quality", cast.han, now), cast.xu, now), now)
        days.append(row.improve_due_at)
    assert days == sorted(set(days))


def test_f54_6_four_stages_acceptance_handling_completion_tracking():
    states = [one.key for one in COMPLAINT.states]
    assert states.index("received") < states.index("verification") < states.index("implementing") < states.index("outcome")


def test_f67_after_sale_phase_and_feedback_are_noted(cast, now, staff, firm):
    assert told(cast.xu, now, firm, klass="service", phase="contract").get_phase_display()


def test_f69_f70_steps_of_the_talk_and_the_expected_date_are_there(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    assert row.promised_at == row.respond_due_at  # F70: steps and expected dates
    state = COMPLAINT.state("received")
    assert (len(state.checklist), state.way) == (4, "call")


def test_f103_opinions_are_listed_with_how_they_were_handled(client, cast, now, staff, firm):
    actions.take_enquiry({"matter": "suggestion", "subject": "大堂加椅子", "caller": "业主"}, actor=cast.xu, now=now)
    client.force_login(cast.xu)
    assert "大堂加椅子" in client.get("/enquiries?view=suggestions").content.decode()
