"""Satisfaction surveys: begun by the clock as often as the class asks, or by hand; answered with a score for each question."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.care.models import Question, Survey
from gendan.modules.care.numbers import SURVEY_DAYS, SURVEY_MONTHS, SURVEYS_OPEN
from gendan.modules.care.procedure import SURVEY
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import people_of
from gendan.spine.access.queries import require, require_any
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import company_calendar
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

#: Only who is a customer already is asked how satisfied he is.
KEPT = ("maintain",)
BATCH = 500


def _ask_by(now: datetime) -> date:
    return timezone.localdate(add_working_days(now, SURVEY_DAYS.whole_at(now), company_calendar()))


def _survey(customer: Customer, *, owner: Employee, ask_by: date, actor: Employee | None, now: datetime) -> Survey:
    return Survey(
        customer=customer, owner=owner, department=owner.department, ask_by=ask_by, created_at=now, created_by=actor, **people_of(customer),
    )


@whole
def begin_survey(customer: Customer, *, actor: Employee, now: datetime) -> Survey:
    """Ask one customer now, whenever he was asked last; one survey at a time."""
    require(actor, "follow", customer)
    if Survey.objects.filter(customer=customer, state_kind="open").exists():
        raise Refusal(_("A survey of this customer is open already."), code="open")
    said = Survey.objects.filter(customer=customer, opted_out=True).order_by("-pk").first()
    if said is not None:
        when = timezone.localdate(said.state_since)
        raise Refusal(_("The customer asked on %(day)s not to be asked again.") % {"day": when}, code="opted_out")
    survey = _survey(customer, owner=customer.owner or actor, ask_by=_ask_by(now), actor=actor, now=now)
    survey.save()
    engine.start(survey, procedure=SURVEY, actor=actor, now=now, owner=survey.owner)
    return survey


@whole
def begin_surveys(*, now: datetime) -> int:
    """Whose class asks for it and who was not asked for so long: a survey for the owner, no more at once than he can ask (F60.6)."""
    room = Counter(dict(Survey.objects.filter(state_kind="open").order_by().values_list("owner").annotate(n=Count("pk"))))
    most, ask_by = SURVEYS_OPEN.whole_at(now), _ask_by(now)
    made = []
    for customer in due(now=now).select_related("owner__department")[:BATCH]:
        assert customer.owner is not None
        if room[customer.owner_id] < most:
            room[customer.owner_id] += 1
            made.append(_survey(customer, owner=customer.owner, ask_by=ask_by, actor=None, now=now))
    engine.start_many(Survey.objects.bulk_create(made), procedure=SURVEY, actor=None, now=now)
    return len(made)


def due(*, now: datetime) -> QuerySet[Customer]:
    """The customers who are kept, by class, and were not asked within its months."""
    lately = Survey.objects.filter(customer=OuterRef("pk"))
    found = Customer.objects.none()
    for abc, number in SURVEY_MONTHS.items():
        months = number.whole_at(now)
        if months:
            since = now - timedelta(days=round(months * 30.44))
            kept = Customer.objects.filter(abc=abc, state__in=KEPT, deleted_at=None, valid=True, owner__status=Employee.Status.ACTIVE)
            found |= kept.filter(~Exists(lately.filter(Q(created_at__gt=since) | Q(opted_out=True))))
    return found.order_by("abc", "pk")


@whole
def write_question(question: Question, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Question:
    """Add or change a question; one that was answered keeps its words: it is retired, and another is asked."""
    require_any(actor, "settle", Survey)
    if question.pk and question.answers.exists() and values.get("text", question.text) != question.text:
        raise Refusal(_("Customers have answered this question: retire it and ask a new one."), field="text", code="answered")
    for name, value in values.items():
        setattr(question, name, value)
    question.full_clean()
    question.save()
    timeline.record("care.question", question, actor=actor, at=now, data={"title": question.text}, system=True)
    return question
