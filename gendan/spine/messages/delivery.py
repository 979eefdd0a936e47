"""Delivery: the clock takes what waits, sends it, and writes down what became of it.

Every sending has a transaction of its own with its rows locked, so two clocks never send the same, and a crash
repeats at most the one that was on the wire; its Message-ID is the same, so that mail servers drop the second.
"""

import smtplib
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gendan.spine.messages import mails, robots
from gendan.spine.messages.actions import outside_hours, tell
from gendan.spine.messages.models import Channel, Message, QuietHours
from gendan.spine.messages.queries import active_robots, robot_for
from gendan.spine.messages.sms import port as sms
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal

ATTEMPTS = 10
BATCH = 200
TIMEOUT = 10


class Unreachable(Exception):
    """Nobody answers there: the rest of the channel waits for another tick."""


class Hopeless(Exception):
    """Trying again will not help."""


def deliver(now: datetime) -> int:
    """Send what is due, at most `BATCH` sendings; returns how many messages were sent."""
    post, sent = Post(now=now), 0
    try:
        for _turn in range(BATCH):
            done = post.send_next()
            if done is None:
                break
            sent += done
    finally:
        post.close()
    return sent


def backoff(attempts: int) -> timedelta:
    """2, 4, 8 … minutes, at most six hours."""
    return timedelta(minutes=min(2**attempts, 360))


class Post:
    """One round of the post: an open mail connection, the robots, and the channels that do not answer."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now
        self.silent: set[str] = set()
        self.connection: BaseEmailBackend | None = None
        self.robots = active_robots()

    def close(self) -> None:
        if self.connection is not None:
            connection, self.connection = self.connection, None
            connection.close()

    def send_next(self) -> int | None:
        """Send the message that has waited longest; None when nothing is due, else how many rows went out."""
        with transaction.atomic():
            rows = self._take()
            if not rows:
                return None
            try:
                self._send(rows)
            except Hopeless as error:
                self._give_up(rows, str(error))
            except Unreachable as error:
                self.silent.add(rows[0].channel)
                self._postpone(rows, str(error))
            except Refusal as error:
                self._postpone(rows, str(error.reason))
            else:
                self._sent(rows)
                return len(rows)
        return 0

    def _take(self) -> list[Message]:
        due = Message.objects.filter(state=Message.State.WAITING, not_before__lte=self.now)
        if outside_hours(self.now) != self.now:
            due = due.filter(address="")  # people outside are left alone, however late the post is
        due = due.select_for_update(skip_locked=True, of=("self",)).select_related("recipient__department")
        first = due.exclude(channel__in=self.silent).order_by("not_before", "id").first()
        if first is None:
            return []
        if first.channel != Channel.EMAIL or first.recipient is None or not self._wants_digest(first.recipient):
            return [first]
        return list(due.filter(recipient=first.recipient, channel=Channel.EMAIL).order_by("created_at", "id"))

    def _wants_digest(self, person: Employee) -> bool:
        return QuietHours.objects.filter(employee=person, digest_at__isnull=False).exists()

    def _send(self, rows: list[Message]) -> None:
        person = rows[0].recipient
        if person is not None and not person.is_active:
            raise Hopeless(_("The recipient has left."))
        if rows[0].channel == Channel.EMAIL:
            self._mail(rows)
        elif rows[0].channel == Channel.SMS:
            self._text(rows[0])
        else:
            self._chat(rows[0])

    def _mail(self, rows: list[Message]) -> None:
        if rows[0].recipient is None or not rows[0].recipient.email:
            raise Hopeless(_("The recipient has no e-mail address."))
        try:
            if self.connection is None:
                self.connection = get_connection(timeout=TIMEOUT)
                self.connection.open()
            self.connection.send_messages([mails.mail_of(rows)])
        except smtplib.SMTPRecipientsRefused as error:
            self._drop()
            code, words = next(iter(error.recipients.values()))
            raise (Hopeless if code >= 550 else Refusal)(f"{code} {_words(words)}") from error
        except smtplib.SMTPResponseException as error:
            self._drop()
            raise Unreachable(f"{error.smtp_code} {_words(error.smtp_error)}") from error
        except OSError as error:
            self._drop()
            raise Unreachable(str(error) or type(error).__name__) from error
        except ValueError as error:
            raise Hopeless(str(error)) from error

    def _text(self, message: Message) -> None:
        phone = sms.mobile_number(message.address or (message.recipient.phone if message.recipient else ""))
        if not phone:
            raise Hopeless(_("This is no mobile number."))
        words = message.body if message.address else f"{message.title} {message.body}".strip()
        try:
            sms.port().send(phone, words[: sms.LONGEST], now=self.now)
        except OSError as error:
            raise Unreachable(str(error) or type(error).__name__) from error

    def _drop(self) -> None:
        """Forget a connection of which nobody knows how it stands."""
        try:
            self.close()
        except (OSError, smtplib.SMTPException):
            self.connection = None

    def _chat(self, message: Message) -> None:
        person = message.recipient
        if person is None:
            raise Hopeless(_("Robots reach colleagues only."))
        robot = robot_for(self.robots, channel=message.channel, department_path=person.department.path)
        if robot is None:
            raise Hopeless(_("There is no such robot any more."))
        text = f"{person.name}: {mails.text_of(message)}"
        robots.send(robot, text=text, phone=person.phone, now=self.now)

    def _sent(self, rows: list[Message]) -> None:
        for row in rows:
            row.state, row.sent_at, row.error = Message.State.SENT, self.now, ""
        Message.objects.bulk_update(rows, ["state", "sent_at", "error"])

    def _postpone(self, rows: list[Message], why: str) -> None:
        rows_left = [row for row in rows if row.attempts + 1 < ATTEMPTS]
        for row in rows_left:
            row.attempts, row.error = row.attempts + 1, why[:300]
            row.not_before = self.now + backoff(row.attempts)
        Message.objects.bulk_update(rows_left, ["attempts", "error", "not_before"])
        self._give_up([row for row in rows if row not in rows_left], why)

    def _give_up(self, rows: list[Message], why: str) -> None:
        if not rows:
            return
        for row in rows:
            row.attempts, row.error, row.state = row.attempts + 1, why[:300], Message.State.FAILED
        Message.objects.bulk_update(rows, ["attempts", "error", "state"])
        channel = rows[0].channel
        tell(
            Employee.objects.filter(is_administrator=True), topic="messages.undelivered",
            title=_("Some messages could not be delivered"), body=why, url="/settings/messages/undelivered",
            once=f"undelivered:{channel}:{self.now:%Y-%m-%d}", now=self.now,
        )


def _words(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
