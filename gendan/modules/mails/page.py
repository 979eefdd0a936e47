"""What one mail looks like on a page: safe HTML or text, what is quoted folded away, files beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from gendan.modules.mails.models import Mail, Thread
from gendan.modules.mails.reading import html, quotes
from gendan.spine.timeline.models import Attachment

Buttons = Callable[[Thread, Any], list[Any]]
_buttons: dict[str, Buttons] = {}


def register_button(key: str, buttons: Buttons) -> None:
    """Buttons of a later module on the page of a thread; called at start."""
    _buttons[key] = buttons


def buttons_of(thread: Thread, asked: Any) -> list[Any]:
    """What later modules add."""
    return [button for buttons in _buttons.values() for button in buttons(thread, asked)]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail with what is to be shown of it."""

    mail: Mail
    own: str
    quoted: str
    html: SafeString
    blocked: int
    files: list[Attachment]


def letters_of(thread: Thread, *, pictures_of: int = 0) -> list[Letter]:
    """The mails of a thread, the newest first; pictures from elsewhere only in the mail for which they were asked."""
    mails = list(thread.mails.select_related("sent_by", "mailbox").order_by("-at", "-pk")[:200])
    files = _files(mails)
    return [letter_of(mail, files=files.get(mail.pk, []), pictures=mail.pk == pictures_of) for mail in mails]


def letter_of(mail: Mail, *, files: list[Attachment], pictures: bool = False) -> Letter:
    """One mail."""
    inline = {cid: reverse("attachment_download", args=[pk]) + "?inline=1" for cid, pk in mail.inline.items()}
    safe = html.shown(mail.html, inline=inline, remote=pictures) if mail.html else html.Shown("", 0)
    own, quoted = quotes.split(mail.text)
    body = mark_safe(safe.html)  # noqa: S308 cleaned by nh3
    shown = [file for file in files if file.pk not in mail.inline.values()]
    return Letter(mail, own, quoted, body, safe.blocked, shown)


def _files(mails: Iterable[Mail]) -> Mapping[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    ids = [mail.pk for mail in mails]
    for file in Attachment.objects.filter(kind="mails.mail", object_id__in=ids).order_by("pk"):
        found.setdefault(file.object_id, []).append(file)
    return found


