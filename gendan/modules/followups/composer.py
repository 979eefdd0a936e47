"""The composer: what happened and what comes next, as the shared part of the pages wants to be told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.customers.queries import contacts_of
from gendan.modules.followups import queries
from gendan.modules.followups.access import KIND
from gendan.modules.followups.forms import FollowupForm
from gendan.modules.followups.models import Result, Way
from gendan.modules.knowledge.queries import hints
from gendan.spine import records
from gendan.spine.fields.queries import seen_by
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures.models import Todo
from gendan.ui import formats
from gendan.ui.own import form as own
from gendan.ui.todos import way_icon

NAMES = {
    "way": "way", "text": "text", "contact": "contact", "result": "result", "next_due": "next_due_at",
    "next_title": "next_title", "assignee": "next_assignee", "no_next": "no_next_reason",
}
WAYS = (Way.CALL, Way.CHAT, Way.VISIT, Way.MAIL)
NO_NEXT_REASONS: tuple[Any, ...] = (
    gettext_lazy("no need at present"),
    gettext_lazy("budget only next year"),
    gettext_lazy("waiting for the customer"),
    gettext_lazy("bought elsewhere"),
)


def default_due(user: Employee, *, now: datetime, days: int = 3) -> datetime:
    """Three working days later at nine, the time that is proposed for a next step."""
    later = timezone.localtime(add_working_days(now, days, calendar_of(user)))
    return later.replace(hour=9, minute=0, second=0, microsecond=0)


def composer_of(
    customer: Customer, *, user: Employee, now: datetime, subject: Any = None, form: FollowupForm | None = None,
    completes: Todo | None = None,
) -> dict[str, Any]:
    """The context of the shared composer for one record; with a refused form what was typed is shown again."""
    about = subject or customer
    kind = records.kind_of(about)
    typed = form.data if form is not None else {}
    contacts = contacts_of(customer)
    due_text = typed.get("next_due_at") or default_due(user, now=now).strftime("%Y-%m-%dT%H:%M")
    way = typed.get("way") or (completes.way if completes and completes.way in WAYS else str(Way.CALL))
    return {
        "action": reverse("followups:log", args=[kind, about.pk]),
        "ways": [(str(one), one.label, way_icon(one)) for one in WAYS],
        "way": way,
        "contacts": [(str(one.pk), f"{one.name} {one.position}".strip()) for one in contacts],
        "contact": typed.get("contact", ""),
        "results": [("", _("result")), *Result.choices],
        "result": typed.get("result", ""),
        "text": typed.get("text", ""),
        "due": due_text,
        "step": typed.get("next_title", ""),
        "state": "plan",
        "who": user.name,
        "who_me": True,
        "who_value": user.pk,
        "no_next_reasons": tuple((str(words), str(words)) for words in NO_NEXT_REASONS),
        "errors": _errors(form),
        "own": _own_fields(customer, user, form),
        "names": NAMES,
        "record_kind": kind,
        "record_id": about.pk,
        "once": typed.get("once") or str(uuid4()),
        "completes": typed.get("completes") or (completes.pk if completes else ""),
    }


def _own_fields(customer: Customer, user: Employee, form: FollowupForm | None) -> list[Any]:
    """The inputs of the fields that the company has added to follow-ups."""
    if not seen_by(user, KIND):
        return []
    if form is None:
        form = FollowupForm(customer=customer, auto_id=f"own{uuid4().hex[:6]}_%s")
        own.add_to(form, kind=KIND, user=user)
    return [form[field.name] for field in own.own_fields(form)]


def _errors(form: FollowupForm | None) -> dict[str, str]:
    if form is None:
        return {}
    return {name: "；".join(str(word) for word in words) for name, words in form.errors.items()}


def helps(user: Employee, record: Any, *, ways: Sequence[str] = WAYS) -> dict[str, Any]:
    """What helps with these ways of contact and at the stage of the record, and the points of that stage to tick."""
    points = [str(point) for point in queries.points_of(record)]
    ticked = queries.ticked_on(record) if points else set()
    return {"hints": hints(user, ways=ways, record=record), "points": points, "ticked": [one for one in points if one in ticked]}


def quick_dues(user: Employee, *, now: datetime) -> list[tuple[str, str]]:
    """The proposals of the phone page: value for the field, and words."""
    found = []
    for days, words in ((1, _("next working day")), (3, _("in 3 working days")), (5, _("in a week"))):
        due = default_due(user, now=now, days=days)
        day = formats.date_short(due, today=timezone.localdate(now))
        found.append((due.strftime("%Y-%m-%dT%H:%M"), f"{words} {day}"))
    return found

