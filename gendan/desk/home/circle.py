"""Whose work the board shows: mine, my department's or the whole company's, as far as rights go."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.spine.access.queries import viewer_of
from gendan.spine.access.scopes import Scope
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import people_under
from gendan.spine.procedures.models import Todo

KIND = "opportunities.opportunity"


@dataclass(frozen=True, slots=True)
class Circle:
    """A choice of the board's switch."""

    key: str
    title: Any


MINE = Circle("mine", _("Mine"))
TEAM = Circle("team", _("My department"))
ALL = Circle("all", _("Company"))


def circles_of(user: Employee) -> list[Circle]:
    """The choices that this person has; a team for those who lead somebody, the company for those who see all."""
    offered = [MINE]
    if people_under(user):
        offered.append(TEAM)
    if viewer_of(user).scope(KIND, "view") == Scope.ALL:
        offered.append(ALL)
    return offered


def chosen(user: Employee, key: str) -> Circle:
    """The wanted choice, where the person has it; else one's own work."""
    return next((one for one in circles_of(user) if one.key == key), MINE)


def people_of(user: Employee, circle: Circle) -> set[int] | None:
    """The ids of the people whose work counts; None for everybody."""
    if circle is ALL:
        return None
    return {user.pk, *people_under(user)} if circle is TEAM else {user.pk}


def open_todos(user: Employee, circle: Circle) -> QuerySet[Todo]:
    """Open to-dos of the circle, the most urgent first."""
    people = people_of(user, circle)
    mine = Q() if people is None else Q(assignee_id__in=sorted(people))
    return Todo.objects.filter(mine, status=Todo.Status.OPEN).order_by("due_at", "id")


def of_the_circle(rows: QuerySet, user: Employee, circle: Circle) -> QuerySet:
    """Records whose owner belongs to the circle."""
    people = people_of(user, circle)
    return rows if people is None else rows.filter(owner_id__in=sorted(people))
