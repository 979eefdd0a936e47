"""How hard the gate is in this company, and the words that people begin their mails with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.modules.mails import gate
from gendan.modules.mails.models import Template
from gendan.modules.mails.words import LEVELS, NUMBERS, POINTS
from gendan.spine.org.actions.numbers import set_number
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import numbers
from gendan.spine.refusal import NotAllowed

MOST = 10_000


@transaction.atomic
def settle_gate(*, levels: Mapping[str, str], values: Mapping[str, int], actor: Employee, now: datetime) -> int:
    """Set the levels and numbers that differ from what holds now; each change is dated and logged. Administrators only."""
    changed = 0
    known, held = {key for key, _label in LEVELS}, gate.levels(now=now)
    for point in POINTS:
        wanted = levels.get(point.key, held[point.key])
        if wanted not in known:
            raise ValidationError({point.key: _("Choose one of the three.")})
        if wanted != held[point.key]:
            set_number(f"{gate.LEVEL}{point.key}", wanted, actor=actor, now=now)
            changed += 1
    for key, value in numbers(NUMBERS, at=now).items():
        if key in values and values[key] != value:
            set_number(key, values[key], minimum=1, maximum=MOST, actor=actor, now=now)
            changed += 1
    return changed


def require_keeps(template: Template, *, actor: Employee) -> None:
    """Everybody keeps his own templates, administrators the company's."""
    if template.owner_id != actor.pk and not (template.owner_id is None and actor.is_administrator):
        raise NotAllowed(_("Templates of the company are kept by administrators."), who=str(template.owner or ""))


@transaction.atomic
def keep_template(template: Template, *, values: Mapping[str, Any], actor: Employee) -> Template:
    """Add a template or change it."""
    for name, value in values.items():
        setattr(template, name, value)
    require_keeps(template, actor=actor)
    template.full_clean()
    template.save()
    return template


@transaction.atomic
def remove_template(template: Template, *, actor: Employee) -> None:
    """Throw a template away."""
    require_keeps(template, actor=actor)
    template.delete()
