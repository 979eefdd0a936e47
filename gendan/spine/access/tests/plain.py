"""The permission rules once more, written independently in plain Python from the text of PM-21 … PM-34."""

from dataclasses import dataclass, field

NONE, OWN, RELATED, DEPARTMENT, RELATED_DEPARTMENT, ALL = range(6)


@dataclass
class Person:
    """Somebody with one scope on the kind; `below` are the departments under mine, mine included."""

    id: int
    department: int
    below: set[int]
    scope: int
    main_scope: int = NONE
    opened: set[int] = field(default_factory=set)
    opened_mains: set[int] = field(default_factory=set)
    team: set[int] = field(default_factory=set)


@dataclass
class Row:
    """What matters of a record."""

    id: int
    owner: int | None = None
    related: tuple[int, ...] = ()
    department: int | None = None
    related_departments: tuple[int, ...] = ()
    creator: int | None = None
    main: int | None = None
    main_owner: int | None = None
    main_related: tuple[int, ...] = ()
    main_department: int | None = None


def sees_object(person: Person, row: Row) -> bool:
    """PM-23 … PM-27 with exact departments (A12)."""
    if row.id in person.opened or person.scope == ALL:
        return True
    if person.scope == NONE:
        return False
    ties = [
        (OWN, row.owner == person.id),
        (RELATED, person.id in row.related),
        (DEPARTMENT, row.department == person.department),
        (RELATED_DEPARTMENT, person.department in row.related_departments),
    ]
    return any(tie for needed, tie in ties if needed <= person.scope) or follows_main(person, row)


def follows_main(person: Person, row: Row) -> bool:
    """PM-33, PM-34: the people of the main object see what stands under it."""
    if row.main is None:
        return False
    if person.id == row.main_owner or person.id in row.main_related or row.main in person.opened_mains:
        return True
    return person.main_scope >= DEPARTMENT and row.main_department == person.department


def sees_action(person: Person, row: Row) -> bool:
    """PM-28 … PM-34, each scope containing the narrower ones (A33), the widest reaching below (A12)."""
    if row.id in person.opened or person.scope == ALL:
        return True
    if person.scope == NONE:
        return False
    if row.owner == person.id or row.owner in person.team or follows_main(person, row):
        return True
    if person.scope >= RELATED and (row.creator == person.id or person.id in row.related):
        return True
    if person.scope >= DEPARTMENT and row.department == person.department:
        return True
    return person.scope == RELATED_DEPARTMENT and (
        row.department in person.below or person.department in row.related_departments
    )
