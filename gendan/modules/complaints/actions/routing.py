"""The company's own settings of complaints: profile, routes, causes (A2, A3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gendan.modules.complaints.models import Cause, Complaint, Profile, Route
from gendan.spine.access.queries import require_any
from gendan.spine.org.models import Employee
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def choose_profile(profile: Profile, *, actor: Employee, now: datetime) -> Profile:
    """From now on these deadlines hold; complaints that are registered already keep theirs."""
    require_any(actor, "configure", Complaint)
    Profile.objects.filter(chosen=True).update(chosen=False)
    profile.chosen = True
    profile.save(update_fields=["chosen"])
    _note(profile, "complaints.profile", str(profile), actor=actor, now=now)
    return profile


def _note(row: Any, verb: str, title: str, *, actor: Employee, now: datetime) -> None:
    timeline.record(verb, row, actor=actor, at=now, system=True, data={"title": title})


@whole
def write_route(route: Route | None, *, profile: Profile, values: Mapping[str, Any], actor: Employee, now: datetime) -> Route:
    """Add a row to the routing table, or change it."""
    require_any(actor, "configure", Complaint)
    row = route or Route(profile=profile)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    _note(row, "complaints.route", str(row), actor=actor, now=now)
    return row


@whole
def remove_route(route: Route, *, actor: Employee, now: datetime) -> None:
    """The row no longer holds; a wider one does."""
    require_any(actor, "configure", Complaint)
    _note(route.profile, "complaints.route", str(route), actor=actor, now=now)
    route.delete()


@whole
def write_cause(cause: Cause | None, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Cause:
    """Add a cause, or change it."""
    require_any(actor, "configure", Complaint)
    row = cause or Cause()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    _note(row, "complaints.cause", row.name, actor=actor, now=now)
    return row
