"""The company's own numbers: dated, logged, within bounds; rows are only ever added."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine.org import book, rules
from gendan.spine.org.models import Employee, NumberSetting
from gendan.spine.org.numbers import CompanyNumber


@transaction.atomic
def set_number(
    key: str, value: Any, *, valid_from: datetime | None = None, reason: str = "",
    minimum: float | None = None, maximum: float | None = None, actor: Employee | None, now: datetime,
) -> NumberSetting:
    """Set a number from now or a later moment on; cases keep the numbers they entered their state with."""
    rules.require_administrator(actor)
    _require_between(value, minimum, maximum)
    if valid_from and valid_from < now:
        raise ValidationError({"valid_from": _("A number cannot be changed for the past.")})
    setting = NumberSetting.objects.create(
        key=key, value=value, valid_from=valid_from or now, changed_by=actor, changed_at=now, reason=reason.strip()
    )
    book.forget()
    return setting


def settle_number(number: CompanyNumber, value: Any, *, reason: str, actor: Employee, now: datetime) -> NumberSetting:
    """Change one of the company's declared numbers from now on, with the reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if number.is_time:
        return set_number(number.key, value.strftime("%H:%M"), reason=reason, actor=actor, now=now)
    plain = int(value) if value == int(value) else float(value)
    return set_number(number.key, plain, reason=reason, minimum=number.low, maximum=number.high, actor=actor, now=now)


def _require_between(value: Any, minimum: float | None, maximum: float | None) -> None:
    if minimum is None and maximum is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValidationError({"value": _("This has to be a number.")})
    if minimum is not None and value < minimum:
        raise ValidationError({"value": _("At least %(bound)s.") % {"bound": minimum}})
    if maximum is not None and value > maximum:
        raise ValidationError({"value": _("At most %(bound)s.") % {"bound": maximum}})
