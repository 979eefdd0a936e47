"""The rules of care in plain functions."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.care.words import DayKind, GiftKind, Relation, Role
from gendan.spine.refusal import Refusal

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


@dataclass(frozen=True, slots=True)
class Receiver:
    """What has to be known of the person before anything is given."""

    name: str
    role: str | None
    declines: bool
    works_for_government: bool
    had_this_year: Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be given; `left` is what the budget still has, None where there is no budget."""

    one: Decimal
    year: Decimal
    left: Decimal | None


def why_no_gift(receiver: Receiver, *, kind: str, cost: Decimal, limits: Limits) -> Refusal | None:
    """Why this person is not given this (U13); None where nothing speaks against it."""
    name = {"name": receiver.name}
    if receiver.works_for_government or receiver.role == Role.OFFICIAL:
        return Refusal(_("%(name)s is a public official: nothing is given.") % name, field="contact", code="official")
    if receiver.role is None:
        return Refusal(
            _("Write down first as whom %(name)s acts: for themselves, for an employer, or as a public official.") % name,
            field="contact", code="role_unknown",
        )
    if receiver.declines:
        return Refusal(_("%(name)s wants no gifts.") % name, field="contact", code="declines")
    if kind == GiftKind.CASH and receiver.role != Role.PRIVATE:
        return Refusal(
            _("%(name)s acts for an employer: no cash; a small gift or a meal may be offered.") % name, field="kind", code="no_cash"
        )
    return _why_too_much(receiver, cost, limits)


def _why_too_much(receiver: Receiver, cost: Decimal, limits: Limits) -> Refusal | None:
    if cost > limits.one:
        return Refusal(_("One gift costs %(most)s yuan at most.") % {"most": limits.one}, field="cost", code="one_limit")
    if receiver.had_this_year + cost > limits.year:
        reason = _("%(name)s has been given %(had)s yuan this year; %(most)s are the limit.")
        facts = {"name": receiver.name, "had": receiver.had_this_year, "most": limits.year}
        return Refusal(reason % facts, field="cost", code="year_limit")
    if limits.left is None:
        return Refusal(_("Your department has no budget for gifts this year."), who=_("finance"), code="no_budget")
    if cost > limits.left:
        return Refusal(_("The budget has %(left)s yuan left.") % {"left": limits.left}, who=_("finance"), field="cost", code="budget")
    return None
