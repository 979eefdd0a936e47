"""Delivery against a real mail server and a real web server."""

import base64
import hashlib
import hmac
import json
import threading
from datetime import time, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.core.management import call_command
from django.db import connection, transaction

from gendan.spine.messages import actions, declarations, delivery, queries, robots
from gendan.spine.messages.models import Message, Preference, QuietHours, Robot
from gendan.spine.refusal import Refusal
from tests.processes import free_port


class Letterbox:
    """Keeps the mails that the server took; refuses addresses on demand."""

    def __init__(self):
        self.mails = []
        self.refused = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


class Server(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="localhost")


@pytest.fixture(autouse=True)
def _setting(settings, cast):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.SITE_URL = "https://gendan.example"
    declarations.register("test.late", "late", ["email"])
    for person in (cast.lin, cast.zhou, cast.ma, cast.fang):
        person.email = f"{person.username}@example.com"
        person.save(update_fields=["email"])


@pytest.fixture
def letterbox(settings):
    box = Letterbox()
    server = Server(box, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    yield box
    server.stop()


def mail_rows():
    return Message.objects.filter(channel="email").order_by("id")


def test_a_mail_arrives_once(cast, now, letterbox):
    actions.tell([cast.lin, cast.zhou], topic="test.late", title="逾期:苏州砺川", body="今天 14:00 前", url="/c/1", now=now)
    assert delivery.deliver(now) == 2
    assert delivery.deliver(now + timedelta(hours=1)) == 0
    to, mail = letterbox.mails[0]
    assert to == ["lin@example.com"]
    assert mail["Subject"] == "逾期:苏州砺川"
    assert "https://gendan.example/c/1" in mail.get_content()
    assert mail["Message-ID"].startswith("<gendan.")
    assert {row.state for row in mail_rows()} == {"sent"}


def test_nothing_leaves_before_its_time(cast, now, letterbox):
    QuietHours.objects.create(employee=cast.lin, starts=time(9), ends=time(12))
    actions.tell(cast.lin, topic="test.late", title="Late", now=now)
    assert delivery.deliver(now) == 0
    assert delivery.deliver(now.replace(hour=12, minute=0)) == 1


def test_the_digest_is_one_mail_with_all(cast, now, letterbox):
    QuietHours.objects.create(employee=cast.lin, digest_at=time(17))
    for number in range(5):
        actions.tell(cast.lin, topic="test.late", title=f"Late {number}", now=now + timedelta(minutes=number))
    assert delivery.deliver(now + timedelta(hours=1)) == 0
    assert delivery.deliver(now.replace(hour=17, minute=0)) == 5
    (_to, mail), = letterbox.mails
    assert [f"Late {n}" in mail.get_content() for n in range(5)] == [True] * 5
    assert "5" in mail["Subject"]


def test_a_dead_server_costs_nothing_but_time(cast, now, settings):
    actions.tell([cast.lin, cast.zhou], topic="test.late", title="Late", now=now)
    assert delivery.deliver(now) == 0
    first, second = mail_rows()
    assert (first.state, first.attempts, second.attempts) == ("waiting", 1, 0)
    assert first.not_before == now + timedelta(minutes=2)
    assert first.error
    assert delivery.deliver(now + timedelta(minutes=1)) == 0
    box = Letterbox()
    server = Server(box, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    try:
        assert delivery.deliver(now + timedelta(hours=1)) == 2
        assert delivery.deliver(now + timedelta(hours=2)) == 0
    finally:
        server.stop()
    assert sorted(to[0] for to, _mail in box.mails) == ["lin@example.com", "zhou@example.com"]


def test_after_ten_attempts_the_administrator_is_shown_it_and_may_send_it_again(cast, now, settings):
    actions.tell(cast.lin, topic="test.late", title="Late", now=now)
    moment = now
    for _attempt in range(delivery.ATTEMPTS):
        moment += timedelta(hours=7)
        delivery.deliver(moment)
    row = mail_rows().get()
    assert (row.state, row.attempts) == ("failed", 10)
    assert list(queries.undelivered(now=moment)) == [row]
    assert queries.unread_by_topic(cast.fang) == {"messages.undelivered": 1}
    with pytest.raises(Refusal):
        actions.send_again([row.pk], actor=cast.lin, now=moment)
    assert actions.send_again([row.pk], actor=cast.fang, now=moment) == 1
    assert mail_rows().get().state == "waiting"


def test_an_address_that_does_not_exist_fails_at_once_and_blocks_nobody(cast, now, letterbox):
    letterbox.refused = {"lin@example.com": "550 no such user", "ma@example.com": "450 mailbox busy"}
    actions.tell([cast.lin, cast.ma, cast.zhou], topic="test.late", title="Late", now=now)
    assert delivery.deliver(now) == 1
    states = dict(mail_rows().values_list("recipient__username", "state"))
    assert states == {"lin": "failed", "ma": "waiting", "zhou": "sent"}
    assert "no such user" in mail_rows().get(recipient=cast.lin).error


def test_a_title_cannot_smuggle_headers(cast, now, letterbox):
    actions.tell(cast.lin, topic="test.late", title="Late\r\nBcc: all@example.com", now=now)
    delivery.deliver(now)
    (to, mail), = letterbox.mails
    assert to == ["lin@example.com"]
    assert mail["Bcc"] is None


@pytest.mark.django_db(transaction=True)
def test_two_clocks_never_send_the_same(now, settings, cast, letterbox):
    actions.tell([cast.lin, cast.zhou, cast.ma], topic="test.late", title="Late", now=now)

    def tick():
        try:
            delivery.deliver(now)
        finally:
            connection.close()

    clocks = [threading.Thread(target=tick) for _number in range(4)]
    for one in clocks:
        one.start()
    for one in clocks:
        one.join()
    assert sorted(to[0] for to, _mail in letterbox.mails) == ["lin@example.com", "ma@example.com", "zhou@example.com"]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_before_the_commit(now, cast, letterbox):
    told = threading.Event()
    looked = threading.Event()

    def cause():
        try:
            with transaction.atomic():
                actions.tell(cast.lin, topic="test.late", title="Late", now=now)
                told.set()
                looked.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=cause)
    thread.start()
    told.wait(10)
    before = delivery.deliver(now)
    looked.set()
    thread.join()
    assert (before, delivery.deliver(now)) == (0, 1)


# -- chat robots ---------------------------------------------------------------------------------------------


@pytest.fixture
def chat(settings):
    """A web server that answers as a robot does."""
    received, answers = [], []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.path, json.loads(body)))
            status, answer = answers.pop(0) if answers else (200, {"errcode": 0, "code": 0})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    settings.ROBOT_HOSTS = [f"127.0.0.1:{server.server_port}"]
    server.received, server.answers = received, answers
    server.address = f"http://127.0.0.1:{server.server_port}/robot/send?access_token=x"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def robot(chat, channel, **more):
    return Robot.objects.create(channel=channel, name=channel, webhook=chat.address, **more)


def tell_by(channel, cast, now):
    cast.lin.phone = "13800001111"
    cast.lin.save(update_fields=["phone"])
    Preference.objects.create(employee=cast.lin, topic="", channels=[channel])
    actions.tell(cast.lin, topic="test.late", title="逾期", body="苏州砺川", url="/c/1", now=now)


def test_wecom_is_sent_text_with_the_phone_to_mention(cast, now, chat):
    robot(chat, "wecom")
    tell_by("wecom", cast, now)
    assert delivery.deliver(now) == 1
    (_path, body), = chat.received
    assert body["msgtype"] == "text"
    assert body["text"]["content"] == "林叙: 逾期\n苏州砺川\nhttps://gendan.example/c/1"
    assert body["text"]["mentioned_mobile_list"] == ["13800001111"]


def test_dingtalk_is_signed_in_the_address(cast, now, chat):
    robot(chat, "dingtalk", secret="SECabc")
    tell_by("dingtalk", cast, now)
    delivery.deliver(now)
    (path, body), = chat.received
    asked = parse_qs(urlsplit(path).query)
    stamp = asked["timestamp"][0]
    wanted = hmac.new(b"SECabc", f"{stamp}\nSECabc".encode(), hashlib.sha256).digest()
    assert asked["sign"] == [base64.b64encode(wanted).decode()]
    assert int(stamp) == int(now.timestamp() * 1000)
    assert body["at"]["atMobiles"] == ["13800001111"]


def test_feishu_is_signed_in_the_body(cast, now, chat):
    robot(chat, "feishu", secret="abc")
    tell_by("feishu", cast, now)
    delivery.deliver(now)
    (_path, body), = chat.received
    wanted = hmac.new(f"{body['timestamp']}\nabc".encode(), b"", hashlib.sha256).digest()
    assert body["sign"] == base64.b64encode(wanted).decode()
    assert body["msg_type"] == "text"


@pytest.mark.parametrize("answer", [(500, {}), (200, {"errcode": 45009, "errmsg": "too many"}), (302, {})])
def test_a_robot_that_refuses_is_tried_again(cast, now, chat, answer):
    robot(chat, "wecom")
    tell_by("wecom", cast, now)
    chat.answers.append(answer)
    assert delivery.deliver(now) == 0
    assert delivery.deliver(now + timedelta(minutes=3)) == 1
    assert len(chat.received) == 2


@pytest.mark.parametrize(
    "address",
    ["http://example.com/x", "https://127.0.0.1/x", "https://10.0.0.8/x", "https://169.254.169.254/latest", "https://[::1]/",
     "https://localhost/x", "https://[::ffff:10.0.0.1]/", "file:///etc/passwd", "https://user@1.1.1.1/x", "https:///x"],
)
def test_a_robot_never_reaches_into_the_own_network(cast, address):
    with pytest.raises(Refusal):
        robots.check_address(address)


def test_only_an_administrator_keeps_and_tries_robots(cast, now, chat):
    new = Robot(channel="wecom", name="总群", webhook=chat.address)
    with pytest.raises(Refusal):
        actions.save_robot(new, actor=cast.lin)
    actions.save_robot(new, actor=cast.fang)
    actions.try_robot(new, actor=cast.fang, now=now)
    assert len(chat.received) == 1
    chat.answers.append((200, {"errcode": 93000, "errmsg": "invalid webhook url"}))
    with pytest.raises(Refusal, match="93000"):
        actions.try_robot(new, actor=cast.fang, now=now)


def test_nothing_of_a_robot_lies_open_in_the_database(chat, settings):
    made = robot(chat, "dingtalk", secret="SECabc")
    with connection.cursor() as cursor:
        cursor.execute("SELECT webhook, secret FROM outbox_robot WHERE id = %s", [made.pk])
        lying = " ".join(cursor.fetchone())
    assert "SECabc" not in lying
    assert "127.0.0.1" not in lying
    made.refresh_from_db()
    assert (made.secret, made.webhook) == ("SECabc", chat.address)
    settings.VAULT_KEYS = ["new", *settings.VAULT_KEYS]
    call_command("reseal", stdout=StringIO())
    settings.VAULT_KEYS = ["new"]
    made.refresh_from_db()
    assert made.secret == "SECabc"
