"""The gate of F05 in plain functions: what a written mail must be before it goes out, each point with its reason."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.mails import naming
from gendan.modules.mails.reading.quotes import split, words
from gendan.modules.mails.words import CLAIMS, OFF, POINTS, REQUIRED, Point

PREFIX = re.compile(r"^\s*((re|fw|fwd|aw|回复|答复|转发)\s*(\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
PROMISED = re.compile(r"附件|随信|attach|enclos", re.IGNORECASE)
GREETING = re.compile(r"^\s*(?:dear|hi|hello)\s+(?:mr\.?|ms\.?|mrs\.?)?\s*([A-Za-zÀ-ÿ]+)|^\s*(\S{1,8}?)(?:先生|女士|经理|总|老师)?[,，]?\s*您?好", re.IGNORECASE)
HARD = re.compile(r"[A-Za-z]+")
LOUD = re.compile(r"[!！]+")
FACES = re.compile("[\U0001F300-\U0001FAFF\u2600-\u26FF]|[:;]-?[)D]|\\^_\\^")
SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
ASKS = re.compile(r"[?？]")
PICTURES = ("image/", "video/")
EVERYBODY = {"all", "sir", "madam", "team", "friend", "各位", "大家", "您", "你"}


@dataclass(frozen=True, slots=True)
class Written:
    """A mail before it goes out, with what has to be known to judge it."""

    subject: str
    text: str
    answered: str = ""
    is_answer: bool = False
    times_read: int = 0
    notes: str = ""
    ticks: frozenset[str] = frozenset()
    opinion: str = ""
    files: tuple[tuple[str, int, str], ...] = ()
    contact: str = ""
    customer: str = ""
    talk: str = ""
    unanswered: int = 0
    refused: str = ""
    bounced: Mapping[str, str] = field(default_factory=dict)
    today: date = date.min


@dataclass(frozen=True, slots=True)
class Finding:
    """One point: whether it holds, and why not. `blocks` where it has to."""

    point: Point
    level: str
    reason: str = ""

    @property
    def ok(self) -> bool:
        return not self.reason

    @property
    def blocks(self) -> bool:
        return not self.ok and self.level == REQUIRED


def findings(written: Written, *, numbers: Mapping[str, Any], levels: Mapping[str, str]) -> list[Finding]:
    """All points that the company checks, in the order of F05."""
    return [
        Finding(point, level, CHECKS[point.key](written, numbers))
        for point in POINTS
        if (level := levels.get(point.key, point.level)) != OFF
    ]


def bare_subject(subject: str) -> str:
    """The subject without "RE:" and the like."""
    return PREFIX.sub("", subject).strip()


def _read(it: Written, numbers: Mapping[str, Any]) -> str:
    wanted = int(numbers["mails.reads"])
    if not it.is_answer or it.times_read >= wanted or "read" in it.ticks:
        return ""
    return _("You have had their mail open %(times)d times; read it %(wanted)d times.") % {
        "times": it.times_read, "wanted": wanted}


def _notes(it: Written, numbers: Mapping[str, Any]) -> str:
    count, most = len(words(it.answered)), int(numbers["mails.notes_words"])
    if count <= most or it.notes.strip():
        return ""
    return _("Their mail has %(count)d words, more than %(most)d: note its key points.") % {"count": count, "most": most}


def _understood(it: Written, _numbers: Mapping[str, Any]) -> str:
    if not it.is_answer or "understood" in it.ticks or it.opinion.strip():
        return ""
    return _("Is everything understood? If not, ask your superior or a colleague.")


def _reread(it: Written, numbers: Mapping[str, Any]) -> str:
    if "reread" in it.ticks:
        return ""
    return _("Read what you wrote %(wanted)d times: spelling, slips, clearness.") % {"wanted": numbers["mails.reads"]}


def _subject(it: Written, _numbers: Mapping[str, Any]) -> str:
    if len(bare_subject(it.subject)) >= 2:
        return ""
    return _("A bare “RE:” says nothing: name what this mail is about.")


def _files(it: Written, _numbers: Mapping[str, Any]) -> str:
    own = split(it.text)[0]
    if PROMISED.search(own) and not it.files:
        return _("The text speaks of an attachment, but there is none.")
    if (greeted := _greeted(own)) and it.contact and not _same_person(greeted, it.contact) and "files" not in it.ticks:
        return _("It greets “%(greeted)s”, but goes to %(contact)s.") % {"greeted": greeted, "contact": it.contact}
    if it.files and "files" not in it.ticks:
        return _("Open the attachments once: is it the right file, are quotation and names correct?")
    return ""


def _greeted(text: str) -> str:
    found = GREETING.match(text)
    name = (found.group(1) or found.group(2) or "") if found else ""
    return "" if name.lower() in EVERYBODY else name


def _same_person(greeted: str, contact: str) -> bool:
    one, other = greeted.lower(), contact.lower()
    return one in other or other in one or one[:1] == other[:1] and not one.isascii()


def _short(it: Written, numbers: Mapping[str, Any]) -> str:
    own = split(it.text)[0]
    count, most = len(words(own)), int(numbers["mails.short_words"])
    if count > most:
        return _("%(count)d words; %(most)d are enough for one matter.") % {"count": count, "most": most}
    hard = sorted({word for word in HARD.findall(own) if len(word) >= int(numbers["mails.hard_letters"])})
    return _("Hard words: %s. Is there a simpler one?") % ", ".join(hard[:5]) if hard else ""


def _pictures(it: Written, numbers: Mapping[str, Any]) -> str:
    has = any(media.startswith(PICTURES) for _name, _size, media in it.files)
    if has or len(words(split(it.text)[0])) <= int(numbers["mails.notes_words"]):
        return ""
    return _("A picture or a film says it shorter.")


def _talk(it: Written, _numbers: Mapping[str, Any]) -> str:
    if not it.talk or "talk" in it.ticks:
        return ""
    return _("Not yet confirmed in writing: %s") % it.talk


def _question(it: Written, _numbers: Mapping[str, Any]) -> str:
    own = [line for line in split(it.text)[0].splitlines() if line.strip()]
    return "" if ASKS.search("\n".join(own[-4:])) else _("End with a question, so that there is something to answer.")


def _tone(it: Written, _numbers: Mapping[str, Any]) -> str:
    own = split(it.text)[0]
    if len(LOUD.findall(own)) > 1:
        return _("More than one exclamation mark: calmer words say the same.")
    if FACES.search(own):
        return _("Without emojis, please: this is a letter.")
    shouted = [word for word in SHOUTED.findall(own) if word not in it.subject]
    return _("Capital letters shout: %s") % ", ".join(shouted[:3]) if len(shouted) > 2 else ""


def _claims(it: Written, _numbers: Mapping[str, Any]) -> str:
    said = f"{it.subject}\n{split(it.text)[0]}".lower()
    found = [claim for claim in CLAIMS if claim in said]
    return _("Nobody can promise this: %s") % "、".join(found) if found else ""


def _names(it: Written, _numbers: Mapping[str, Any]) -> str:
    told = (
        naming.wrong_with(name, customer=it.customer or it.contact, text=f"{it.subject}\n{it.text}", on=it.today)
        for name, _size, _media in it.files
    )
    return " ".join(words_ for words_ in told if words_)


def _weight(it: Written, numbers: Mapping[str, Any]) -> str:
    size, most = sum(size for _name, size, _media in it.files) // 1024, int(numbers["mails.attachment_kilobytes"])
    if size <= most:
        return ""
    return _("%(size)d kB of attachments; over %(most)d kB many servers take it for spam. Send a link.") % {
        "size": size, "most": most}


def _often(it: Written, numbers: Mapping[str, Any]) -> str:
    most = int(numbers["mails.unanswered"])
    if it.unanswered < most:
        return ""
    return _("%(count)d mails within %(days)d days are unanswered: telephone first.") % {
        "count": it.unanswered, "days": numbers["mails.unanswered_days"]}


def _consent(it: Written, _numbers: Mapping[str, Any]) -> str:
    return _("%s does not want to be written to by e-mail.") % it.refused if it.refused else ""


def _address(it: Written, _numbers: Mapping[str, Any]) -> str:
    told = [f"{address} ({reason})" for address, reason in it.bounced.items()]
    return _("This address sent mail back: %s") % "；".join(told) if told else ""


CHECKS: dict[str, Callable[[Written, Mapping[str, Any]], str]] = {
    "read": _read, "notes": _notes, "understood": _understood, "reread": _reread, "subject": _subject,
    "files": _files, "short": _short, "pictures": _pictures, "talk": _talk, "question": _question, "tone": _tone,
    "claims": _claims, "names": _names,
    "weight": _weight, "often": _often, "consent": _consent, "address": _address,
}
