"""Verbs of product information, the summaries of the day, and troubles that a customer is told."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.contracts.access import RELEASE as RELEASE_KIND
from gendan.modules.contracts.access import TROUBLE as TROUBLE_KIND
from gendan.modules.contracts.models import Information, Release, Summary, Trouble
from gendan.modules.contracts.procedure import ASSIGN_DAYS, RELEASE, SUMMARY, TROUBLE
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.modules.followups.models import Activity
from gendan.spine.access.queries import require
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, number
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.due import later
from gendan.spine.procedures.numbers import setting_key
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.spine.words import say


@whole
def write_release(release: Release | None, *, values: dict[str, Any], actor: Employee, now: datetime) -> Release:
    """Begin or change product information; what was handed in is not changed any more (F64.1)."""
    names = ("name", "product", "media", "audience", "text")
    given = {name: values[name] for name in names if name in values}
    if release is None:
        row = Release(number=next_number(RELEASE_KIND, at=now), owner=actor, department=actor.department, created_at=now, **given)
        require(actor, "create", row)
        row.save()
        engine.start(row, procedure=RELEASE, actor=actor, now=now, owner=actor)
        timeline.record("contracts.release", row, actor=actor, at=now, data={"title": row.name})
        return row
    row = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    require(actor, "edit", row)
    if row.state != "writing":
        raise Refusal(_("It is being checked: it can be changed when it comes back."), code="not_writable")
    for name, value in given.items():
        setattr(row, name, value)
    row.save()
    engine.rename(row)
    return row


# -- the summary of the day (F64.4) -------------------------------------------------------------------------------


@whole
def begin_summary(*, day: date, actor: Employee, now: datetime) -> Summary:
    """The day's summary of the actor's department, with what was written down of customers already; one a day."""
    found = Summary.objects.select_for_update(of=("self",)).filter(day=day, department=actor.department).first()
    if found is None:
        found = Summary(day=day, owner=actor, department=actor.department, created_at=now)
        require(actor, "create", found)
        found.save()
        engine.start(found, procedure=SUMMARY, actor=actor, now=now, owner=actor)
    if found.state == "writing":
        gather(found)
    return found


def gather(summary: Summary) -> None:
    """Take over what the department's people logged of customers on the day; each only once."""
    known = set(summary.lines.exclude(activity=None).values_list("activity", flat=True))
    Information.objects.bulk_create(
        Information(
            summary=summary, customer=row.customer, activity=row, who=str(row.contact or row.customer)[:120],
            content=(row.text or row.purpose or str(row.get_way_display()))[:300],
        )
        for row in logged_on(summary) if row.pk not in known
    )


def logged_on(summary: Summary) -> QuerySet[Activity]:
    """The day's activities of the department."""
    start = timezone.make_aware(datetime.combine(summary.day, datetime.min.time()))
    end = timezone.make_aware(datetime.combine(summary.day, datetime.max.time()))
    rows: QuerySet[Activity] = Activity.objects.filter(at__range=(start, end), owner__department=summary.department)
    return rows.select_related("customer", "contact").order_by("at", "pk")[:200]


@whole
def add_information(summary: Summary, *, who: str, content: str, actor: Employee, now: datetime) -> Information:
    """One line more, of somebody who need not be a customer yet."""
    require(actor, "edit", summary)
    if summary.state == "assigned":
        raise Refusal(_("The day is assigned already."), code="closed")
    row = Information.objects.create(summary=summary, who=who, content=content)
    timeline.record("contracts.information", summary, actor=actor, at=now, text=content, data={"who": who}, system=True)
    return row


@whole
def assign_information(row: Information, *, assigned_to: Employee | None, actor: Employee, now: datetime) -> Information:
    """The head says who takes it on, and that person has a to-do; or that it is only to know (F64.4)."""
    summary = row.summary
    require(actor, "edit", summary)
    if actor.pk == summary.owner_id and summary.department and summary.department.head_id != actor.pk:
        raise NotAllowed(_("The head assigns the information of the day."), who=str(summary.department.head or ""))
    row.only_to_know = assigned_to is None
    row.assigned_to, row.assigned_at = assigned_to, now
    if assigned_to is not None:
        days = number(setting_key(SUMMARY, ASSIGN_DAYS), ASSIGN_DAYS.default, at=now)
        due_at = later(now, days, ASSIGN_DAYS.unit, calendar=calendar_of(assigned_to))
        row.todo = todos.add(
            row.customer or summary, title=say("todo.information", f"{row.who}：{row.content}"[:160]), assignee=assigned_to, due_at=due_at,
            actor=actor, now=now, key="information",
        )
    row.save()
    return row


# -- troubles (F67.5) ---------------------------------------------------------------------------------------------


@whole
def note_trouble(
    customer: Customer, *, trigger: str, happened: str, effect: str, actor: Employee, now: datetime, contract: Any = None,
    new_date: date | None = None,
) -> Trouble:
    """Late material, a severe quality problem, a sudden event: whoever is responsible for the customer tells them (F67.5)."""
    require(actor, "view", customer)
    owner = (contract.owner if contract else None) or customer.owner or actor
    row = Trouble(
        number=next_number(TROUBLE_KIND, at=now), customer=customer, contract=contract, trigger=trigger, happened=happened, effect=effect,
        new_date=new_date, owner=owner, department=owner.department, created_at=now, **people_of(held(customer)),
    )
    require(actor, "create", row)
    row.save()
    engine.start(row, procedure=TROUBLE, actor=actor, now=now, owner=owner)
    facts = {"trigger": str(row.get_trigger_display()), "title": str(row)}
    timeline.record("contracts.trouble", row, actor=actor, at=now, text=effect, data=facts)
    return row
