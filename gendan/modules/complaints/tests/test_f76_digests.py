"""The month summed up by the fifth, the report for the management review, and the figures behind them (F59, F76, F99)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from gendan.modules.complaints import actions, reckoning
from gendan.modules.complaints.actions.digesting import due_day
from gendan.modules.complaints.models import Complaint, Digest
from gendan.modules.complaints.papers import sheet_context
from gendan.modules.complaints.tests.story import found, told
from gendan.spine.documents.models import MadePaper
from gendan.spine.messages.models import Message
from gendan.spine.procedures import engine, escalate
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed
from gendan.ui.report.declare import report_of

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 11, 1, 9, tzinfo=ZONE)
SAID = {"text": "键槽裂纹三起，同一批刀具", "measures": "换刀记台账"}


@pytest.fixture
def some(cast, now, staff, firm):
    """Three complaints of October, two about the same."""
    october = now.replace(month=10, day=12)
    rows = [told(cast.xu, october, firm, defect="裂纹"), told(cast.xu, october, firm, klass="behaviour", subject="态度不好", respondent=cast.he)]
    rows.append(told(cast.xu, october + timedelta(days=1), firm, channel="mail"))
    return rows


def begun(now=FIRST):
    return actions.prepare_digest(now=now)


def test_f76_4_on_the_first_last_months_summary_is_asked_for_once_and_due_by_the_fifth(cast, some, staff):
    row = begun()
    assert (row.since, row.until, row.due_on) == (date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 5))
    assert begun(FIRST + timedelta(hours=1)) is None
    todo = Todo.objects.get(record_kind="complaints.digest", record_id=row.pk, status="open")
    assert todo.assignee == cast.xu
    assert row.figures["count"] == 3
    escalate.tick(FIRST + timedelta(days=6))
    assert Message.objects.filter(recipient=staff.service_head, topic="procedures.late").exists()


def test_f76_4_on_a_holiday_it_is_due_on_the_working_day_before(cast, now):
    assert due_day(date(2026, 8, 1), now=now) == date(2026, 9, 4)  # the fifth is a Saturday
    assert due_day(date(2026, 9, 1), now=now) <= date(2026, 10, 5)


def test_f76_4_the_department_manager_approves_it_is_published_and_copied_to_quality(cast, some, staff):
    row = begun()
    engine.perform(row, "hand_in", actor=cast.xu, data=SAID, now=FIRST)
    row.refresh_from_db()
    assert (row.state, row.approver) == ("approval", staff.service_head)
    with pytest.raises(NotAllowed):
        engine.perform(row, "publish", actor=cast.xu, now=FIRST)
    engine.perform(row, "publish", actor=staff.service_head, now=FIRST)
    row.refresh_from_db()
    assert (row.state, row.approved_by, row.published_at) == ("published", staff.service_head, FIRST)
    assert Message.objects.filter(recipient=cast.han, topic="complaints.digest").exists()
    assert MadePaper.objects.filter(paper="complaint_month").count() == 1
    reader = Client()
    reader.force_login(cast.han)
    assert "键槽裂纹三起" in reader.get(f"/complaints/digests/{row.pk}").content.decode()


def test_f59_the_report_for_the_management_review_is_a_paper_ready_to_sign(client, cast, some, staff):
    client.force_login(cast.fang)
    asked = client.post("/complaints/digests/new", {"since": "2026-07-01", "until": "2026-12-31"})
    assert asked.status_code == 302
    row = Digest.objects.get(span="review")
    assert row.approver == staff.management_representative
    engine.perform(row, "hand_in", actor=cast.fang, data=SAID, now=FIRST)
    row.refresh_from_db()
    engine.perform(row, "publish", actor=staff.management_representative, now=FIRST)
    assert MadePaper.objects.filter(paper="complaint_review").exists()
    with pytest.raises(ValidationError):
        actions.begin_review(since=date(2026, 7, 1), until=date(2026, 12, 31), actor=cast.fang, now=FIRST)


def test_report_29_the_summary_of_the_month_is_read_from_page_and_api(client, cast, some, staff):
    row = begun()
    engine.perform(row, "hand_in", actor=cast.xu, data=SAID, now=FIRST)
    engine.perform(row, "publish", actor=staff.service_head, now=FIRST)
    client.force_login(cast.han)
    assert f'href="/complaints/digests/{row.pk}"' in client.get("/complaints/digests?view=all").content.decode()
    page = client.get(f"/complaints/digests/{row.pk}").content.decode()
    for said in ("2026-10", "产品质量", "键槽裂纹三起", "换刀记台账"):
        assert said in page
    made = client.get(f"/api/v1/complaint-summaries/{row.pk}").json()
    assert (made["span"], made["due_on"], made["state"], made["figures"]["count"]) == ("month", "2026-11-05", "published", 3)
    assert made["text"] == SAID["text"]
    client.force_login(cast.ma)
    assert (client.get(f"/complaints/digests/{row.pk}").status_code, client.get(f"/api/v1/complaint-summaries/{row.pk}").status_code) == (404, 404)


def test_report_30_the_management_review_is_asked_for_and_read_from_page_and_api(client, cast, some, staff):
    client.force_login(cast.fang)
    made = client.post("/api/v1/complaint-summaries", {"since": "2026-10-01", "until": "2026-12-31"}, content_type="application/json").json()
    row = Digest.objects.get(pk=made["id"])
    assert (row.span, row.approver, made["figures"]["count"]) == ("review", staff.management_representative, 3)
    page = client.get(f"/complaints/digests/{row.pk}").content.decode()
    for said in (row.number, "产品质量"):
        assert said in page
    engine.perform(row, "hand_in", actor=cast.fang, data=SAID, now=FIRST)
    engine.perform(row, "publish", actor=staff.management_representative, now=FIRST)
    paper = MadePaper.objects.get(paper="complaint_review")
    assert paper.name in client.get(reverse("papers:record", args=["complaints.digest", row.pk])).content.decode()
    assert client.get(f"/api/v1/complaint-summaries/{row.pk}").json()["state"] == "published"


# -- figures ----------------------------------------------------------------------------------------------------------


def test_report_28_counts_by_class_cause_department_product_channel(client, cast, now, some):
    rows, later = Complaint.objects.all(), FIRST
    by_class = {row["klass"]: row["count"] for row in reckoning.grouped(rows, "klass", now=later)}
    assert by_class == {"quality": 2, "behaviour": 1}
    whole = reckoning.whole(rows, now=later)
    assert (whole["count"], whole["due"], whole["in_time"], whole["late"]) == (3, 3, 0, 3)
    assert {row["channel"] for row in reckoning.grouped(rows, "channel", now=later)} == {"phone", "mail"}
    client.force_login(cast.fang)
    for key in ("", "-class", "-cause", "-grade", "-department", "-product", "-channel", "-on-time", "-promises", "-people", "-repeats", "-cost"):
        assert report_of(f"complaints{key}") is not None
        assert client.get(f"/reports/complaints{key}").status_code == 200


def test_report_28_months_without_a_complaint_are_nought_and_weeks_make_a_control_chart(some, now):
    months = reckoning.by_month(Complaint.objects.all(), now=FIRST + timedelta(days=40))
    assert [row["count"] for row in months] == [3, 0, 0]
    weeks = reckoning.by_week(Complaint.objects.all(), now=FIRST)
    assert [row["count"] for row in weeks] == [3, 0]


def test_f99_2_justified_complaints_count_per_person(some, cast, now):
    Complaint.objects.filter(pk=some[1].pk).update(fault="ours")
    rows = reckoning.by_person(Complaint.objects.all(), now=FIRST)
    assert [(row["respondent__name"], row["justified"]) for row in rows] == [("何苗", 1)]
    assert reckoning.per_person(Complaint.objects.all(), people=10) == 0.1


def test_report_28_a_joined_complaint_is_counted_once(some, cast, now):
    actions.join_complaint(some[2], to=some[0], actor=cast.xu, now=FIRST)
    assert reckoning.whole(Complaint.objects.all(), now=FIRST)["count"] == 2


def test_report_28_who_may_not_see_costs_does_not_open_their_report(client, cast, some):
    client.force_login(cast.he)
    assert client.get("/reports/complaints-cost").status_code in (403, 404)


def test_f103_the_sheet_and_the_handling_report_say_what_was_found(cast, some, staff, now):
    found(some[0], cast.han, now, "assay")
    said = sheet_context(some[0], language="zh-hans")
    assert said["findings"][0]["document"] == "HY-0921"
    assert said["number"] == some[0].number
