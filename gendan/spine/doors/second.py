"""The second factor: a code of half a minute from the person's phone (TOTP), a passkey, or one of the written recovery codes."""

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from gendan.spine import vault
from gendan.spine.doors.models import Authenticator, Passkey, RecoveryCode, Visit
from gendan.spine.doors.visits import end, end_others
from gendan.spine.org import rules
from gendan.spine.org.actions import set_number
from gendan.spine.org.changes import day_of, tell
from gendan.spine.org.models import Employee, Role
from gendan.spine.org.queries import at_work, number, roles_of
from gendan.spine.refusal import Refusal

REQUIRED = "doors.second_factor"
#: Besides the keys of roles: administrators, and everybody.
ADMINISTRATORS, EVERYBODY = "*administrators", "*everybody"
STEP, DIGITS, DRIFT, CODES = 30, 6, 1, 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


# -- whose it is ------------------------------------------------------------------------------------------------------


def has(employee: Employee, *, but: Passkey | None = None) -> bool:
    """Whether the person comes in with a second factor, besides this one."""
    others = Passkey.objects.filter(employee=employee).exclude(pk=but.pk if but else 0)
    return has_code(employee) or others.exists()


def has_code(employee: Employee) -> bool:
    """Whether the person's phone shows codes."""
    return Authenticator.objects.filter(employee=employee).exclude(confirmed_at=None).exists()


def required_of(employee: Employee, *, now: datetime) -> bool:
    """Whether one of the person's roles must have one."""
    wanted = set(number(REQUIRED, [], at=now))
    if not wanted or EVERYBODY in wanted:
        return bool(wanted)
    if ADMINISTRATORS in wanted and employee.is_administrator:
        return True
    return not wanted.isdisjoint(roles_of(employee, on=day_of(now)))


def people_without(*, now: datetime) -> list[Employee]:
    """Who must have one and has none yet: they are asked for it when they log in."""
    codes, keys = Authenticator.objects.exclude(confirmed_at=None).values("employee"), Passkey.objects.values("employee")
    return [one for one in at_work().exclude(pk__in=codes).exclude(pk__in=keys) if required_of(one, now=now)]


def require(keys: Iterable[str], *, actor: Employee, now: datetime) -> int:
    """Say which roles need one. Who has none is logged out, and sets it up on coming back; returns how many those are."""
    wanted = sorted(set(keys) & {ADMINISTRATORS, EVERYBODY, *Role.objects.values_list("key", flat=True)})
    with transaction.atomic():
        set_number(REQUIRED, wanted, reason=_("Second factor"), actor=actor, now=now)
        if required_of(actor, now=now) and not has(actor):
            raise Refusal(_("Set up your own second factor first; else you would lock yourself out."))
        return end(Visit.objects.filter(employee__in=[one.pk for one in people_without(now=now)]))


# -- setting it up ----------------------------------------------------------------------------------------------------


def begin(employee: Employee) -> str:
    """The secret to be shown to the person; the same one until it is confirmed."""
    with transaction.atomic():
        found, made = Authenticator.objects.select_for_update().get_or_create(
            employee=employee, defaults={"secret": vault.seal(_new_secret())}
        )
        if found.confirmed_at is not None:
            raise Refusal(_("Your second factor is set up already."))
        try:
            return vault.unseal(found.secret)
        except vault.Unreadable:
            found.secret = vault.seal(_new_secret())
            found.save(update_fields=["secret"])
            return vault.unseal(found.secret)


@transaction.atomic
def confirm(employee: Employee, *, code: str, now: datetime) -> list[str]:
    """The person has shown a code: from now on one is asked for. Returns the recovery codes, which are never shown again."""
    found = Authenticator.objects.select_for_update().filter(employee=employee, confirmed_at=None).first()
    step = _step_of(vault.unseal(found.secret), code, now=now) if found else None
    if found is None or step is None:
        raise wrong()
    found.confirmed_at, found.last_step = now, step
    found.save(update_fields=["confirmed_at", "last_step"])
    tell("employee.second_factor_set", employee, actor=employee, now=now)
    return new_codes(employee)


@transaction.atomic
def renew_codes(employee: Employee, *, code: str, now: datetime) -> list[str]:
    """New recovery codes in place of all old ones."""
    if not check(employee, code=code, now=now):
        raise wrong()
    return new_codes(employee)


@transaction.atomic
def give_up(employee: Employee, *, code: str, now: datetime) -> None:
    """One comes in without codes again, unless a role needs them."""
    if required_of(employee, now=now) and not Passkey.objects.filter(employee=employee).exists():
        raise Refusal(_("Your role needs the second factor."), who=rules.administrators())
    if not check(employee, code=code, now=now):
        raise wrong()
    Authenticator.objects.filter(employee=employee).delete()
    forget_codes_of_nothing(employee)
    tell("employee.second_factor_taken", employee, actor=employee, now=now)


@transaction.atomic
def take(employee: Employee, *, actor: Employee | None, now: datetime) -> None:
    """The phone is lost: an administrator takes the second factor and all passkeys away; the person's sessions end."""
    rules.require_administrator(actor)
    Authenticator.objects.filter(employee=employee).delete()
    Passkey.objects.filter(employee=employee).delete()
    forget_codes_of_nothing(employee)
    end_others(employee, but=None)
    tell("employee.second_factor_taken", employee, actor=actor, now=now)


def wrong() -> ValidationError:
    """What is said of a code that opens nothing, at its field."""
    return ValidationError({"code": _("This is not the code that the phone shows now.")})


def forget_codes_of_nothing(employee: Employee) -> None:
    """Recovery codes stand for a second factor; without one they open nothing."""
    if not has(employee):
        RecoveryCode.objects.filter(employee=employee).delete()


def new_codes(employee: Employee) -> list[str]:
    """Recovery codes in place of all earlier ones."""
    codes = ["-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(CODES)]
    RecoveryCode.objects.filter(employee=employee).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(employee=employee, digest=_digest(employee, code)) for code in codes)
    return codes


def codes_left(employee: Employee) -> int:
    """How many recovery codes have not been used."""
    return RecoveryCode.objects.filter(employee=employee, used_at=None).count()


# -- coming in --------------------------------------------------------------------------------------------------------


@transaction.atomic
def check(employee: Employee, *, code: str, now: datetime) -> bool:
    """Whether the code opens; no code opens twice."""
    found = Authenticator.objects.select_for_update().filter(employee=employee).exclude(confirmed_at=None).first()
    step = _step_of(vault.unseal(found.secret), code, now=now) if found else None
    if found is None or step is None or step <= found.last_step:
        return _take_recovery(employee, code, now=now)
    found.last_step = step
    found.save(update_fields=["last_step"])
    return True


def _take_recovery(employee: Employee, code: str, *, now: datetime) -> bool:
    unused = RecoveryCode.objects.filter(employee=employee, used_at=None, digest=_digest(employee, code))
    if not unused.update(used_at=now):
        return False
    tell("employee.recovery_code_used", employee, actor=employee, now=now)
    return True


def address(employee: Employee, secret: str) -> str:
    """What the QR code says to the app of the phone."""
    return f"otpauth://totp/gendan:{quote(employee.username)}?secret={secret}&issuer=gendan&period={STEP}&digits={DIGITS}"


def code_at(secret: str, *, now: datetime) -> str:
    """What the phone shows at this moment."""
    return _totp(secret).generate(int(now.timestamp())).decode()


def _step_of(secret: str, code: str, *, now: datetime) -> int | None:
    """The half minute whose code this is: the present one, or one beside it for clocks that differ."""
    given, present = "".join(code.split()), int(now.timestamp()) // STEP
    steps = [present + away for away in range(-DRIFT, DRIFT + 1)]
    fitting = [step for step in steps if constant_time_compare(_totp(secret).generate(step * STEP).decode(), given)]
    return fitting[-1] if fitting else None


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP)  # noqa: S303  what the apps of phones know


def _new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


def _digest(employee: Employee, code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return salted_hmac("doors.recovery", f"{employee.pk}:{plain}", algorithm="sha256").hexdigest()
