"""The inbox, what people want to hear how, robots and numbering rules, by HTTP."""

import pytest
from django.urls import reverse

from gendan.spine.documents import declarations as numbers
from gendan.spine.documents.models import NumberRule
from gendan.spine.messages import actions, declarations, queries
from gendan.spine.messages.models import Message, QuietHours, Robot


@pytest.fixture(autouse=True)
def _topics():
    declarations.register("test.late", "逾期提醒", ["email"])
    declarations.register("test.won", "赢单", [])
    numbers.register("test.contract", "合同", "HT{yyyy}-{seq:04}", "year")


@pytest.fixture
def told(cast, now):
    actions.tell([cast.lin, cast.zhou], topic="test.late", title="逾期:砺川", url="/messages?topic=test.won", now=now)
    actions.tell(cast.lin, topic="test.won", title="赢单:远山", now=now)


def test_the_inbox_shows_ones_own_with_unread_counts_by_topic(client, cast, told):
    client.force_login(cast.lin)
    page = client.get(reverse("messages:inbox")).content.decode()
    assert "逾期:砺川" in page
    assert "逾期提醒 <b>1</b>" in page
    assert page.count("<li data-message=") == 2
    page = client.get(reverse("messages:inbox"), {"topic": "test.won"}).content.decode()
    assert "逾期:砺川" not in page


def test_opening_a_message_reads_it_and_goes_there(client, cast, told):
    client.force_login(cast.lin)
    row = Message.objects.get(recipient=cast.lin, topic="test.late")
    assert client.get(reverse("messages:open", args=[row.pk])).url == "/messages?topic=test.won"
    assert queries.unread_count(cast.lin) == 1
    other = Message.objects.get(recipient=cast.zhou)
    assert client.get(reverse("messages:open", args=[other.pk])).status_code == 404


def test_a_message_never_leads_to_a_strange_host(client, cast, now):
    actions.tell(cast.lin, topic="test.won", title="x", url="https://evil.example/", now=now)
    client.force_login(cast.lin)
    assert client.get(reverse("messages:open", args=[Message.objects.get().pk])).url == reverse("messages:inbox")


def test_all_or_one_topic_can_be_marked_read(client, cast, told):
    client.force_login(cast.lin)
    client.post(reverse("messages:read"), {"topic": "test.late"})
    assert queries.unread_by_topic(cast.lin) == {"test.won": 1}
    client.post(reverse("messages:read"))
    assert queries.unread_count(cast.lin) == 0
    assert queries.unread_count(cast.zhou) == 1


def test_a_person_chooses_channels_quiet_hours_and_digest(client, cast, settings):
    settings.EMAIL_HOST = "mail.example"
    client.force_login(cast.lin)
    page = client.get(reverse("messages:preferences")).content.decode()
    assert 'name="topic-test.late" value="email"' in page
    answer = client.post(
        reverse("messages:preferences"),
        {"topic-test.won": ["email"], "starts": "22:00", "ends": "07:00", "digest_at": "17:30"},
    )
    assert answer.status_code == 302
    assert queries.channels_wanted([cast.lin], topic="test.late")[cast.lin.pk] == ["in_app"]
    assert queries.channels_wanted([cast.lin], topic="test.won")[cast.lin.pk] == ["in_app", "email"]
    assert str(QuietHours.objects.get(employee=cast.lin).digest_at) == "17:30:00"
    answer = client.post(reverse("messages:preferences"), {"starts": "22:00"})
    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["messages:robots", "messages:new_robot", "messages:undelivered", "numbering:list"])
def test_settings_are_for_administrators(client, cast, name):
    client.force_login(cast.lin)
    assert client.get(reverse(name)).status_code == 403
    client.force_login(cast.fang)
    assert client.get(reverse(name)).status_code == 200


def test_a_robot_is_added_and_its_secret_never_shown(client, cast, settings):
    settings.ROBOT_HOSTS = ["127.0.0.1:9"]
    client.force_login(cast.fang)
    given = {"channel": "dingtalk", "name": "总群", "webhook": "http://127.0.0.1:9/x", "secret": "SECret", "is_active": "on"}
    assert client.post(reverse("messages:new_robot"), given).status_code == 302
    robot = Robot.objects.get()
    assert "SECret" not in client.get(reverse("messages:robot", args=[robot.pk])).content.decode()
    client.post(reverse("messages:robot", args=[robot.pk]), {**given, "secret": "", "name": "群"})
    robot.refresh_from_db()
    assert (robot.name, robot.secret) == ("群", "SECret")
    answer = client.post(reverse("messages:test_robot", args=[robot.pk]), follow=True)
    assert "连不上" in answer.content.decode()
    answer = client.post(reverse("messages:new_robot"), {**given, "webhook": "https://10.1.1.1/x"})
    assert answer.status_code == 422
    client.post(reverse("messages:remove_robot", args=[robot.pk]))
    assert not Robot.objects.exists()


def test_a_numbering_rule_is_previewed_and_changed(client, cast):
    client.force_login(cast.fang)
    assert "HT{yyyy}-{seq:04}" in client.get(reverse("numbering:list")).content.decode()
    address = reverse("numbering:edit", args=["test.contract"])
    page = client.post(address, {"pattern": "C{yy}{letter}", "period": "year", "preview": "1"}).content.decode()
    assert page.count("data-preview") == 3
    assert not NumberRule.objects.filter(pattern="C{yy}{letter}").exists()
    assert client.post(address, {"pattern": "C{seq}", "period": "year"}).status_code == 422
    assert client.post(address, {"pattern": "C{yy}{letter}", "period": "year"}).status_code == 302
    assert NumberRule.objects.get(key="test.contract").pattern == "C{yy}{letter}"
