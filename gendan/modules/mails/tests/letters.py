"""Mails as they lie on a server, made for the tests."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, getaddresses
from itertools import count

from gendan.modules.mails import actions
from gendan.modules.mails.models import Folder
from gendan.modules.mails.reading.parse import parse

_numbers = count(1)


def letter(*, sender, to, date, subject="GICL-5 报价", text="请报 60 套的价格。", html="", files=(), message_id="", answers="", headers=()):
    """The bytes of a mail."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = _named(sender), _named(to)
    message["Subject"], message["Date"] = subject, date
    message["Message-ID"] = message_id or f"<{next(_numbers)}@yaochuan.example>"
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    for name, value in headers:
        message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content, media in files:
        main, _slash, sub = media.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def _named(text):
    return ", ".join(formataddr(pair, charset="utf-8") for pair in getaddresses([text]))


def come_in(box, content, *, now, role="inbox", uid=None):
    """A mail arrives without a server in between."""
    folder, _made = Folder.objects.get_or_create(
        mailbox=box, name="INBOX" if role == "inbox" else "Sent", defaults={"role": role}
    )
    folder.refresh_from_db()
    return actions.receive(parse(content), folder=folder, uid_validity=1, uid=uid or folder.last_uid + 1, now=now)


def bounce_of(message_id, *, recipient, date, status="5.1.1", words="550 5.1.1 User unknown"):
    """What a server sends when it could not deliver."""
    return f"""From: Mail Delivery System <mailer-daemon@yaochuan.example>\r
To: zhou@lichuan.example\r
Subject: Undelivered Mail Returned to Sender\r
Date: {date:%a, %d %b %Y %H:%M:%S %z}\r
Message-ID: <bounce-{next(_numbers)}@yaochuan.example>\r
Auto-Submitted: auto-replied\r
MIME-Version: 1.0\r
Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
\r
--b\r
Content-Type: text/plain\r
\r
Your mail could not be delivered.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.yaochuan.example\r
\r
Final-Recipient: rfc822; {recipient}\r
Action: failed\r
Status: {status}\r
Diagnostic-Code: smtp; {words}\r
\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: {message_id}\r
Subject: x\r
\r
--b--\r
""".encode()
