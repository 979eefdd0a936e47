"""How the classes are reckoned from now on: dated, with a reason, by an administrator."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.classes import rules
from gendan.spine.org.actions.numbers import set_number
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import number
from gendan.spine.whole import whole

BOUNDS = {"months": (1, 60), "a_share": (1, 98), "b_share": (2, 99), "day": (1, 28), "hour": (0, 23), "basis": (None, None)}


@whole
def change_measure(*, values: Mapping[str, Any], reason: str, actor: Employee, now: datetime) -> None:
    """Write what differs; the next reckoning goes by it."""
    if int(values["a_share"]) >= int(values["b_share"]):
        raise ValidationError({"b_share": _("A and B together make up more than A alone.")})
    for name, (least, most) in BOUNDS.items():
        key = f"classes.{name}"
        if values[name] != number(key, rules.DEFAULTS[key], at=now):
            set_number(key, values[name], reason=reason, minimum=least, maximum=most, actor=actor, now=now)
