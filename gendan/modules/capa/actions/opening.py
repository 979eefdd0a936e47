"""Corrective actions are asked for: by a record, by several, or by somebody who saw something."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.capa import queries, rules, subjects
from gendan.modules.capa.access import KIND
from gendan.modules.capa.models import Capa, Round, Source
from gendan.modules.capa.numbers import ALL, KEY
from gendan.modules.capa.words import Grade
from gendan.modules.customers.under import held, people_of
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Department, Employee
from gendan.spine.procedures import engine
from gendan.spine.records import kind_of
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

CHANGED = ("title", "customer", "product", "batch", "defect", "grade", "problem", "found_on", "found_where", "extent", "clause", "wants_answer")


@whole
def open_capa(*, values: Mapping[str, Any], actor: Employee | None, now: datetime) -> Capa:
    """Ask for corrective action; nobody (None) is gendan itself.

    `values` are fields of the record: `title` and `responsible` are needed, `owner` without one is the department's head.
    """
    if actor is not None:
        require_any(actor, "create", Capa)
    row = Capa(**{"grade": Grade.USUAL, **values}, created_at=now, created_by=actor, limit_from=now)
    row.defect_key = rules.key_of(row.defect)
    _find_people(row, actor=actor, now=now)
    row.number = next_number(KIND, at=now)
    row.step_due_at = rules.step_ends(row, rules.values_now(*ALL, at=now))["team"]
    row.save()
    Round.objects.create(capa=row, number=1, begun_at=now)
    engine.start(row, procedure=KEY, actor=actor, now=now, owner=row.owner)
    facts = {"title": row.title, "number": row.number, "department": row.responsible.name}
    timeline.record("capa.opened", row, actor=actor, at=now, text=row.problem, data=facts)
    return row


def _find_people(row: Capa, *, actor: Employee | None, now: datetime) -> None:
    on = timezone.localdate(now)
    row.owner = row.owner or queries.owner_for(row.responsible, on=on) or actor
    if row.owner is None:
        raise Refusal(_("Nobody in this department takes it on: name an owner."), field="owner", code="nobody")
    row.department = row.owner.department
    if row.checker is None or row.checker == row.owner:
        row.checker = queries.checker_for({row.owner.pk}, near=row.responsible, on=on)
    near = {person.pk for person in (row.owner, row.checker, actor) if person is not None}
    row.related_ids, row.related_department_ids = sorted(near), [row.responsible.pk]
    for name, value in people_of(held(row.customer)).items():
        setattr(row, name, value)


@whole
def open_for(
    source: Any, *, title: str, responsible: Department, actor: Employee | None, now: datetime, **values: Any
) -> Capa:
    """Ask for corrective action because of a record; what already runs for it is returned, so that two clicks are one.

    Customer, product, batch and defect are the record's own where `values` say nothing.
    """
    if actor is not None:
        require(actor, "view", source)
    list(type(source)._base_manager.filter(pk=source.pk).select_for_update(no_key=True).values_list("pk"))
    kind = kind_of(source)
    running: Capa | None = queries.open_of(kind, source.pk).first()
    if running is not None:
        return running
    own = {name: getattr(source, name) for name in ("customer", "product", "batch", "defect") if getattr(source, name, None)}
    facts = {"origin": subjects.origin_of(kind), **own, **values, "source_kind": kind, "source_id": source.pk}
    row = open_capa(values={"title": title[:160], "responsible": responsible, **facts, "defect": str(facts.get("defect", ""))[:120]}, actor=actor, now=now)
    add_source(row, source, actor=actor, now=now)
    return row


@whole
def open_for_many(sources: Iterable[Any], *, values: Mapping[str, Any], joined: Iterable[Capa] = (), actor: Employee, now: datetime) -> Capa:
    """One corrective action for several records with the same fault; those that run already are joined to it."""
    listed = list(sources)
    first = {"source_kind": kind_of(listed[0]), "source_id": listed[0].pk} if listed else {}
    row = open_capa(values={**values, **first}, actor=actor, now=now)
    return _gather(row, listed, joined, actor=actor, now=now)


@whole
def gather_into(capa: Capa, *, sources: Iterable[Any] = (), joined: Iterable[Capa] = (), actor: Employee, now: datetime) -> Capa:
    """Work on more of the same fault in this one."""
    require(actor, "edit", capa)
    return _gather(capa, sources, joined, actor=actor, now=now)


def _gather(capa: Capa, sources: Iterable[Any], joined: Iterable[Capa], *, actor: Employee, now: datetime) -> Capa:
    for source in sources:
        add_source(capa, source, actor=actor, now=now)
    for other in joined:
        join_to(other, capa, actor=actor, now=now)
    return capa


@whole
def add_source(capa: Capa, source: Any, *, actor: Employee | None, now: datetime) -> Source:
    """One more record that this answers; a record stands there once."""
    if actor is not None:
        require(actor, "view", source)
    row, made = Source.objects.get_or_create(
        capa=capa, kind=kind_of(source), object_id=source.pk,
        defaults={"title": str(source)[:200], "added_by": actor, "added_at": now},
    )
    if made:
        timeline.record("capa.source", capa, actor=actor, at=now, data={"title": row.title}, system=True)
    return row


@whole
def join_to(capa: Capa, into: Capa, *, actor: Employee, now: datetime) -> Capa:
    """The same fault is worked on elsewhere: what asked for this one asks for that one from now on."""
    require(actor, "edit", capa)
    require(actor, "edit", into)
    if capa.pk == into.pk or into.state_kind not in queries.OPEN:
        raise Refusal(_("Join it to another one that still runs."), code="joined")
    Capa.objects.filter(pk=capa.pk).update(joined_to=into)
    capa.joined_to = into
    for source in capa.sources.all():
        Source.objects.get_or_create(
            capa=into, kind=source.kind, object_id=source.object_id,
            defaults={"title": source.title, "added_by": actor, "added_at": now},
        )
    engine.perform(capa, "join", actor=None, data={"reason": into.number}, now=now)
    timeline.record("capa.joined", into, actor=actor, at=now, data={"title": capa.title, "number": capa.number})
    return into


@whole
def hand_over(capa: Capa, *, owner: Employee, reason: str, actor: Employee, now: datetime) -> Capa:
    """Somebody else is responsible for it; who would then judge his own work is replaced."""
    require(actor, "edit", capa)
    row: Capa = Capa.objects.select_for_update(no_key=True, of=("self",)).select_related("case", "owner", "responsible").get(pk=capa.pk)
    if owner.status == Employee.Status.LEFT:
        raise Refusal(_("%(name)s no longer works here.") % {"name": owner.name}, field="owner", code="left")
    previous = row.owner
    row.owner, row.department = owner, owner.department
    row.related_ids = sorted({*row.related_ids, owner.pk})
    if row.checker_id == owner.pk:
        row.checker = queries.checker_for({owner.pk, *queries.people_at_work(row)}, near=row.responsible, on=timezone.localdate(now))
    row.save(update_fields=["owner", "department", "related_ids", "checker"])
    engine.change_owner(KIND, [row.pk], previous=previous, owner=owner, actor=actor, now=now, reason=reason)
    facts = {"from": previous.name if previous else "", "to": owner.name, "title": row.title}
    timeline.record("capa.assigned", row, actor=actor, at=now, text=reason, data=facts)
    return row


@whole
def change_capa(capa: Capa, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Capa:
    """Change what stands at its head; another grade moves the term of the step it stands in."""
    require(actor, "edit", capa)
    row: Capa = Capa.objects.select_for_update(no_key=True, of=("self",)).select_related("case").get(pk=capa.pk)
    if row.state_kind not in queries.OPEN:
        raise Refusal(_("It has ended; ask for another one, or reopen it."), code="ended")
    given = {name: values[name] for name in CHANGED if name in values}
    regraded = "grade" in given and given["grade"] != row.grade
    for name, value in given.items():
        setattr(row, name, value)
    row.defect_key = rules.key_of(row.defect)
    for name, value in people_of(held(row.customer)).items():
        setattr(row, name, value)
    ends = rules.step_ends(row, row.case.numbers) if row.case else {}
    if regraded and row.state in ends:
        row.step_due_at = ends[row.state]
    row.save()
    engine.rename(row)
    if regraded and row.state in ends:
        engine.refresh_due(row, now=now)
    timeline.record("capa.changed", row, actor=actor, at=now, data={"title": row.title}, system=True)
    return row
