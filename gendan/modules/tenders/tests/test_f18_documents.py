"""F18: the papers that a tender asks for: who sees to which by when, files, and nothing is handed in while one is missing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.customers.tests.factories import customer
from gendan.modules.tenders import actions
from gendan.modules.tenders.papers import context
from gendan.modules.tenders.tests.story import CRITERIA, OFFER, SHORTLIST, finish, registered
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bid(cast, now):
    """Shortlisted, and it is known how it is scored."""
    tender = registered(customer(cast.he, now, "滨江置业有限公司", state="maintain"), cast.he, now)
    finish(tender, 1, cast.he, now)
    engine.perform(tender, "shortlist", actor=cast.he, data=SHORTLIST, now=now)
    actions.set_criteria(tender, rows=CRITERIA, actor=cast.he, now=now)
    return tender


def file(name="执照.pdf"):
    return SimpleUploadedFile(name, PDF + name.encode(), content_type="application/pdf")


def asked(bid, cast, now, name="营业执照", **values):
    given = {"name": name, "responsible": cast.ding, "due_on": (now + timedelta(days=6)).date()} | values
    return actions.ask_document(bid, values=given, actor=cast.he, now=now)


def test_f18_2_a_paper_that_is_asked_for_is_a_to_do_of_who_sees_to_it(cast, now, bid):
    row = asked(bid, cast, now)
    todo = Todo.objects.get(pk=row.todo_id)
    assert (todo.assignee, todo.due_at.astimezone(now.tzinfo).date(), todo.status) == (cast.ding, row.due_on, "open")
    with pytest.raises(ValidationError):
        asked(bid, cast, now)
    with pytest.raises(Refusal, match="韩青"):
        asked(bid, cast, now, "检测报告", responsible=cast.han)
    assert not doctor.run()


def test_f18_2_missing_papers_block_the_handing_in(cast, now, bid):
    row, other = asked(bid, cast, now), asked(bid, cast, now, "样本", needed=False)
    with pytest.raises(Refusal, match="营业执照"):
        engine.perform(bid, "quote", actor=cast.he, data=OFFER, now=now)
    with pytest.raises(NotAllowed):
        actions.attach_document(row, upload=file(), actor=cast.ma, now=now)
    actions.attach_document(row, upload=file(), actor=cast.ding, now=now)
    assert Todo.objects.get(pk=row.todo_id).status == "done"
    engine.perform(bid, "quote", actor=cast.he, data=OFFER, now=now)
    assert (bid.state, other.attachment) == ("quoted", None)


def test_f18_2_a_later_file_takes_its_place_and_what_is_not_asked_for_goes(cast, now, bid):
    row = asked(bid, cast, now)
    first = actions.attach_document(row, upload=file(), actor=cast.ding, now=now).attachment
    second = actions.attach_document(row, upload=file("执照 2026.pdf"), actor=cast.he, now=now).attachment
    row.refresh_from_db()
    assert (row.attachment, row.attached_by) == (second, cast.he)
    first.refresh_from_db()
    actions.drop_document(asked(bid, cast, now, "保函"), actor=cast.he, now=now)
    assert [one.name for one in bid.documents.all()] == ["营业执照"]


def test_f18_2_the_usual_papers_come_at_once_a_day_before_the_bid(cast, now, bid):
    made = actions.ask_usual_documents(bid, actor=cast.he, now=now)
    assert {one.due_on for one in made} == {bid.submit_on - timedelta(days=1)}
    assert "营业执照" in [one.name for one in made]
    assert actions.ask_usual_documents(bid, actor=cast.he, now=now) == []


def test_f18_2_papers_on_pages_over_rest_and_as_one_list(cast, now, bid, client):
    client.force_login(cast.he)
    page = client.get(f"/tenders/{bid.pk}?tab=documents").content.decode()
    assert "还没有列出文件" in page
    client.post(f"/tenders/{bid.pk}/papers/usual")
    form = {"name": "保密承诺书", "responsible": cast.he.pk, "due_on": "2026-10-10", "needed": "on"}
    assert client.post(f"/tenders/{bid.pk}/papers", form).status_code == 302
    row = bid.documents.get(name="保密承诺书")
    assert client.post(f"/tenders/papers/{row.pk}", {"upload": file("承诺书.pdf")}).status_code == 302
    assert "承诺书.pdf" in client.get(f"/tenders/{bid.pk}?tab=documents").content.decode()
    listed = client.get(f"/api/v1/bids/{bid.pk}/documents").json()
    assert [one["name"] for one in listed if one["attachment_id"]] == ["保密承诺书"]
    body = {"name": "业绩表", "responsible_id": cast.he.pk, "due_on": "2026-10-11"}
    made = client.post(f"/api/v1/bids/{bid.pk}/documents", body, content_type="application/json").json()
    there = client.post(f"/api/v1/bids/{bid.pk}/documents/{made['id']}", {"file": file("业绩.pdf")}).json()
    assert there["attachment_id"]
    said = context(bid, language="zh-hans")
    assert {one["name"]: one["file"] for one in said["documents"]}["业绩表"] == "业绩.pdf"
    client.post(f"/tenders/papers/{row.pk}", {"delete": "1"})
    assert not bid.documents.filter(name="保密承诺书").exists()
