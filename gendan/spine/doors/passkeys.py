"""Passkeys: keys of a phone, a computer or a stick that log a person in without a password (WebAuthn).

Each is made for this site alone, so that a page which imitates the login gets nothing, and asks for the finger, the face or a PIN.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import webauthn
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from gendan.spine.doors import second
from gendan.spine.doors.models import Passkey
from gendan.spine.org import rules
from gendan.spine.org.changes import tell
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal

MOST = 20
#: What an answer of any shape can lead to.
TROUBLE = (WebAuthnException, ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Site:
    """This site as browsers know it: keys are made for `host`, and used on pages of `origin`."""

    origin: str
    host: str


class Closed(Exception):
    """The key opens nothing; the text is for the log."""


def keys_of(employee: Employee) -> list[Passkey]:
    """The person's passkeys, oldest first."""
    return list(Passkey.objects.filter(employee=employee).order_by("pk"))


# -- making one -------------------------------------------------------------------------------------------------------


def ask_for_new(employee: Employee, *, site: Site) -> tuple[str, str]:
    """What the browser is asked to make, as JSON, and the challenge that has to come back."""
    known = keys_of(employee)
    if len(known) >= MOST:
        raise Refusal(_("You have %d passkeys; remove one first.") % MOST)
    wanted = webauthn.generate_registration_options(
        rp_id=site.host, rp_name="gendan", user_name=employee.username, user_display_name=employee.name,
        user_id=bytes(known[0].handle) if known else secrets.token_bytes(32), exclude_credentials=_named(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    told = json.loads(webauthn.options_to_json(wanted))
    return json.dumps(told), f"{told['challenge']} {told['user']['id']}"


@transaction.atomic
def add(employee: Employee, *, name: str, answer: str, challenge: str, site: Site, now: datetime) -> list[str]:
    """Keep a key that the browser has made; returns recovery codes where the person had none."""
    wanted, _space, handle = challenge.partition(" ")
    if not wanted:
        raise ValidationError({"name": _("This took too long. Try once more.")})
    try:
        made = webauthn.verify_registration_response(
            credential=answer, expected_challenge=base64url_to_bytes(wanted), expected_rp_id=site.host, expected_origin=site.origin,
            require_user_verification=True,
        )
    except TROUBLE as error:
        raise ValidationError({"name": _("The passkey could not be made. Try once more.")}) from error
    first = not second.has(employee)
    try:
        with transaction.atomic():
            Passkey.objects.create(
                employee=employee, name=name.strip() or _("Passkey"), credential=made.credential_id, public_key=made.credential_public_key,
                handle=base64url_to_bytes(handle), sign_count=made.sign_count, made_at=now,
            )
    except IntegrityError as error:
        raise ValidationError({"name": _("This passkey is known already.")}) from error
    tell("employee.passkey_added", employee, actor=employee, now=now, name=name)
    return second.new_codes(employee) if first else []


@transaction.atomic
def remove(employee: Employee, *, pk: int, now: datetime) -> bool:
    """Throw one of the person's keys away, unless a role needs it; whether there was one."""
    found = Passkey.objects.select_for_update().filter(employee=employee, pk=pk).first()
    if found is None:
        return False
    if second.required_of(employee, now=now) and not second.has(employee, but=found):
        raise Refusal(_("Your role needs the second factor."), who=rules.administrators())
    found.delete()
    second.forget_codes_of_nothing(employee)
    tell("employee.passkey_removed", employee, actor=employee, now=now, name=found.name)
    return True


# -- coming in --------------------------------------------------------------------------------------------------------


def ask(employee: Employee | None, *, site: Site) -> tuple[str, str]:
    """What the browser is asked to sign, as JSON, and the challenge; with any key of this site where nobody is named."""
    wanted = webauthn.generate_authentication_options(
        rp_id=site.host, allow_credentials=_named(keys_of(employee)) if employee else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    told = json.loads(webauthn.options_to_json(wanted))
    return json.dumps(told), told["challenge"]


def named_in(answer: str) -> str:
    """Which key somebody says it is: what failures are counted by."""
    try:
        return str(json.loads(answer)["id"])[:100]
    except TROUBLE:
        return ""


@transaction.atomic
def opened(answer: str, *, challenge: str, site: Site, now: datetime) -> Employee:
    """Whose key has signed the challenge; raises Closed. A counter that does not grow betrays a copied key."""
    if not challenge:
        raise Closed("nothing was asked, or too long ago")
    found = _known(answer)
    try:
        seen = webauthn.verify_authentication_response(
            credential=answer, expected_challenge=base64url_to_bytes(challenge), expected_rp_id=site.host, expected_origin=site.origin,
            credential_public_key=bytes(found.public_key), credential_current_sign_count=found.sign_count, require_user_verification=True,
        )
    except TROUBLE as error:
        raise Closed(f"{type(error).__name__}: {error}"[:300]) from error
    if not found.employee.is_active:
        raise Closed("its person has left")
    found.sign_count, found.used_at = seen.new_sign_count, now
    found.save(update_fields=["sign_count", "used_at"])
    return found.employee


def _known(answer: str) -> Passkey:
    try:
        told: dict[str, Any] = json.loads(answer)
        credential, handle = base64url_to_bytes(told["rawId"]), told["response"].get("userHandle")
        found = Passkey.objects.select_for_update(of=("self",)).select_related("employee").filter(credential=credential).first()
        if found is not None and (handle is None or base64url_to_bytes(handle) == bytes(found.handle)):
            return found
    except TROUBLE as error:
        raise Closed("no answer of a key") from error
    raise Closed("nobody's key")


def _named(keys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=bytes(key.credential)) for key in keys]


