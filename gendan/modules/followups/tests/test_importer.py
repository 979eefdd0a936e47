"""Past follow-ups from files: on the story of their customers when they happened, by who wrote them; out again with an undo."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.followups.actions import NextStep, change_activity, log_activity
from gendan.modules.followups.importer import IMPORTER
from gendan.modules.followups.models import Activity
from gendan.spine.fields import actions as fields
from gendan.spine.imports import actions, command, queries, working
from gendan.spine.imports.declare import Context
from gendan.spine.imports.models import Batch
from gendan.spine.imports.tests.sheets import csv_bytes
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.models import Entry

KEY = "followups.activities"
FIRM = "青屿重工（苏州）有限公司"
HEAD = ["客户", "时间", "内容", "联系人", "跟进方式", "渠道", "结果", "通话时长", "跟进人"]
ROWS = (
    [FIRM, "2025-03-18 14:30", "问了轴承座交期", "高鹏", "电话", "", "有进展", "6", "周砚"],
    [FIRM, "2025/6/2 9:05", "看了产线", "老陈", "拜访", "", "", "", "何苗"],
)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def firm(cast, now):
    made = customer(cast.he, now, FIRM)
    contact(made, cast.he, now, "高鹏")
    return made


def checked(actor, now, *rows, head=HEAD):
    batch = actions.open_file(csv_bytes(head, *rows), name="f.csv", importer=KEY, actor=actor, now=now)
    return working.work(actions.start_check(batch, now=now).pk, now=now)


def brought(actor, now, *rows, **more):
    return working.work(actions.start_run(checked(actor, now, *rows, **more), now=now).pk, now=now)


def test_f03_what_was_said_before_stands_on_the_story_when_and_by_whom_it_was(cast, now, firm, client):
    batch = brought(cast.bai, now, *ROWS)
    assert (batch.created, batch.failed) == (2, 0), batch.error
    second, first = Activity.objects.order_by("-at")
    assert (first.at, first.seconds, first.contact.name, first.owner, first.channel, first.result) == (
        timezone.make_aware(datetime(2025, 3, 18, 14, 30)), 360, "高鹏", cast.zhou, "phone", "progress")
    assert (second.way, second.channel, second.contact, second.asked_for, second.owner) == ("visit", "face", None, "老陈", cast.he)
    assert (second.created_by, second.main_owner) == (cast.bai, cast.he)
    assert [(one.verb, one.actor, one.at) for one in Entry.objects.filter(kind="followups.activity").order_by("at")] == [
        ("followups.call", cast.zhou, first.at), ("followups.visit", cast.he, second.at)]
    assert Customer.objects.get().last_activity_at == second.at
    assert not Todo.objects.filter(key="next_step").exists()
    client.force_login(cast.he)
    assert "问了轴承座交期" in client.get(f"/timeline/customers.customer/{firm.pk}").content.decode()
    assert not doctor.run()


def test_the_same_customer_time_and_words_come_in_once(cast, now, firm):
    log_activity(firm, actor=cast.he, now=now, text="问了价", next_step=NextStep("报价", now + timedelta(days=1)))
    spoken = f"{timezone.localtime(now):%Y-%m-%d %H:%M}"
    batch = brought(cast.bai, now, *ROWS, ROWS[0], [FIRM, spoken, "问了价 ", *ROWS[0][3:]])
    assert (batch.created, batch.skipped) == (2, 2)
    assert brought(cast.bai, now, *ROWS).skipped == 2
    assert Customer.objects.get().last_activity_at == now


def test_what_is_still_to_come_says_nothing_or_is_another_ones_is_an_error_at_the_cell(cast, now, firm):
    late = f"{timezone.localtime(now) + timedelta(days=1):%Y-%m-%d %H:%M}"
    rows = ([FIRM, late, *ROWS[0][2:]], [FIRM, "2025-03-18", "", "", "", "", "", "", ""], [FIRM, "昨天", *ROWS[0][2:]], [FIRM, *ROWS[0][1:7], "-3", ""])
    assert {row.line: set(row.errors) for row in queries.faulty(checked(cast.bai, now, *rows))} == {2: {"at"}, 3: {"text"}, 4: {"at"}, 5: {"minutes"}}
    told = {"customer": firm, "at": now, "text": "谈了"}
    assert [set(IMPORTER.check_rows([told], Context(actor=who, now=now)).get(0, ())) for who in (cast.lin, cast.ma)] == [set(), {"customer"}]


def test_an_undo_takes_them_away_and_keeps_what_was_corrected(cast, now, firm):
    batch = brought(cast.bai, now, *ROWS)
    kept = Activity.objects.get(way="call")
    change_activity(kept, actor=cast.zhou, now=now, text="问了交期和价格")
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    assert list(Activity.objects.all()) == [kept]
    assert Customer.objects.get().last_activity_at == kept.at
    assert not Entry.objects.filter(verb="followups.visit").exists()


def test_on_wish_a_file_completes_what_is_there_and_an_undo_brings_it_back(cast, now, firm):
    brought(cast.bai, now, *ROWS)
    batch = checked(cast.bai, now, [*ROWS[0][:6], "谈价", "8", "何苗"])
    actions.set_duplicates(batch, classes={"database": "update"})
    batch = working.work(actions.start_check(batch, now=now).pk, now=now)
    batch = working.work(actions.start_run(batch, now=now).pk, now=now)
    changed = Activity.objects.get(way="call")
    assert (batch.updated, changed.result, changed.seconds, changed.owner) == (1, "price", 480, cast.he)
    working.work(actions.start_undo(batch, now=now).pk, now=now)
    changed.refresh_from_db()
    assert (changed.result, changed.seconds, changed.owner) == ("progress", 360, cast.zhou)


def test_fields_of_the_companys_own_come_with_them(cast, now, firm):
    fields.add_field(kind="followups.activity", key="mood", type="text", values={"title": "气氛"}, actor=cast.fang, now=now)
    batch = brought(cast.bai, now, [*ROWS[0], "很好"], head=[*HEAD, "气氛"])
    assert batch.created == 1, batch.error
    assert Activity.objects.get().own == {"mood": "很好"}


def test_gendan_import_brings_them_in_and_says_what_it_did(cast, now, firm, tmp_path):
    path, said = tmp_path / "calls.csv", []
    path.write_bytes(csv_bytes(HEAD, *ROWS))
    assert command.bring_in([path], kind=KEY, actor=cast.bai, now=now, say=said.append) == 0
    assert (Activity.objects.count(), bool(said)) == (2, True)


def test_the_page_takes_the_file_of_who_may_and_offers_it_to_nobody_else(cast, now, firm, client):
    client.force_login(cast.he)
    assert "过往跟进" not in client.get("/imports/new").content.decode()
    client.force_login(cast.lin)
    assert "过往跟进" in client.get("/imports/new").content.decode()
    sent = SimpleUploadedFile("calls.csv", csv_bytes(HEAD, *ROWS), content_type="text/csv")
    answer = client.post("/imports/new", {"importer": KEY, "file": sent}, follow=True)
    assert answer.status_code == 200
    batch = Batch.objects.get()
    assert set(batch.columns.values()) >= {"customer", "at", "text", "contact", "way", "channel", "result", "minutes", "owner"}
