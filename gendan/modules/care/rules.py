"""The rules of care in plain functions."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.care.words import DayKind, Relation

LONGEST_LUNAR = 30
LEAP_YEAR = 2024


def errors_of_date(values: Mapping[str, Any]) -> dict[str, Any]:
    """What makes no sense in a day to remember, by field."""
    errors: dict[str, Any] = {}
    longest = LONGEST_LUNAR if values["lunar"] else monthrange(LEAP_YEAR, values["month"])[1]
    if values["day"] > longest:
        errors["day"] = _("This month has %(days)d days at most.") % {"days": longest}
    if values["leap"] and not values["lunar"]:
        errors["leap"] = _("Only the lunar calendar has leap months.")
    if values["relation"] == Relation.FIRM and values["kind"] == DayKind.BIRTHDAY:
        errors["relation"] = _("A customer has anniversaries; whose birthday is it?")
    if values["contact"] is None and values["relation"] != Relation.FIRM:
        errors["contact"] = _("Whose day is it?")
    return errors


def comes_too_late(on: date, *, today: date, grace: int) -> bool:
    """Whether the clock stood still for so long that nobody can be greeted any more."""
    return (today - on).days > grace
