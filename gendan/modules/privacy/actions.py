"""Verbs of personal data: show, export, take a request, look into what is set aside, and what follows from others."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Contact
from gendan.modules.customers.under import held, people_of
from gendan.modules.privacy import expiring, queries
from gendan.modules.privacy.access import KIND
from gendan.modules.privacy.models import Expired, Expiry, Request
from gendan.modules.privacy.procedure import REQUEST
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import company_calendar, number
from gendan.spine.org.workdays import add_working_days
from gendan.spine.persons import actions as persons
from gendan.spine.persons.declarations import group, groups, person_of
from gendan.spine.persons.erasing import Done, erase, unsealed
from gendan.spine.persons.models import SetAside
from gendan.spine.persons.queries import Held, aside_of
from gendan.spine.persons.queries import held as held_on
from gendan.spine.persons.words import NUMBERS, How
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal, Stale
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def show(contact: Contact, *, key: str, why: str, actor: Employee, now: datetime) -> list[Held]:
    """Show what is held in one group, in the clear; that somebody looked is written down."""
    require(actor, "view", contact.customer)
    person = person_of(contact)
    persons.note_look(person, groups=[group(key).key], how=How.SHOWN, why=why, actor=actor, now=now)
    return held_on(person, groups=[key])


@whole
def export(contact: Contact, *, why: str, actor: Employee, now: datetime) -> list[Held]:
    """Everything that is held on a person, to be handed over; each group of it is written into the access log."""
    require_any(actor, "export", KIND)
    require(actor, "view", contact.customer)
    person = person_of(contact)
    found = held_on(person, limit=None)
    taken = list(dict.fromkeys(one.holding.group for one in found))
    persons.note_look(person, groups=taken or [one.key for one in groups()], how=How.EXPORTED, why=why, actor=actor, now=now)
    return found


@whole
def take_request(contact: Contact, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Request:
    """Write down what a person asks for; whoever answers such requests has so many working days."""
    require_any(actor, "create", Request)
    require(actor, "view", contact.customer)
    if contact.erased_at is not None:
        raise Refusal(_("This person's data were erased at the person's request."), code="erased")
    if Request.objects.filter(contact=contact, what=values["what"], state_kind="open").exists():
        raise Refusal(_("The person has asked for this already, and it is being answered."), field="what", code="twice")
    owner = queries.answerer(contact, now=now) or actor
    customer = held(contact.customer)
    record = Request(
        **values, number=next_number(KIND, at=now), customer=customer, contact=contact, owner=owner, department=owner.department,
        answer_by=_answer_by(now), created_at=now, created_by=actor, related_ids=[] if owner == actor else [actor.pk], **people_of(customer),
    )
    record.save()
    engine.start(record, procedure=REQUEST, actor=actor, now=now, owner=owner, state=record.what)
    timeline.record("privacy.asked", record, actor=actor, at=now, data={"number": record.number})
    return record


def _answer_by(now: datetime) -> Any:
    days = int(number("persons.answer_days", NUMBERS["persons.answer_days"], at=now))
    return timezone.localdate(add_working_days(now, days, company_calendar()))


@whole
def look_into(contact: Contact, *, why: str, actor: Employee, now: datetime) -> list[tuple[SetAside, dict[str, Any]]]:
    """Open what was set aside of an erased person, for a claim or an audit; written into the access log."""
    require_any(actor, "approve", KIND)
    person = person_of(contact)
    rows = list(aside_of(person))
    persons.note_look(person, groups=["aside"], how=How.UNSEALED, why=why, actor=actor, now=now)
    return [(row, unsealed(row)) for row in rows]


@whole
def erase_expired(*, why: str, count: int, actor: Employee, now: datetime) -> Expiry:
    """Erase what is kept beyond its months, of as many people as one run takes; what must stay is sealed.

    `count` is what the preview showed: where it is another by now, nothing happens.
    """
    expiring.require_may_expire(actor)
    if not why.strip():
        raise ValidationError({"why": _("Say why.")})
    rows = list(expiring.late(now=now).select_for_update(of=("self",), no_key=True)[: expiring.AT_ONCE])
    if len(rows) != count:
        raise Stale(_("Meanwhile it is %(n)d people: look at the preview again.") % {"n": len(rows)})
    run = Expiry.objects.create(at=now, actor=actor, why=why.strip(), people=len(rows))
    totals: dict[str, list[int]] = {}
    for contact in rows:
        for done in _expire(contact, run=run, actor=actor, now=now):
            total = totals.setdefault(done.holding, [0, 0])
            total[0], total[1] = total[0] + done.touched, total[1] + done.aside
    run.outcome = [{"holding": key, "touched": touched, "aside": aside} for key, (touched, aside) in totals.items()]
    run.save(update_fields=["outcome"])
    return run


def _expire(contact: Contact, *, run: Expiry, actor: Employee, now: datetime) -> list[Done]:
    groups = [one.key for one in expiring.looked_at(contact, now=now).groups]
    done = erase(person_of(contact), groups=groups, now=now)
    Expired.objects.bulk_create(Expired(run=run, contact=contact, group=key, at=now) for key in groups)
    if expiring.IDENTITY in groups:
        customers.mark_erased(contact, actor=actor, now=now)
    titles = "、".join(str(group(key).title) for key in groups)
    timeline.record("privacy.expired", contact.customer, actor=actor, at=now, data={"groups": titles}, system=True)
    return done


# -- listeners ----------------------------------------------------------------------------------------------------


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": what waits for the leaver's approval waits for the successor's."""
    Request.objects.filter(approver=employee, state_kind="open").update(approver=successor)
