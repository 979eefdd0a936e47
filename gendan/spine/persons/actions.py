"""Note looks, and set how the company handles a group."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.spine.access import viewer
from gendan.spine.org.actions.numbers import set_number
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import numbers
from gendan.spine.org.rules import runs_the_company
from gendan.spine.persons import declarations
from gendan.spine.persons.declarations import Person
from gendan.spine.persons.models import Handling, Look
from gendan.spine.persons.words import NUMBERS
from gendan.spine.refusal import NotAllowed
from gendan.spine.whole import whole

MOST_YEARS = 100


@whole
def note_look(person: Person, *, groups: Iterable[str], how: str, why: str, actor: Employee, now: datetime) -> None:
    """Somebody has something of the person before the eyes; without a reason nobody has."""
    if not why.strip():
        raise ValidationError({"why": _("Say what you need it for.")})
    Look.objects.bulk_create([
        Look(kind=person.kind, object_id=person.id, group=key, how=how, why=why.strip()[:200], employee=actor, at=now)
        for key in groups
    ])


@whole
def set_handling(key: str, *, values: Mapping[str, Any], actor: Employee | None, now: datetime) -> Handling:
    """Say for what and on which ground a group is kept, how long, and whether it is sensitive. Administrators only."""
    if not runs_the_company(actor):
        raise NotAllowed(_("Only an administrator may do this."), who=_("the administrator"))
    declared = declarations.group(key)
    row = Handling.objects.select_for_update().filter(group=key).first() or Handling(
        group=key, purpose=str(declared.purpose), basis=declared.basis, sensitive=declared.sensitive, months=declared.months,
    )
    for name in ("purpose", "basis", "sensitive", "months"):
        if name in values:
            setattr(row, name, values[name])
    row.changed_by, row.changed_at = actor, now
    row.full_clean()
    row.save()
    viewer.forget()
    return row


@whole
def set_years(*, values: Mapping[str, int], actor: Employee, now: datetime) -> int:
    """Set the numbers that differ from what holds now; each change is dated and logged."""
    changed = 0
    for key, value in numbers(NUMBERS, at=now).items():
        if key in values and values[key] != value:
            set_number(key, values[key], minimum=1, maximum=MOST_YEARS, actor=actor, now=now)
            changed += 1
    return changed
