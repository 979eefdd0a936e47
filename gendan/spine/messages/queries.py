"""Reads of the outbox: what is unread, what a person wants, which robot reaches whom."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from gendan.spine.messages.declarations import topic_of
from gendan.spine.messages.models import Channel, Message, Preference, QuietHours, Robot
from gendan.spine.messages.sms import port as sms
from gendan.spine.org import memory
from gendan.spine.org.models import Employee
from gendan.spine.prepared import Lasting
from gendan.spine.rows import KEY, Reading
from gendan.spine.whole import ask

UNREAD = Lasting("SELECT count(*) FROM outbox_message WHERE recipient_id = %s AND channel = 'in_app' AND read_at IS NULL")
CHATS = (Channel.WECOM, Channel.DINGTALK, Channel.FEISHU)


def unread_count(employee: Employee) -> int:
    """How many in-app messages the person has not read; one index-only scan."""
    return int(ask(UNREAD, [employee.pk])[0][0])


def inbox(employee: Employee) -> QuerySet[Message]:
    """The person's in-app messages, newest first."""
    return Message.objects.filter(recipient=employee, channel="in_app").order_by("-created_at", "-id")


def unread_by_topic(employee: Employee) -> dict[str, int]:
    """Topic → unread in-app messages."""
    rows = Message.objects.filter(recipient=employee, channel="in_app", read_at=None)
    return dict(rows.values_list("topic").annotate(number=Count("id")).order_by("topic"))


def channels_wanted(people: Iterable[Employee], *, topic: str) -> dict[int, list[str]]:
    """Employee id → channels for the topic: own choice for the topic, else for all topics, else the default."""
    ids = [person.pk for person in people]
    chosen: dict[int, list[str]] = {}
    for row in _preferences(ids, topic):
        chosen[row.employee_id] = row.channels
    default = list(topic_of(topic).default_channels)
    return {pk: [Channel.IN_APP, *(c for c in chosen.get(pk, default) if c != Channel.IN_APP)] for pk in ids}


def _preferences(ids: list[int], topic: str) -> list[Preference]:
    kept = memory.remembered(("preferences", *ids), lambda: _preferences_of(ids))
    return [row for row in kept if row.topic in ("", topic)]


def _preferences_of(ids: list[int]) -> list[Preference]:
    if len(ids) == 1:
        return _own_preferences().of(ids[0])
    return list(Preference.objects.filter(employee__in=ids).order_by("topic"))


@cache
def _own_preferences() -> Reading:
    return Reading(Preference.objects.filter(employee=KEY).order_by("topic"))


def quiet_hours(ids: Iterable[int]) -> dict[int, QuietHours]:
    """Employee id → the hours in which the person is left alone, where there are any."""
    listed = list(ids)
    rows = QuietHours.objects.filter(employee__in=listed)
    return memory.remembered(("quiet", *listed), lambda: {row.employee_id: row for row in rows})


def robot_for(robots: list[Robot], *, channel: str, department_path: str) -> Robot | None:
    """The robot of the nearest department above the person, else the company's."""
    best: tuple[int, Robot] | None = None
    for robot in robots:
        reach = robot.department.path if robot.department else ""
        near = robot.channel == channel and department_path.startswith(reach)
        if near and (best is None or len(reach) > best[0]):
            best = (len(reach), robot)
    return best[1] if best else None


def active_robots() -> list[Robot]:
    """All robots that are switched on, with their departments."""
    return list(Robot.objects.filter(is_active=True).select_related("department").order_by("id"))


def mail_is_set_up() -> bool:
    """Whether this installation knows a mail server; without one no mail is written at all."""
    return bool(settings.EMAIL_HOST)


def written_since(since: datetime, *, channel: str, employee_ids: Iterable[int]) -> dict[int, int]:
    """Employee id → how many messages of the channel were written to them since then."""
    rows = Message.objects.filter(channel=channel, recipient__in=list(employee_ids), created_at__gte=since)
    return dict(rows.values_list("recipient").annotate(number=Count("id")).order_by())


def written_outside(address: str, *, channel: str, since: datetime) -> int:
    """How many messages went to somebody outside since then."""
    return Message.objects.filter(address=address, channel=channel, created_at__gte=since).count()


def sms_is_set_up() -> bool:
    """Whether this installation has a provider of short messages."""
    return sms.is_set_up()


def undelivered(*, now: datetime) -> QuerySet[Message]:
    """What an administrator must know of: given up, or tried without success and waiting for another try."""
    tried = Q(state=Message.State.WAITING, attempts__gt=0, created_at__lte=now)
    return Message.objects.filter(Q(state=Message.State.FAILED) | tried).select_related("recipient").order_by("-id")


def robots() -> QuerySet[Robot]:
    """All robots, for the settings page."""
    return Robot.objects.select_related("department").order_by("channel", "name", "id")
