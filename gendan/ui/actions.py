"""The few things that a person sets for the pages."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.spine.org.models import Employee


def choose_language(employee: Employee, *, language: str) -> None:
    """Pages, messages and mail speak this language to the employee from now on."""
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("There is no such language.")})
    employee.language = language
    employee.save(update_fields=["language"])
