"""From a declared `Who` to a person at work: deputies, the nearest holder with the least load, and the way up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from gendan.spine.org import queries as org
from gendan.spine.org.models import Department, Deputy, Employee, Role
from gendan.spine.procedures.declare import Actor, Head, Owner, RecordField, RoleHolder, Who
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal

GENERAL_MANAGER = "general_manager"


@dataclass(frozen=True, slots=True)
class Situation:
    """Who is around a case: its owner and department, and who moves it, on which day."""

    record: Any
    owner: Employee | None
    department: Department | None
    actor: Employee | None
    on: date


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who gets the work, and for whom if that person is absent."""

    employee: Employee
    instead_of: Employee | None = None


def assign(who: Who, *, situation: Situation) -> Assignment:
    """The person at work, or the deputy of one who is absent; never nobody."""
    person = resolve(who, situation=situation)
    if isinstance(who, RoleHolder):
        return Assignment(person, instead_of=_absent_holder(who.role, person, on=situation.on))
    return stand_in_for(person, on=situation.on)


def _absent_holder(role: str, person: Employee, *, on: date) -> Employee | None:
    """For whom a person has the work who does not hold the role: `holders_of` names the deputies of the absent."""
    absences = Deputy.objects.filter(deputy=person, starts_on__lte=on, ends_on__gte=on).select_related("employee")
    absent = [row.employee for row in absences]
    if not absent or role in org.roles_of(person, on=on, standing_in=False):
        return None
    return next((one for one in absent if role in org.roles_of(one, on=on, standing_in=False)), None)


def stand_in_for(person: Employee, *, on: date) -> Assignment:
    """The person, or during an absence the deputy."""
    deputy = org.stand_in(person, on=on)
    if deputy is None or not at_work(deputy):
        return Assignment(person)
    return Assignment(deputy, instead_of=person)


def at_work(person: Employee | None) -> bool:
    """Whether the person still works here."""
    return person is not None and person.status != Employee.Status.LEFT


def resolve(who: Who, *, situation: Situation) -> Employee:
    """A person at work; where the declared one is missing, the nearest head, the general manager, an administrator."""
    person = _declared(who, situation)
    if person is None or not at_work(person):
        person = _head(situation, levels=1, skip=None) or _last_resort()
    if person is None:
        raise Refusal(
            _("Nobody is there to take this on: neither %(who)s nor a head nor a general manager.")
            % {"who": describe(who)},
            who=_("an administrator"), code="nobody",
        )
    return person


def _declared(who: Who, situation: Situation) -> Employee | None:
    match who:
        case Owner():
            return situation.owner
        case Actor():
            return situation.actor
        case RecordField(name):
            return getattr(situation.record, name, None)
        case RoleHolder(role):
            return _nearest_holder(role, situation)
        case Head(levels):
            return _head(situation, levels=levels, skip=situation.owner)


def _head(situation: Situation, *, levels: int, skip: Employee | None) -> Employee | None:
    """The head so many departments up; a missing one, one who left or the person meant is passed over."""
    department = _department(situation)
    return org.head_of(department, levels=levels, besides=skip) if department is not None else None


def _department(situation: Situation) -> Department | None:
    if situation.department is not None:
        return situation.department
    return situation.owner.department if situation.owner is not None else None


def _nearest_holder(role: str, situation: Situation) -> Employee | None:
    """Of the holders nearest to the department in the tree, the one with the fewest open to-dos."""
    holders = org.holders_of(role, near=situation.department, on=situation.on)
    if len(holders) < 2:
        return holders[0] if holders else None
    path = situation.department.path if situation.department else "/"
    paths = dict(Department.objects.filter(pk__in={p.department_id for p in holders}).values_list("pk", "path"))
    near = {person.pk: _common(path, paths[person.department_id]) for person in holders}
    best = [person for person in holders if near[person.pk] == max(near.values())]
    return best[0] if len(best) == 1 else _least_load(best)


def _common(a: str, b: str) -> int:
    depth = 0
    for one, other in zip(a.strip("/").split("/"), b.strip("/").split("/"), strict=False):
        if one != other:
            break
        depth += 1
    return depth


def _least_load(people: list[Employee]) -> Employee:
    rows = Todo.objects.filter(assignee__in=people, status=Todo.Status.OPEN).values_list("assignee")
    load = dict(rows.annotate(n=Count("pk")))
    return min(people, key=lambda person: (load.get(person.pk, 0), person.pk))


def _last_resort() -> Employee | None:
    here = Employee.objects.exclude(status=Employee.Status.LEFT)
    managers = here.filter(held_roles__role__key=GENERAL_MANAGER).order_by("pk").first()
    return managers or here.filter(is_administrator=True).order_by("pk").first()


# -- gates ----------------------------------------------------------------------------------------------------------


def is_one_of(person: Employee, allowed: Iterable[Who], *, situation: Situation) -> bool:
    """Whether the person, or the absent person for whom the person stands in, is meant by one of these."""
    kinds = tuple(allowed)
    if any(not isinstance(who, RoleHolder | Head) and _declared(who, situation) == person for who in kinds):
        return True  # the usual case, without a query
    roles = {who.role for who in kinds if isinstance(who, RoleHolder)}
    if roles and roles & org.roles_of(person, on=situation.on):
        return True
    return any(not isinstance(who, RoleHolder) and _is(person, who, situation) for who in kinds)


def _is(person: Employee, who: Who, situation: Situation) -> bool:
    if isinstance(who, Head):
        return _is_head(person, who, situation)
    meant = _declared(who, situation)
    if meant is None:
        return False
    return meant == person or (at_work(meant) and org.stand_in(meant, on=situation.on) == person)


def _is_head(person: Employee, who: Head, situation: Situation) -> bool:
    """Any head above may do what a head may: the nearest one is only the first to be asked; nobody is above himself."""
    department = _department(situation)
    if department is None or person == situation.owner:
        return False
    ids = [int(part) for part in department.path.strip("/").split("/")]
    return Department.objects.filter(Q(head=person), pk__in=ids[: len(ids) - who.levels + 1]).exists()


def names(allowed: Iterable[Who], *, situation: Situation) -> str:
    """Who can, by name where there is one person and by role otherwise."""
    return "、".join(dict.fromkeys(_name(who, situation) for who in allowed))


def _name(who: Who, situation: Situation) -> str:
    if isinstance(who, RoleHolder):
        return describe(who)
    person = _declared(who, situation)
    return person.name if person is not None else describe(who)


def describe(who: Who) -> str:
    """A `Who` in words, for manuals and refusals."""
    match who:
        case Owner():
            return _("the responsible employee")
        case Actor():
            return _("whoever made the move before")
        case RecordField(name):
            return _("the person named in “%(field)s”") % {"field": name}
        case RoleHolder(role):
            return _role_name(role)
        case Head(1):
            return _("the department head")
        case Head(levels):
            return _("the head %(levels)s departments up") % {"levels": levels}


def _role_name(key: str) -> str:
    role = Role.objects.filter(key=key).first()
    return role.name if role else key


# -- spelling, so that a planned step needs no declaration ----------------------------------------------------------


def spell(who: Who) -> str:
    """A `Who` as a short text, as "role:quality"."""
    match who:
        case Owner():
            return "owner"
        case Actor():
            return "actor"
        case RecordField(name):
            return f"field:{name}"
        case RoleHolder(role):
            return f"role:{role}"
        case Head(levels):
            return f"head:{levels}"


def read(spelled: str) -> Who:
    """The `Who` that `spell` wrote."""
    kind, _colon, rest = spelled.partition(":")
    match kind:
        case "actor":
            return Actor()
        case "field":
            return RecordField(rest)
        case "role":
            return RoleHolder(rest)
        case "head":
            return Head(int(rest))
    return Owner()


def with_owner(situation: Situation, owner: Employee) -> Situation:
    """The same situation seen from another owner."""
    return replace(situation, owner=owner, department=owner.department)
