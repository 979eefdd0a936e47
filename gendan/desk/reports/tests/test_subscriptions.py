"""Reports that come by themselves, at the start of a working day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gendan.desk.reports import actions
from gendan.desk.reports.models import Subscription
from gendan.modules.customers.actions import register_customer
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.messages.models import Message
from gendan.spine.refusal import NotAllowed

SHANGHAI = ZoneInfo("Asia/Shanghai")


def letters(person) -> list[Message]:
    return list(Message.objects.filter(recipient=person, topic="reports").order_by("id"))


def at(day: date, hour: int = 8, minute: int = 30) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("every", "first"),
    [("day", date(2026, 9, 25)), ("week", date(2026, 9, 28)), ("month", date(2026, 10, 8))],
)
def test_a_report_comes_when_work_begins_and_never_on_a_holiday(cast, now, every, first) -> None:
    """Thursday 24 September: the first working day of October is the 8th, after the national holiday."""
    found = actions.next_time(every, cast.lin, after=now)
    assert (found.astimezone(SHANGHAI).date() >= first, found > now) == (True, True)
    assert found.astimezone(SHANGHAI).weekday() < 5


def test_a_subscribed_report_is_sent_once_with_the_readers_own_rows(cast, now, client) -> None:
    firm = register_customer({"name": "曜川压缩机有限公司", "phone": "13801974426"}, actor=cast.he, now=now)
    registered(firm, actor=cast.he, reviewer=cast.lin, now=now)
    client.force_login(cast.lin)
    page = client.post("/reports/funnel/subscribe", {"every": "day", "period": "all"}, follow=True).content.decode()
    assert "首次发送时间" in page
    due = Subscription.objects.get().next_at
    assert actions.send_due(due - timedelta(minutes=1)) == 0
    assert actions.send_due(due) == 1
    assert actions.send_due(due) == 0
    sent = letters(cast.lin)
    assert {message.title for message in sent} == {"报表：商机漏斗"}
    assert all("目标客户" in message.body or "阶段" in message.body for message in sent)
    assert all(message.url.startswith("/reports/funnel") for message in sent)


def test_after_days_without_a_clock_a_report_comes_once(cast, now) -> None:
    wish = actions.subscribe("funnel", period="all", every="day", actor=cast.lin, now=now)
    late = wish.next_at + timedelta(days=9)
    assert [actions.send_due(late), actions.send_due(late)] == [1, 0]
    assert Subscription.objects.get().next_at > late


def test_who_may_not_open_a_report_cannot_have_it_sent(cast, now) -> None:
    with pytest.raises(NotAllowed):
        actions.subscribe("late", period="all", every="day", actor=cast.he, now=now)


def test_a_lost_right_or_a_leaver_ends_the_subscription_silently(cast, now) -> None:
    wish = actions.subscribe("late", period="all", every="week", actor=cast.lin, now=now)
    cast.lin.status = "left"
    cast.lin.save()
    assert actions.send_due(wish.next_at) == 0
    assert not Subscription.objects.exists()
    assert not letters(cast.lin)


def test_a_second_wish_replaces_the_first_and_no_more_means_no_more(cast, now, client) -> None:
    client.force_login(cast.lin)
    for every in ("day", "month", "month"):
        client.post("/reports/won/subscribe", {"every": every, "period": "year"})
    assert [(one.every, one.period) for one in Subscription.objects.all()] == [("month", "year")]
    assert "不再发送" in client.get("/reports/won?period=year").content.decode()
    client.post("/reports/won/subscribe", {"every": ""})
    assert not Subscription.objects.exists()
    assert client.post("/reports/won/subscribe", {"every": "hour"}).status_code in (400, 409, 422)
