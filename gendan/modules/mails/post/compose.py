"""A mail of ours as bytes; the same mail always gives the same bytes, so that its second sending is no second mail."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from gendan.modules.mails.models import Mail
from gendan.modules.mails.reading.html import text_of
from gendan.spine.timeline.models import Attachment

KIND = "mails.mail"


def content_of(mail: Mail) -> bytes:
    """The whole mail with its files, as it goes over the wire."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(mail.sender_name, mail.sender)
    message["To"] = [_address(name, address) for name, address in mail.to]
    if mail.cc:
        message["Cc"] = [_address(name, address) for name, address in mail.cc]
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = mail.at
    message["Message-ID"] = mail.message_id
    if mail.references:
        message["In-Reply-To"] = mail.references[0]
        message["References"] = " ".join(reversed(mail.references))
    if mail.automatic:
        message["List-Unsubscribe"] = f"<mailto:{mail.sender}?subject=unsubscribe>"
    message.set_content(mail.text or text_of(mail.html))
    boundary = mail.message_id.strip("<>").partition("@")[0]
    for file in Attachment.objects.filter(kind=KIND, object_id=mail.pk).order_by("pk"):
        main, _slash, sub = file.media_type.partition("/")
        with file.file.open("rb") as content:
            message.add_attachment(content.read(), maintype=main, subtype=sub, filename=file.name)
    if message.is_multipart():
        message.set_boundary(f"=_{boundary}")
    return message.as_bytes()


def _address(name: str, address: str) -> Address:
    return Address(display_name=" ".join(name.split()), addr_spec=address)
