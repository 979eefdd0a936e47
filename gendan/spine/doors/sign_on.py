"""Single sign-on: whom the company's provider of identities brings, and whether other ways in are closed."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine.doors import provider
from gendan.spine.doors.models import Identity, SignOn
from gendan.spine.org import rules
from gendan.spine.org.changes import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import at_work
from gendan.spine.refusal import Refusal

log = logging.getLogger("gendan.doors")
ONE = 1


def settings_of() -> SignOn:
    """What is set up, or an empty form of it."""
    return SignOn.objects.filter(pk=ONE).first() or SignOn(pk=ONE)


def current() -> SignOn | None:
    """The provider through which people log in now."""
    return SignOn.objects.filter(pk=ONE, is_on=True).first()


def closed_to(employee: Employee) -> SignOn | None:
    """The provider, where it is this person's only way in; administrators keep theirs for the day it does not answer."""
    return SignOn.objects.filter(pk=ONE, is_on=True, is_only=True).first() if not employee.is_administrator else None


def settle(wanted: SignOn, *, actor: Employee | None, now: datetime) -> None:
    """Set it up; one that is switched on has to answer first."""
    rules.require_administrator(actor)
    if wanted.is_only and not wanted.is_on:
        raise ValidationError({"is_only": _("Switch it on first; else nobody comes in.")})
    if wanted.is_on:
        try:
            wanted.issuer = provider.told_by(wanted)["issuer"]
        except provider.Misled as error:
            raise ValidationError({"issuer": _("The provider does not answer as one: %s") % error}) from error
    wanted.pk, wanted.changed_at, wanted.changed_by = ONE, now, actor
    wanted.save()
    log.warning("single sign-on set up by %r: on %s, only %s, issuer %r", actor and actor.username, wanted.is_on, wanted.is_only, wanted.issuer)


def person_of(at: SignOn, claims: Mapping[str, Any], *, now: datetime) -> Employee:
    """Whose claims these are; nobody is employed by logging in."""
    with transaction.atomic():
        known = Identity.objects.filter(issuer=at.issuer, subject=claims["sub"]).select_related("employee").first()
        employee = known.employee if known else _first_time(at, claims, now=now)
    if not employee.is_active:
        raise _unknown(at, claims)
    return employee


def is_bound(employee: Employee) -> bool:
    """Whether an account of the provider belongs to this person."""
    return Identity.objects.filter(employee=employee).exists()


@transaction.atomic
def loosen(employee: Employee, *, actor: Employee | None, now: datetime) -> None:
    """The person has another account there now: the next one that the claim finds is the person's."""
    rules.require_administrator(actor)
    Identity.objects.filter(employee=employee).delete()
    tell("employee.identity_loosened", employee, actor=actor, now=now)


def _first_time(at: SignOn, claims: Mapping[str, Any], *, now: datetime) -> Employee:
    """Found by the claim once, and from then on by the provider's own name for the person."""
    employee = _by_claim(at, claims)
    if employee is None:
        raise _unknown(at, claims)
    _bound, fresh = Identity.objects.get_or_create(
        employee=employee, issuer=at.issuer, defaults={"subject": claims["sub"], "since": now}
    )
    if not fresh:
        log.warning("single sign-on: %r is bound to another account than %r", employee.username, claims["sub"])
        raise Refusal(
            _("Another account of %(place)s already belongs to %(name)s. An administrator can loosen it.")
            % {"place": at.label or at.issuer, "name": employee.name}, who=rules.administrators(), code="unknown_person",
        )
    tell("employee.identity_bound", employee, actor=employee, now=now)
    return employee


def _by_claim(at: SignOn, claims: Mapping[str, Any]) -> Employee | None:
    """The one person at work of whom the claim tells; an address that nobody has proved tells of nobody."""
    value = claims.get(at.claim)
    told = str(value).strip() if isinstance(value, str | int) else ""
    if not told or "\0" in told or (at.claim == "email" and claims.get("email_verified") is False):
        return None
    found = list(at_work().filter(**{f"{at.column}__iexact": told})[:2])
    return found[0] if len(found) == 1 else None


def _unknown(at: SignOn, claims: Mapping[str, Any]) -> Refusal:
    log.warning("single sign-on: nobody here is %s=%r (%r)", at.claim, str(claims.get(at.claim, ""))[:100], claims["sub"])
    return Refusal(
        _("%(place)s says that you are “%(value)s”. Nobody at work here is known by that; accounts are made by an administrator.")
        % {"place": at.label or at.issuer, "value": str(claims.get(at.claim, ""))[:100] or claims["sub"][:100]},
        who=rules.administrators(), code="unknown_person",
    )
