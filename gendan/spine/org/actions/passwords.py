"""One's own password and language, and a new password from an administrator."""

import secrets
from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine.org import rules
from gendan.spine.org.changes import tell
from gendan.spine.org.models import Employee

# Without letters and digits that look alike when read out from a screen.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def change_password(employee: Employee, *, old: str, new: str, now: datetime) -> None:
    """Change one's own password; all other sessions of the person end."""
    if not employee.check_password(old):
        raise ValidationError({"old": _("This is not your present password.")})
    try:
        validate_password(new, employee)
    except ValidationError as error:
        raise ValidationError({"new": error.messages}) from error
    employee.set_password(new)
    employee.save(update_fields=["password"])
    tell("employee.password_changed", employee, actor=employee, now=now)


@transaction.atomic
def reset_password(employee: Employee, *, actor: Employee | None, now: datetime) -> str:
    """Set a random password and return it, to be told to the person; all the person's sessions end."""
    rules.require_administrator(actor)
    rules.require_at_work(employee, field="employee")
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    employee.set_password(password)
    employee.save(update_fields=["password"])
    tell("employee.password_reset", employee, actor=actor, now=now)
    return password


def set_language(employee: Employee, *, language: str) -> None:
    """Choose the language of the pages; empty means the browser's."""
    if language and language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("This language is not there.")})
    employee.language = language
    employee.save(update_fields=["language"])
