"""F92: each store's customer data by the 25th of each month: checked, submitted, accepted, spot-checked, filed."""

from datetime import date, timedelta

import pytest

from gendan.modules.classes import actions, reports
from gendan.modules.classes.models import Duty, Submission
from gendan.modules.classes.submitting import overdue
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.tests.factories import contact, customer
from gendan.spine import clock
from gendan.spine.messages.models import Message
from gendan.spine.org import actions as org
from gendan.spine.org.models import Department
from gendan.spine.procedures import doctor, engine, escalate
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.ui.listing.filters import Asked


@pytest.fixture
def october(now):
    """Monday, the 5th … of a month whose 25th is a Sunday."""
    return now.replace(month=10, day=12, hour=9, minute=0)


@pytest.fixture
def duty(cast, now):
    """The East submits; Lin is its head."""
    return actions.save_duty(department=cast.east, holder=None, actor=cast.bai, now=now - timedelta(days=20))


def of_month(row: date) -> Submission:
    """The submission of that month."""
    return Submission.objects.get(month=row.replace(day=1))


def submitted(row, cast, moment):
    """Checked and submitted."""
    engine.perform(row, "submit", actor=cast.lin, now=moment)
    row.refresh_from_db()
    return row


def test_f92_1_each_department_that_has_to_gets_its_submission_by_the_25th(cast, now, duty):
    row = of_month(now.date())
    todo = Todo.objects.get(record_kind="classes.submission", record_id=row.pk, status="open")
    assert (row.state, row.owner, row.department, row.due_on) == ("draft", cast.lin, cast.east, date(2026, 9, 24))
    assert todo.assignee == cast.lin
    assert todo.due_at.date() == row.due_on
    assert actions.open_submissions(now=now) == 0
    assert "classes.submissions" in clock.TICKS
    assert not doctor.run()


def test_f92_1_the_25th_on_a_day_off_is_the_working_day_before(october, cast, duty):
    actions.open_submissions(now=october)
    assert of_month(october.date()).due_on == date(2026, 10, 23)


def test_f92_the_owner_is_reminded_on_the_23rd_and_the_head_told_after_the_25th(cast, october, duty):
    november = october.replace(month=11, day=2)
    Duty.objects.update(holder=cast.he)
    actions.open_submissions(now=november)
    row = of_month(november.date())
    assert (row.owner, row.due_on) == (cast.he, date(2026, 11, 25))
    escalate.tick(now=november.replace(day=23, hour=8))
    assert not _told(cast.he, november.replace(day=22))
    for moment in (november.replace(day=23, hour=20), november.replace(day=25, hour=20)):
        escalate.tick(now=moment)
        escalate.tick(now=moment)
    assert _told(cast.he, november.replace(day=22))
    assert _told(cast.lin, november.replace(day=25))
    asked = Asked(cast.lin, november.replace(day=26))
    assert list(Submission.objects.filter(overdue(asked), month=row.month)) == [row]


def _told(person, since):
    return Message.objects.filter(recipient=person, created_at__gte=since, url__contains="/todos/").exists()


def test_f92_what_was_submitted_is_frozen(cast, now, duty):
    good = customer(cast.he, now, "岚石液压有限公司", address="苏州市虎丘区塔园路 12 号", mobile="13801974426")
    contact(good, cast.he, now)
    good.refresh_from_db()
    bare = customer(cast.he, now, "柏舟数控有限公司")
    customer(cast.ma, now, "别家外贸有限公司")
    row = submitted(of_month(now.date()), cast, now + timedelta(minutes=1))
    assert row.figures == {
        "customers": 2, "changed": 0, "flawless": 1, "completeness": round((good.completeness + bare.completeness) / 2),
        "problems": {"number": 1, "person": 1, "address": 1},
    }
    frozen = dict(row.figures)
    assert list(row.items.values_list("customer_id", "problems")) == [(good.pk, []), (bare.pk, ["number", "person", "address"])]
    contact(bare, cast.he, now)
    row.refresh_from_db()
    assert (row.figures, row.late, row.submitted_by) == (frozen, False, cast.lin)


def test_f92_a_mobile_number_without_11_digits_blocks_the_submission(cast, now, duty):
    made = customer(cast.he, now, "岚石液压有限公司")
    person = contact(made, cast.he, now, mobile="13801974426")
    Contact.objects.filter(pk=person.pk).update(mobile="1380197442")
    row = of_month(now.date())
    with pytest.raises(Refusal, match="岚石液压"):
        submitted(row, cast, now + timedelta(minutes=1))
    Contact.objects.filter(pk=person.pk).update(mobile="138 0197 4426")
    assert submitted(row, cast, now + timedelta(minutes=1)).state == "submitted"


def test_f92_after_the_day_it_is_submitted_late(cast, now, duty):
    row = submitted(of_month(now.date()), cast, now + timedelta(days=2))
    assert (row.late, row.figures["customers"]) == (True, 0)


def test_f92_customer_service_accepts_the_region_checks_and_it_is_filed(cast, now, duty):
    row = submitted(of_month(now.date()), cast, now)
    assert Todo.objects.get(record_kind="classes.submission", status="open").assignee == cast.bai
    with pytest.raises(NotAllowed):
        engine.perform(row, "enter", actor=cast.he, now=now)
    engine.perform(row, "enter", actor=cast.bai, now=now)
    assert Todo.objects.get(record_kind="classes.submission", status="open").assignee == cast.fang
    found = {"sampled": "5", "correct": "4", "finding": "一个地址已搬"}
    engine.perform(row, "spot_check", actor=cast.fang, data=found, now=now)
    engine.perform(row, "file", actor=cast.bai, now=now)
    row.refresh_from_db()
    assert (row.state, row.sampled, row.correct, row.finding) == ("filed", 5, 4, "一个地址已搬")
    assert row.filed_at == now
    assert not doctor.run()


def test_f92_what_is_returned_is_collected_anew(cast, now, duty):
    row = submitted(of_month(now.date()), cast, now)
    engine.perform(row, "return", actor=cast.bai, data={"reason": "缺生日"}, now=now)
    row.refresh_from_db()
    assert (row.state, row.figures, row.submitted_at, row.items.count()) == ("draft", {}, None, 0)


def test_f92_the_next_month_goes_on_where_the_last_one_ended(cast, now, october, duty):
    customer(cast.he, now, "岚石液压有限公司")
    submitted(of_month(now.date()), cast, now + timedelta(hours=1))
    between = customer(cast.he, now + timedelta(days=5), "柏舟数控有限公司")
    actions.open_submissions(now=october)
    row = submitted(of_month(october.date()), cast, october)
    assert list(row.items.values_list("customer_id", flat=True)) == [between.pk]


def test_f92_who_leaves_hands_on_the_duty(cast, now, duty):
    actions.save_duty(department=cast.east, holder=cast.he, actor=cast.bai, now=now)
    Submission.objects.update(owner=cast.he)
    org.leave(cast.he, successor=cast.zhou, actor=cast.fang, now=now)
    assert Duty.objects.get().holder == cast.zhou
    assert Submission.objects.get().owner == cast.zhou


def test_f92_only_the_crm_supervisor_says_who_submits(cast, now):
    with pytest.raises(NotAllowed):
        actions.save_duty(department=cast.east, holder=None, actor=cast.lin, now=now)
    Department.objects.update(head=None)
    with pytest.raises(Refusal) as refused:
        actions.save_duty(department=cast.service, holder=None, actor=cast.bai, now=now)
    assert refused.value.field == "holder"
    assert not Duty.objects.exists()


def test_f92_on_the_pages(client, cast, now, duty):
    made = customer(cast.he, now, "岚石液压有限公司")
    row = of_month(now.date())
    client.force_login(cast.lin)
    assert "华东销售部" in client.get("/classes/submissions?view=all").content.decode()
    page = client.get(f"/classes/submissions/{row.pk}").content.decode()
    assert f"/customers/{made.pk}" in page
    assert "没有详细地址" in page
    assert client.post(f"/do/classes.submission/{row.pk}/submit").status_code == 302
    assert client.get("/classes/submissions/duties").status_code == 403
    client.force_login(cast.bai)
    assert "华东销售部" in client.get("/classes/submissions/duties").content.decode()
    given = {"department": cast.export.pk, "holder": cast.ma.pk, "is_active": "on"}
    assert client.post("/classes/submissions/duty", given).status_code == 302
    assert Duty.objects.count() == 2
    client.force_login(cast.ma)
    assert client.get(f"/classes/submissions/{row.pk}").status_code == 404


def test_f92_report_47_shows_data_quality_by_department(client, cast, now, duty):
    customer(cast.he, now, "岚石液压有限公司", phone="0512-66880001")
    customer(cast.he, now, "柏舟  数控有限公司")
    submitted(of_month(now.date()), cast, now + timedelta(days=2))
    rows = reports.data_quality(Customer.objects.all(), now=now + timedelta(days=3))
    assert [(row["department"], row["customers"], row["unified"], row["reachable"]) for row in rows] == [("华东销售部", 2, 0.5, 0.5)]
    assert (rows[0]["submitted_on"], rows[0]["stand"]) == ((now + timedelta(days=2)).date(), "逾期报送")
    client.force_login(cast.bai)
    assert client.get("/reports/data_quality").status_code == 200
