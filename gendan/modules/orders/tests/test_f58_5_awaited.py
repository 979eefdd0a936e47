"""F58.5, F24, F27: what is awaited of the customer stands on his page of the order, and each answer counts once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from gendan.modules.orders import actions
from gendan.modules.orders.models import Confirmation
from gendan.modules.orders.tests.factories import move, noticed, order, signed
from gendan.modules.samples.tests import story
from gendan.spine.links import actions as links
from gendan.spine.messages.models import Message
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.tests.samples import upload


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def now():
    """The pages read the clock."""
    return timezone.localtime()


@pytest.fixture
def running(cast, works, now):
    return noticed(order(cast, now), works, cast, now, on=(now + timedelta(days=60)).date())


def page_of(record, cast, now):
    return links.issue(record, purpose="order", expires_at=now + timedelta(days=9), actor=cast.he, now=now)


def says(what, **values):
    return {"what": what, "verdict": "yes", "name": "高鹏", "words": "", "once": str(uuid4())} | values


def test_f24_a_drawing_is_confirmed_by_the_customer_before_anything_is_made(cast, works, now):
    record = signed(order(cast, now), works, cast, now)
    asked = actions.ask_confirmation(record, subject="轴承座图 A1", note="请核对孔距", upload=upload(), actor=cast.he, now=now)
    asked.attachment.refresh_from_db()
    assert asked.attachment.locked_by == cast.he, "what is confirmed is not taken away"
    actions.promise_date(record, on=(now + timedelta(days=60)).date(), actor=works.tao, now=now)
    with pytest.raises(Refusal, match="轴承座图 A1"):
        move(record, "issue", works.tao, now)
    path, outside = page_of(record, cast, now), Client()
    page = outside.get(path).content.decode()
    assert "请核对孔距" in page
    assert b"".join(outside.get(f"{path}/files/{asked.pk}").streaming_content)
    refused = outside.post(path, says(f"confirmation-{asked.pk}", verdict="no"))
    assert refused.status_code == 422, "a no says what should be different"
    answer = says(f"confirmation-{asked.pk}")
    assert outside.post(path, answer).status_code == 302
    assert outside.post(path, answer).status_code == 302, "sent twice, done once"
    asked.refresh_from_db()
    assert (asked.verdict, asked.answered_by, asked.todo.status) == ("confirmed", "高鹏", Todo.Status.DONE)
    assert Message.objects.filter(recipient=cast.he, topic="orders.changes").count() == 1
    move(record, "issue", works.tao, now)
    assert outside.post(path, says(f"confirmation-{asked.pk}")).status_code == 422, "answered already"


def test_f24_what_the_customer_wants_otherwise_is_asked_anew(cast, works, now, client):
    record = signed(order(cast, now), works, cast, now)
    client.force_login(cast.he)
    client.post(f"/orders/{record.pk}/confirmations/new", {"subject": "图 B2", "upload": upload()})
    first = Confirmation.objects.get()
    data = {"verdict": "declined", "name": "高鹏", "how": "电话", "said": "孔距 80"}
    assert client.post(f"/orders/{record.pk}/confirmations/{first.pk}", data).status_code == 302
    made = client.post(f"/api/v1/orders/{record.pk}/confirmations", {"subject": "图 B2"}, content_type="application/json").json()
    client.post(
        f"/api/v1/orders/{record.pk}/confirmations/{made['id']}", {"verdict": "confirmed", "name": "高鹏", "how": "邮件"},
        content_type="application/json",
    )
    assert [one["verdict"] for one in client.get(f"/api/v1/orders/{record.pk}/confirmations").json()] == ["confirmed", "declined"]
    assert 'data-confirmation="declined"' in client.get(f"/orders/{record.pk}?tab=confirmations").content.decode()
    actions.promise_date(record, on=(now + timedelta(days=60)).date(), actor=works.tao, now=now)
    move(record, "issue", works.tao, now)


def test_f27_2_a_sample_is_confirmed_or_sent_back_on_the_page_of_the_order(cast, works, now, running):
    first = story.sent(story.decided(story.asked(running.customer, cast.he, now), cast, now), cast, now)
    second = story.sent(story.decided(story.asked(running.customer, cast.he, now, what="端盖样品"), cast, now), cast, now)
    path, outside = page_of(running, cast, now), Client()
    assert outside.get(path).content.decode().count('data-awaited="sample"') == 2
    assert outside.post(path, says(f"sample-{first.pk}", words="硬度合格")).status_code == 302
    assert outside.post(path, says(f"sample-{second.pk}", verdict="no", words="颜色偏深")).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.accepted, first.accepted_by) == ("confirmed", True, "高鹏")
    assert (second.state, second.round_no) == ("preparing", 2)
    assert "data-awaited" not in outside.get(path).content.decode()


def test_f58_5_a_change_that_the_customer_does_not_want_is_withdrawn(cast, works, now, running):
    change = actions.ask_change(running, kind="packaging", text="木箱", reason="防潮", actor=cast.he, now=now)
    move(change, "agree", works.tao, now)
    path, outside = page_of(running, cast, now), Client()
    outside.post(path, says(f"change-{change.pk}", verdict="no", words="纸箱即可"))
    change.refresh_from_db()
    running.refresh_from_db()
    assert (change.state, running.packaging) == ("withdrawn", "")
    assert Message.objects.filter(recipient=cast.he, body__contains="纸箱即可").exists()
