"""Verbs of the outbox: tell people something, mark as read, choose channels and hours."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gendan.spine import rows
from gendan.spine.messages import hours, queries, robots
from gendan.spine.messages.models import Channel, Message, Preference, QuietHours, Robot
from gendan.spine.messages.numbers import A_DAY, A_MONTH, CLOSES, OPENS
from gendan.spine.messages.sms import port as sms
from gendan.spine.org.models import Department, Employee
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.whole import gathering

Text = str | Promise | Callable[[], Any]
#: Short messages cost money and patience: so many a day to a colleague, so many in a month to somebody outside.

def tell(
    recipients: Employee | Iterable[Employee],
    *,
    topic: str,
    title: Text,
    body: Text = "",
    url: str = "",
    once: str | None = None,
    now: datetime,
) -> list[Message]:
    """Write one message per person and channel, in the caller's transaction; nothing is sent before its commit.

    `title` and `body` may be lazy or callables: each is put into words in the recipient's language. With `once`,
    a person hears the same thing at most once by each channel. People who left are not told. At most
    three queries and one insert each.
    """
    people = _people(recipients)
    if not people:
        return []
    wanted = queries.channels_wanted(people, topic=topic)
    reach = _Reach(people, wanted, now=now)
    written = []
    for person in people:
        words = _in_words(person, title, body)
        for channel in wanted[person.pk]:
            if reach.reaches(person, channel):
                written.append(_row(person, channel, topic, words, url, once, now, reach.not_before(person, channel)))
    with gathering():
        return [rows.add(message, unless_there=once is not None) for message in written]


def _people(recipients: Employee | Iterable[Employee]) -> list[Employee]:
    listed = [recipients] if isinstance(recipients, Employee) else recipients
    return list({person.pk: person for person in listed if person is not None and person.is_active}.values())


class _Reach:
    """Which channels lead to these people now, and from when."""

    def __init__(self, people: list[Employee], wanted: dict[int, list[str]], *, now: datetime) -> None:
        self.now, self.people = now, people
        chats = any(channel in queries.CHATS for channels in wanted.values() for channel in channels)
        self.robots: list[Robot] = queries.active_robots() if chats else []
        ids = {person.department_id for person in people} if self.robots else set()
        self.texts = self._texts_today(people, wanted)
        self.paths = dict(Department.objects.filter(pk__in=ids).values_list("pk", "path")) if ids else {}

    def _texts_today(self, people: list[Employee], wanted: dict[int, list[str]]) -> dict[int, int]:
        """How many short messages more each person takes today; nobody is asked where nobody wants any."""
        if not sms.is_set_up() or not any(Channel.SMS in channels for channels in wanted.values()):
            return {}
        most = A_DAY.whole_at(self.now)
        day = self.now - timedelta(days=1)
        had = queries.written_since(day, channel=Channel.SMS, employee_ids=[person.pk for person in people])
        return {person.pk: most - had.get(person.pk, 0) for person in people}

    @cached_property
    def hours(self) -> dict[int, QuietHours]:
        """Asked for only where something leaves the house."""
        return queries.quiet_hours(person.pk for person in self.people)

    def reaches(self, person: Employee, channel: str) -> bool:
        if channel == Channel.EMAIL:
            return bool(person.email) and queries.mail_is_set_up()
        if channel in queries.CHATS:
            path = self.paths.get(person.department_id, "")
            return queries.robot_for(self.robots, channel=channel, department_path=path) is not None
        if channel == Channel.SMS:
            return self.texts.get(person.pk, 0) > 0 and bool(sms.mobile_number(person.phone))
        return channel == Channel.IN_APP

    def not_before(self, person: Employee, channel: str) -> datetime:
        if channel == Channel.IN_APP:
            return self.now
        return hours.not_before(self.hours.get(person.pk), now=self.now, digest=channel == Channel.EMAIL)


def _in_words(person: Employee, title: Text, body: Text) -> tuple[str, str]:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        return str(title() if callable(title) else title)[:200], str(body() if callable(body) else body)


def _row(
    person: Employee, channel: str, topic: str, words: tuple[str, str], url: str, once: str | None,
    now: datetime, not_before: datetime,
) -> Message:
    at_once = channel == Channel.IN_APP
    return Message(
        recipient=person, channel=channel, topic=topic, title=words[0], body=words[1], url=url,
        once=_once(once, person, channel), created_at=now, not_before=not_before,
        state=Message.State.SENT if at_once else Message.State.WAITING, sent_at=now if at_once else None,
    )


def tell_outside(
    address: str, *, channel: str = Channel.SMS, topic: str, text: str, once: str | None = None, now: datetime
) -> Message:
    """Write one message to somebody outside, for the hours in which they are called upon; the month has a limit.

    Whether they agreed to be written to is for the caller to know. Refusal where no more may be sent.
    """
    most = A_MONTH.whole_at(now)
    if queries.written_outside(address, channel=channel, since=now - timedelta(days=30)) >= most:
        reason = _("%(address)s has had %(most)d messages within 30 days; no more are sent.")
        raise Refusal(reason % {"address": address, "most": most}, code="too_often")
    message = Message(
        address=address, channel=channel, topic=topic, title=text[:200], body=text, once=once, created_at=now,
        not_before=outside_hours(now),
    )
    message.save(force_insert=True)
    return message


def outside_hours(now: datetime) -> datetime:
    """Now, or the next moment at which people outside may be called upon."""
    quiet = QuietHours(starts=CLOSES.time_at(now), ends=OPENS.time_at(now))
    return hours.not_before(quiet, now=now, digest=False)


def _once(once: str | None, person: Employee, channel: str) -> str | None:
    if once is None:
        return None
    key = f"{once}:{person.pk}:{channel}"
    return key if len(key) <= 160 else hashlib.sha256(key.encode()).hexdigest()


def mark_read(employee: Employee, *, ids: Iterable[int] | None = None, topic: str = "", now: datetime) -> int:
    """Mark the person's own messages as read: the given ones, those of a topic, or all; returns how many."""
    rows = Message.objects.filter(recipient=employee, channel=Channel.IN_APP, read_at=None)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    if topic:
        rows = rows.filter(topic=topic)
    return rows.update(read_at=now)


def choose_channels(employee: Employee, *, topic: str, channels: Iterable[str]) -> None:
    """By which channels the person wants to hear of a topic; in-app cannot be switched off."""
    chosen = [channel for channel in dict.fromkeys(channels) if channel in Channel.values and channel != "in_app"]
    Preference.objects.update_or_create(employee=employee, topic=topic, defaults={"channels": chosen})


def set_hours(employee: Employee, *, starts: time | None, ends: time | None, digest_at: time | None) -> None:
    """Quiet hours and the time of the digest; None = none."""
    if (starts is None) != (ends is None):
        raise ValidationError({"ends" if ends is None else "starts": _("Quiet hours need a beginning and an end.")})
    values = {"starts": starts, "ends": ends, "digest_at": digest_at}
    QuietHours.objects.update_or_create(employee=employee, defaults=values)


def send_again(ids: Iterable[int], *, actor: Employee, now: datetime) -> int:
    """Give messages that failed another round of attempts; for administrators."""
    require_administrator(actor)
    rows = Message.objects.filter(pk__in=list(ids), state=Message.State.FAILED)
    return rows.update(state=Message.State.WAITING, attempts=0, not_before=now)


def save_robot(robot: Robot, *, actor: Employee) -> Robot:
    """Add or change a chat robot, whose address must be a public https one; for administrators."""
    require_administrator(actor)
    if robot.channel not in queries.CHATS:
        raise ValidationError({"channel": _("Choose WeCom, DingTalk or Feishu.")})
    try:
        robots.check_address(robot.webhook)
    except Refusal as error:
        raise ValidationError({"webhook": str(error.reason)}) from error
    robot.full_clean(exclude=["webhook"])
    robot.save()
    return robot


def remove_robot(robot: Robot, *, actor: Employee) -> None:
    """Take a chat robot away; what waits for it fails."""
    require_administrator(actor)
    robot.delete()


def try_robot(robot: Robot, *, actor: Employee, now: datetime) -> None:
    """Send a test at once; Refusal says what went wrong."""
    require_administrator(actor)
    robots.send(robot, text=_("A test from gendan: this robot works."), now=now)


def require_administrator(actor: Employee) -> None:
    """Refuse everybody else."""
    if not actor.is_administrator:
        raise NotAllowed(_("Only an administrator may do this."), who=_("the administrator"))
