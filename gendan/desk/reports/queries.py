"""What is laid out for whom, and what comes to him by itself."""

from datetime import date

from django.db.models import Q

from gendan.desk.reports import tiles
from gendan.desk.reports.models import Dashboard, Subscription
from gendan.desk.reports.tiles import Tile
from gendan.spine.org.models import Employee, Role
from gendan.spine.org.queries import roles_of


def dashboard_of(user: Employee, *, on: date) -> tuple[list[Tile], bool]:
    """The tiles of a person and whether they are his own: else his role's, else what his role begins with."""
    held = roles_of(user, on=on)
    rows = Dashboard.objects.filter(Q(employee=user) | Q(role__key__in=held)).select_related("role")
    kept = {row.role.key if row.role else "": row for row in rows}
    if "" in kept:
        return tiles.read(kept[""].tiles), True
    ranked = [key for key in tiles.BEGINNINGS if key in kept] or sorted(kept)
    return (tiles.read(kept[ranked[0]].tiles) if ranked else tiles.beginning(held, user=user)), False


def dashboard_of_role(role: Role, *, user: Employee) -> list[Tile]:
    """What everybody with this role sees until he lays out his own."""
    row = Dashboard.objects.filter(role=role).first()
    return tiles.read(row.tiles) if row else tiles.beginning([role.key], user=user)


def subscription_of(user: Employee, report: str) -> Subscription | None:
    """Whether, and how, this report comes to the person."""
    return Subscription.objects.filter(employee=user, report=report).first()


def roles() -> list[Role]:
    """Every role, for the administrator who lays out what it begins with."""
    return list(Role.objects.all())
