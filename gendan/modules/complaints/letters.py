"""A complaint's letter: drafted from what is known, in the language of who reads it, and held against the rules of F35."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.wording.checks import RULES, Rule, broken
from gendan.modules.complaints.wording.letters import Facts, letter
from gendan.modules.complaints.words import Found, Klass
from gendan.spine.documents.letterheads import company_on, letterhead
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import company_calendar
from gendan.spine.org.workdays import add_working_days
from gendan.spine.records import kind_of
from gendan.spine.timeline.models import Attachment

#: Complaints about which a photograph says something (F35.3).
SEEN = frozenset({Klass.QUALITY, Klass.TRADE, Klass.TRANSPORT, Klass.SHORT_WEIGHT})


def language_of(complaint: Complaint) -> str:
    """The language of who reads it."""
    return "en" if complaint.customer is not None and complaint.customer.foreign else "zh"


def photos_needed(complaint: Complaint) -> bool:
    """Whether photographs would prove something and none are here yet."""
    if complaint.klass and complaint.klass not in SEEN:
        return False
    if complaint.findings.filter(kind__in=(Found.PHOTO, Found.SENT_SAMPLE)).exists():
        return False
    return not Attachment.objects.filter(kind=kind_of(complaint), object_id=complaint.pk, media_type__startswith="image/").exists()


def missing(complaint: Complaint, text: str, *, language: str) -> list[Rule]:
    """The rules that the words do not keep."""
    return broken(text, language=language, photos_needed=photos_needed(complaint))


def in_words(rules: list[Rule]) -> str:
    """What to write, in one sentence each."""
    return " ".join(str(rule.hint) for rule in rules)


def draft(complaint: Complaint, *, writer: Employee, now: datetime, language: str = "", decided: bool = True) -> str:
    """The letter as it could be sent; `decided` tells of verdict and solution too."""
    language = language or language_of(complaint)
    name: Any = complaint.complainant_name or (complaint.contact.name if complaint.contact else "")
    company = company_on(letterhead(), language="en" if language == "en" else "zh-hans")
    known = {"fault": complaint.fault, "verdict": complaint.verdict_text, "solution": complaint.solution} if decided else {}
    return letter(Facts(
        name=name, company=str(company.get("name") or ""), department=str(writer.department or ""), writer=writer.name, number=complaint.number,
        subject=complaint.subject, received_at=timezone.localtime(complaint.received_at), now=timezone.localtime(now),
        next_at=timezone.localtime(next_at(complaint, now=now)), product=complaint.product.name if complaint.product else "", batch=complaint.batch,
        mood=complaint.mood, wants_photos=photos_needed(complaint), **known,
    ), language=language)


def next_at(complaint: Complaint, *, now: datetime) -> datetime:
    """When he hears next: as promised or due, where that is still to come; else the next working day."""
    known = [at for at in (complaint.promised_at, complaint.respond_due_at) if at is not None and at > now + timedelta(minutes=30)]
    return known[0] if known else add_working_days(now, 1, company_calendar())


def as_checks(rules: list[Rule], *, anyway: str) -> dict[str, Any]:
    """What is kept of a version: which rules it breaks, and why it is handed in all the same."""
    return {"broken": [rule.key for rule in rules], "anyway": anyway}


def checklist(checks: dict[str, Any]) -> list[tuple[Any, bool]]:
    """Each rule with whether the version keeps it, for the page."""
    return [(rule.label, rule.key not in checks.get("broken", ())) for rule in RULES]
