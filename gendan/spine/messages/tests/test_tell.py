"""Telling people something: one row per person and channel, once, in their own language."""

from datetime import time

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gendan.spine.messages import actions, declarations, queries
from gendan.spine.messages.models import Channel, Message, Preference, QuietHours, Robot


@pytest.fixture(autouse=True)
def _topic():
    declarations.register("test.late", _("waiting"), [Channel.EMAIL])


@pytest.fixture
def mail(settings):
    settings.EMAIL_HOST = "mail.example"


def _mail_of(*people):
    for person in people:
        person.email = f"{person.username}@example.com"
        person.save(update_fields=["email"])


def test_one_row_per_person_and_channel(cast, now, mail, django_assert_max_num_queries):
    _mail_of(cast.lin, cast.zhou)
    with django_assert_max_num_queries(3):
        actions.tell([cast.lin, cast.zhou, cast.lin, cast.he], topic="test.late", title="Late", now=now)
    rows = sorted(Message.objects.values_list("recipient__username", "channel", "state"))
    assert rows == [
        ("he", "in_app", "sent"), ("lin", "email", "waiting"), ("lin", "in_app", "sent"),
        ("zhou", "email", "waiting"), ("zhou", "in_app", "sent"),
    ]
    assert queries.unread_count(cast.lin) == 1


def test_once_means_once(cast, now):
    for _again in range(2):
        actions.tell(cast.lin, topic="test.late", title="Late", once="case:1:late", now=now)
    assert Message.objects.count() == 1


def test_a_long_once_is_still_once(cast, now):
    for _again in range(2):
        actions.tell(cast.lin, topic="test.late", title="Late", once="x" * 400, now=now)
    assert Message.objects.count() == 1


def test_nothing_remains_of_a_cause_that_rolled_back(cast, now):
    with transaction.atomic():
        actions.tell(cast.lin, topic="test.late", title="Late", now=now)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_each_reads_it_in_his_own_language(cast, now):
    cast.ma.language = "en"
    cast.ma.save()
    actions.tell([cast.ma, cast.lin], topic="test.late", title=_("Email address"), body=lambda: _("Yes"), now=now)
    titles = dict(Message.objects.values_list("recipient__username", "title"))
    assert titles["ma"] == "Email address"
    assert titles["lin"] != titles["ma"]


def test_own_choice_beats_the_default_and_in_app_is_always_on(cast, now, mail):
    _mail_of(cast.lin)
    Preference.objects.create(employee=cast.lin, topic="", channels=[])
    assert queries.channels_wanted([cast.lin], topic="test.late")[cast.lin.pk] == ["in_app"]
    Preference.objects.create(employee=cast.lin, topic="test.late", channels=["email"])
    assert queries.channels_wanted([cast.lin], topic="test.late")[cast.lin.pk] == ["in_app", "email"]


def test_a_chat_goes_to_the_robot_of_the_nearest_department(cast, now):
    Preference.objects.create(employee=cast.zhou, topic="", channels=["wecom"])
    Preference.objects.create(employee=cast.ma, topic="", channels=["wecom"])
    Robot.objects.create(channel="wecom", name="East", webhook="https://e.example/", department=cast.east)
    actions.tell([cast.zhou, cast.ma], topic="test.late", title="Late", now=now)
    assert list(Message.objects.filter(channel="wecom").values_list("recipient__username")) == [("zhou",)]


def test_in_app_at_once_the_rest_after_the_quiet_hours(cast, now, mail):
    _mail_of(cast.lin, cast.zhou)
    QuietHours.objects.create(employee=cast.lin, starts=time(9), ends=time(12, 30))
    QuietHours.objects.create(employee=cast.zhou, starts=time(22), ends=time(7))
    actions.tell([cast.lin, cast.zhou], topic="test.late", title="Late", now=now)
    waits = {(r.recipient.username, r.channel): r.not_before for r in Message.objects.all()}
    assert waits["lin", "in_app"] == waits["zhou", "email"] == now
    assert waits["lin", "email"] == now.replace(hour=12, minute=30)


def test_quiet_hours_go_over_midnight(cast, now, mail):
    _mail_of(cast.zhou)
    QuietHours.objects.create(employee=cast.zhou, starts=time(22), ends=time(7))
    actions.tell(cast.zhou, topic="test.late", title="Late", now=now.replace(hour=23))
    assert Message.objects.get(channel="email").not_before == now.replace(day=25, hour=7, minute=0)


def test_who_left_is_not_told(cast, now):
    cast.he.status = "left"
    assert actions.tell(cast.he, topic="test.late", title="Late", now=now) == []


def test_marking_read_touches_only_ones_own(cast, now):
    actions.tell([cast.lin, cast.zhou], topic="test.late", title="Late", now=now)
    every = list(Message.objects.values_list("pk", flat=True))
    assert actions.mark_read(cast.lin, ids=every, now=now) == 1
    assert (queries.unread_count(cast.lin), queries.unread_count(cast.zhou)) == (0, 1)
    actions.mark_read(cast.zhou, topic="other", now=now)
    assert queries.unread_by_topic(cast.zhou) == {"test.late": 1}
    assert actions.mark_read(cast.zhou, now=now) == 1
