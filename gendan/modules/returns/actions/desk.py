"""At the service desk: signing in, taking goods back, hearing complaints, noting wanted goods, handing over (F106)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.returns import queries
from gendan.modules.returns.access import DAY as DAY_KIND
from gendan.modules.returns.access import DESK as DESK_KIND
from gendan.modules.returns.effects import desk as effects
from gendan.modules.returns.models import DeskDay, DeskReturn, Expense, HandOver, Voice, Wanted
from gendan.modules.returns.numbers import SIGN_IN_MINUTES
from gendan.modules.returns.procedure import DAY, DESK, VOICE, WANTED
from gendan.modules.returns.words import DeskKind
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import windows_of
from gendan.spine.procedures import engine, settling
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def sign_in(*, actor: Employee, now: datetime) -> DeskDay:
    """Sign in at the desk of one's department, ten minutes before it opens (F106.1)."""
    require_any(actor, "create", DeskDay)
    today = timezone.localdate(now)
    known = queries.day_of(actor.department, on=today)
    if known is not None:
        raise Refusal(_("%(name)s has signed in at this desk already.") % {"name": known.owner}, code="signed_in")
    before = queries.day_before(actor.department, on=today)
    if before is not None and before.state != "closed":
        raise Refusal(_("The desk's day of %(day)s is not closed yet.") % {"day": before.day}, who=str(before.owner), code="not_closed")
    day = DeskDay(
        owner=actor, department=actor.department, day=today, signed_in_at=now, in_time=_in_time(actor, now=now), created_at=now,
    )
    effects.carry_over(day, before)
    day.save()
    engine.start(day, procedure=DAY.key, actor=actor, now=now, owner=actor)
    timeline.record("returns.signed_in", day, actor=actor, at=now)
    return day


def _in_time(clerk: Employee, *, now: datetime) -> bool:
    times = windows_of(timezone.localdate(now), calendar_of(clerk))
    before = timedelta(minutes=float(queries.value(SIGN_IN_MINUTES, at=now, procedure=DAY.key)))
    return not times or now <= times[0][0] - before


def _open_day(actor: Employee, *, now: datetime) -> DeskDay:
    day = queries.day_of(actor.department, on=timezone.localdate(now))
    if day is None or day.state != "open":
        raise Refusal(_("The desk is not open: sign in, get the float, open."), who=str(day.owner) if day else "", code="not_open")
    return day


@whole
def register_return(*, values: Mapping[str, Any], actor: Employee, now: datetime) -> DeskReturn:
    """Somebody brings goods back, or was charged too much: the five minutes begin (F106.3, F106.4, A49)."""
    require_any(actor, "create", DeskReturn)
    given, day = dict(values), _open_day(actor, now=now)
    inspector = given.get("inspector")
    with_goods = given.get("kind") != DeskKind.PRICE
    if with_goods and (inspector is None or inspector == actor):
        raise ValidationError({"inspector": _("Who inspects the goods? Somebody else than the clerk.")})
    given["inspector"] = inspector if with_goods else None
    row = DeskReturn(
        **given, day=day, owner=actor, department=day.department, created_at=now, created_by=actor, number=next_number(DESK_KIND, at=now),
        related_ids=[inspector.pk] if with_goods and inspector else [],
    )
    if row.amount is None or row.amount <= 0:
        raise ValidationError({"amount": _("How much is it?")})
    row.save()
    case = engine.start(row, procedure=DESK.key, actor=actor, now=now, owner=actor, state=None if with_goods else "inspected")
    facts = {"number": row.number, "title": str(row)}
    timeline.record("returns.at_desk", row, actor=actor, at=now, text=row.note, data=facts)
    effects.lead_on(row, case=case, now=now)
    return row


def _write_down(model: Any, procedure: str, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Any:
    """What a customer at the desk says or asks for, with the number by which he is reached; it waits with whoever wrote it."""
    require_any(actor, "create", model)
    day = _open_day(actor, now=now)
    row = model(**dict(values), day=day, owner=actor, department=day.department, created_at=now, created_by=actor)
    if not row.phone.strip():
        raise ValidationError({"phone": _("By which number do we reach the customer?")})
    row.save()
    engine.start(row, procedure=procedure, actor=actor, now=now, owner=actor)
    return row


@whole
def hear(*, values: Mapping[str, Any], actor: Employee, now: datetime) -> Voice:
    """A complaint at the desk is written down with the telephone number (F106.7)."""
    row: Voice = _write_down(Voice, VOICE.key, values=values, actor=actor, now=now)
    timeline.record("returns.heard", row, actor=actor, at=now, text=row.text, data={"name": row.name})
    return row


def pass_on_voice(voice: Voice, *, number: str, actor: Employee | None, now: datetime) -> None:
    """It is worked on as a complaint of the company, under that number."""
    voice.result = _("Complaint %(number)s") % {"number": number}
    voice.save(update_fields=["result"])
    timeline.record("returns.passed_on", voice, actor=actor, at=now, data={"number": number})


@whole
def note_wanted(*, values: Mapping[str, Any], actor: Employee, now: datetime) -> Wanted:
    """Somebody asked for goods that we do not have (F106.6)."""
    row: Wanted = _write_down(Wanted, WANTED.key, values=values, actor=actor, now=now)
    timeline.record("returns.wanted", row, actor=actor, at=now, data={"title": str(row), "name": row.name})
    return row


@whole
def note_expense(day: DeskDay, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Expense:
    """Cash was taken from the float (F106.11)."""
    require(actor, "edit", day)
    _require_open(day)
    row = Expense.objects.create(day=day, at=now, noted_by=actor, **dict(values))
    timeline.record("returns.expense", day, actor=actor, at=now, data={"what": row.what, "amount": str(row.amount)})
    return row


@whole
def hand_over(day: DeskDay, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> HandOver:
    """The next shift takes the desk over, with all that is open (F106.8); the cash is counted."""
    require(actor, "edit", day)
    _require_open(day)
    to: Employee = values["to"]
    if to == day.owner or to.department_id != day.department_id:
        raise ValidationError({"to": _("Somebody else of this desk takes it over.")})
    items = queries.open_items(day)
    row = HandOver.objects.create(day=day, at=now, by=actor, open_items=items, **dict(values))
    settling.settle(DAY_KIND, day.pk, key=effects.NOON, outcome="", now=now)
    _give(day, to, actor=actor, now=now)
    facts = {"to": to.name, "count": len(items)}
    timeline.record("returns.handed_over", day, actor=actor, at=now, text=row.meeting, data=facts)
    return row


def _give(day: DeskDay, to: Employee, *, actor: Employee, now: datetime) -> None:
    previous = day.owner
    if previous is None:
        return
    for model in (DeskDay, DeskReturn, Voice, Wanted):
        rows = model.objects.filter(owner=previous, department=day.department, state_kind__in=("open", "waiting"))
        ids = list(rows.exclude(inspector=to).values_list("pk", flat=True)) if model is DeskReturn else list(rows.values_list("pk", flat=True))
        model.objects.filter(pk__in=ids).update(owner=to)
        engine.change_owner(f"returns.{model._meta.model_name}", ids, previous=previous, owner=to, actor=actor, now=now)
    day.owner = to


def _require_open(day: DeskDay) -> None:
    if day.state != "open":
        raise Refusal(_("The desk is not open."), code="not_open")
