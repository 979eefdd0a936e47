"""Reckon the classes by turnover: once a month by the clock, or when somebody asks for it (F36)."""

from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.db import connection
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.classes import queries, ranking, rules
from gendan.modules.classes.actions.overriding import give_back
from gendan.modules.classes.models import Run, Standing
from gendan.modules.customers.archive import ITEMS
from gendan.spine.access.actions import require_may_set_rules
from gendan.spine.messages import actions as messages
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole

AT_ONCE = 10_000
WEIGHT = next(item.weight for item in ITEMS if "abc" in item.fields)


def reckon_when_due(*, now: datetime) -> Run | None:
    """The clock's errand: end what was set by hand until a day; once a month, and when somebody asked, reckon."""
    local, measure = timezone.localtime(now), rules.measure(at=now)
    for row in queries.run_out(today=local.date()):
        give_back(row, actor=None, now=now)
    month = local.date().replace(day=1)
    if (local.day, local.hour) >= (measure.day, measure.hour) and not Run.objects.filter(month=month).exists():
        _new(measure, month=month, actor=None, now=now)
    run = Run.objects.filter(finished_at=None).order_by("pk").first()
    if run is not None and run.reckoned_at is None:
        _reckon(run, now)
    return _follow(run, now) if run is not None else None


@whole
def ask_to_reckon(*, actor: Employee, now: datetime) -> Run:
    """Have the classes reckoned now, in the background."""
    require_may_set_rules(actor)
    if Run.objects.filter(finished_at=None).exists():
        raise Refusal(_("The classes are being reckoned already."), code="running")
    return _new(rules.measure(at=now), month=None, actor=actor, now=now)


def _new(measure: rules.Measure, *, month: date | None, actor: Employee | None, now: datetime) -> Run:
    day = timezone.localdate(now)
    return Run.objects.create(
        month=month, since=measure.since(day), day=day, basis=measure.basis, a_share=measure.a_share,
        b_share=measure.b_share, asked_by=actor, asked_at=now,
    )


@whole
def _reckon(run: Run, now: datetime) -> None:
    """Standings and moves in one piece; no customer is locked for it."""
    found = ranking.reckon(run)
    run.figures = {abc: {"customers": count, "turnover": str(turnover)} for abc, (count, turnover) in found.items()}
    run.customers = sum(count for count, _turnover in found.values())
    run.turnover = sum((turnover for _count, turnover in found.values()), Decimal(0))
    if not run.turnover:
        run.shifts.all().delete()
    kept = dict(run.shifts.values_list("held").annotate(n=Count("pk")).order_by())
    run.moved, run.kept, run.reckoned_at = kept.get(False, 0), kept.get(True, 0), now
    run.save()


def _follow(run: Run, now: datetime) -> Run:
    """Customers follow their standing in batches that each stand alone; where nothing was sold at all, none does."""
    last = Standing.objects.aggregate(last=Max("rank"))["last"] or 0
    for at in range(0, last if run.turnover else 0, AT_ONCE):
        ranking.apply(since=run.since, after=at, upto=at + AT_ONCE, weight=WEIGHT, now=now)
    run.finished_at = now
    run.save(update_fields=["finished_at"])
    _tell_owners(run, now)
    return run


MOVED = """
SELECT c.owner_id, count(*) FILTER (WHERE s.after < s.before), count(*) FILTER (WHERE s.after > s.before)
FROM classes_shift s JOIN customers_customer c ON c.id = s.customer_id
WHERE s.run_id = %s AND NOT s.held AND s.before <> '' AND c.owner_id IS NOT NULL GROUP BY c.owner_id
"""


def _tell_owners(run: Run, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [run.pk])
        rows = cursor.fetchall()
    people = Employee.objects.in_bulk([owner for owner, _up, _down in rows])
    for owner, up, down in rows:
        messages.tell(
            [people[owner]], topic="classes.moved", title=partial(_words_of, up, down),
            url=f"/classes/moves?f.run={run.pk}&f.owner=me", now=now,
        )


def _words_of(up: int, down: int) -> str:
    return _("Classes of your customers: %(up)d higher, %(down)d lower") % {"up": up, "down": down}
