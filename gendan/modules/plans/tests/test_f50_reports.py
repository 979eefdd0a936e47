"""F50: the daily report and its two brothers, their collation, and the meeting in which they are talked over."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.followups.models import Activity
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.plans import actions, collation, queries
from gendan.modules.plans.actions.reporting import Decision
from gendan.modules.plans.models import ReportKind, VisitReport
from gendan.modules.plans.tests.story import classed
from gendan.spine.messages.models import Message
from gendan.spine.org import actions as org
from gendan.spine.org import book
from gendan.spine.org.models import NumberSetting
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


@pytest.fixture
def visited(cast, now):
    """He was at a customer this morning, with a problem."""
    row = classed(cast.he, now - timedelta(days=3), "青屿重工（苏州）有限公司", "A")
    visit = actions.plan_visit(row, at=now - timedelta(hours=1), focus="走访", actor=cast.he, now=now - timedelta(days=2))
    step = NextStep("回复交期", now + timedelta(days=2))
    actions.report(visit, text="看了车间", result="progress", next_step=step, told={"problem": "交期太长"}, actor=cast.he, now=now)
    visit.refresh_from_db()
    return visit


def test_f50_the_day_of_a_visit_has_one_report_to_submit_at_the_set_time(cast, now, visited):
    assert actions.begin_reports(now=now) == 1
    assert actions.begin_reports(now=now) == 0
    report = VisitReport.objects.get()
    todo = Todo.objects.get(record_kind="plans.visitreport", status="open")
    assert (report.kind, report.owner, todo.assignee) == (ReportKind.DAILY, cast.he, cast.he)
    assert todo.due_at.astimezone(now.tzinfo).strftime("%H:%M") == "17:30"
    assert list(queries.lines_of(report)) == [visited.activity]


def test_f50_who_met_nobody_reports_nothing(cast, now):
    row = classed(cast.he, now, "青屿重工", "A")
    log_activity(row, actor=cast.he, now=now, way="call", text="通话", next_step=NextStep("再约", now + timedelta(days=2)))
    assert actions.begin_reports(now=now) == 0


def test_f50_a_submitted_report_is_collated_by_the_company(cast, now, visited):
    actions.begin_reports(now=now)
    report = VisitReport.objects.get()
    actions.write_report(report, text="苏州片区走访一家", actor=cast.he, now=now)
    engine.perform(report, "submit", actor=cast.he, now=now)
    with pytest.raises(Refusal):
        actions.write_report(report, text="改", actor=cast.he, now=now)
    assert Todo.objects.get(record_kind="plans.visitreport", status="open").assignee == cast.gao
    engine.perform(report, "collate", actor=cast.gao, now=now)
    report.refresh_from_db()
    assert (report.state, report.submitted_at) == ("collated", now)
    assert not doctor.run()


def test_f50_what_is_urgent_is_submitted_at_once_and_the_head_is_told(cast, now):
    row = classed(cast.he, now, "青屿重工", "A")
    visit = actions.plan_visit(row, at=now + timedelta(hours=1), focus="走访", actor=cast.he, now=now)
    step = NextStep("回复", now + timedelta(days=2))
    actions.report(visit, text="停线了", next_step=step, told={"problem": "减速箱断轴", "urgency": "urgent"}, actor=cast.he, now=now)
    report = VisitReport.objects.get(kind=ReportKind.URGENT)
    visit.refresh_from_db()
    assert (report.state, report.text, list(queries.lines_of(report))) == ("submitted", "减速箱断轴", [visit.activity])
    assert Message.objects.filter(recipient=cast.lin, topic="plans.urgent").exists()


def test_f50_a_periodic_report_covers_its_days(cast, now, visited, client):
    day = now.date()
    report = actions.periodic_report(day=day - timedelta(days=6), until=day, text="本周小结", actor=cast.he, now=now)
    assert list(queries.lines_of(report)) == [visited.activity]
    client.force_login(cast.he)
    page = client.get(reverse("plans:visit_report", args=[report.pk])).content.decode()
    assert "交期太长" in page
    answer = client.post(reverse("plans:report_new"), {"day": "2026-09-20", "until": "2026-09-10", "text": ""})
    assert answer.status_code == 422


def test_f50_report_14_collates_every_field(cast, now, visited):
    line, = collation.visits(Activity.objects.visible_to(cast.lin))
    expected = {"person": cast.he.name, "purpose": "走访", "problem": "交期太长", "next": "回复交期", "text": "看了车间"}
    assert {key: line[key] for key in expected} == expected


def test_f50_the_customer_business_report_and_the_sales_to_customers(cast, now, visited, client):
    row, = collation.business(Activity.objects.visible_to(cast.lin))
    assert (row["contacts"], row["in_person"], row["progress"]) == (1, 1, 1)
    assert collation.sales(Opportunity.objects.visible_to(cast.lin)) == []
    client.force_login(cast.lin)
    for key in ("visit-collation", "customer-business", "sales-to-customers"):
        assert client.get(f"/reports/{key}").status_code == 200


def test_f50_f26_a_sales_situation_meeting_leaves_to_dos(cast, now, visited, client):
    decided = [Decision("回复青屿交期", cast.he, now + timedelta(days=1))]
    row = actions.hold_meeting(
        kind="morning", held_at=now, notes="交期普遍偏长", people=[cast.he, cast.zhou], actor=cast.lin, now=now, decisions=decided,
    )
    todo = Todo.objects.get(record_kind="plans.meeting")
    assert (todo.assignee, todo.title) == (cast.he, "回复青屿交期")
    with pytest.raises(NotAllowed):
        actions.hold_meeting(kind="morning", held_at=now, notes="x", people=[], actor=cast.he, now=now)
    client.force_login(cast.he)
    assert "交期普遍偏长" in client.get(reverse("plans:meeting", args=[row.pk])).content.decode()


def test_f50_the_meeting_begins_with_what_the_rules_say(cast, now, visited, client):
    client.force_login(cast.lin)
    page = client.get(reverse("plans:meeting_new")).content.decode()
    assert "name=\"people\"" in page
    sent = {
        "kind": "weekly", "held_at": "2026-01-05T09:00", "people": [cast.he.pk], "notes": "周会", "todo_1": "报方案",
    }
    assert client.post(reverse("plans:meeting_new"), sent).status_code == 422
    sent |= {"who_1": cast.he.pk, "due_1": "2099-01-06T09:00"}
    assert client.post(reverse("plans:meeting_new"), sent).status_code == 302


def test_f50_reports_of_a_leaver_are_submitted_by_the_successor(cast, now, visited):
    actions.begin_reports(now=now)
    org.leave(cast.he, successor=cast.zhou, actor=cast.fang, now=now)
    assert VisitReport.objects.get().owner == cast.zhou
    assert not doctor.run()


def told_of_meetings():
    return [(one.recipient.username, one.title) for one in Message.objects.filter(topic="plans.meetings").order_by("pk")]


def test_f26_heads_are_reminded_of_the_meetings_before_and_after_work(cast, now):
    for hour, minute in ((7, 0), (8, 50), (8, 55), (17, 50)):
        actions.remind_of_meetings(now=now.replace(hour=hour, minute=minute))
    assert len(told_of_meetings()) == 4
    assert {name for name, _title in told_of_meetings()} == {"lin", "gu"}


def test_f26_no_reminder_of_a_meeting_that_was_held_or_on_a_day_off(cast, now):
    morning = now.replace(hour=8, minute=50)
    actions.hold_meeting(kind="morning", held_at=morning, notes="早会", people=[cast.he], actor=cast.lin, now=morning)
    actions.remind_of_meetings(now=morning)
    actions.remind_of_meetings(now=morning + timedelta(days=2))
    NumberSetting.objects.create(key="plans.meetings", value=0, valid_from=now, changed_at=now)
    book.forget()
    actions.remind_of_meetings(now=morning + timedelta(days=5))
    assert {name for name, _title in told_of_meetings()} == {"gu"}


def test_f26_directors_are_reminded_of_the_weekly_meeting_on_the_first_working_day(cast, now):
    org.give_role(cast.fang, "director", actor=cast.fang, now=now)
    tuesday = now.replace(hour=8, minute=50) + timedelta(days=5)
    for days in (-1, 0):
        actions.remind_of_meetings(now=tuesday + timedelta(days=days))
    assert [name for name, _title in told_of_meetings()].count("fang") == 1
