"""People are employed, edited, transferred and get other titles."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine import events
from gendan.spine.org import names, rules
from gendan.spine.org.actions.roles import give_role
from gendan.spine.org.changes import day_of, tell
from gendan.spine.org.models import Department, Employee

EDITABLE = ("name", "phone", "email", "supervisor", "joined_on")


@transaction.atomic
def employ(
    username: str, *, name: str, department: Department, title: str = "", supervisor: Employee | None = None,
    phone: str = "", email: str = "", password: str | None = None, roles: Iterable[str] = (),
    joined_on: date | None = None, is_administrator: bool = False, language: str = "",
    actor: Employee | None, now: datetime,
) -> Employee:
    """Add a person who logs in as `username`; without a password an administrator sets one later."""
    rules.require_administrator(actor)
    employee = Employee(
        username=username.strip(), title=title.strip(), department=department, supervisor=supervisor,
        phone=phone.strip(), email=email.strip(), joined_on=joined_on or day_of(now), language=language,
        is_administrator=is_administrator,
    )
    _name(employee, name)
    _check(employee)
    _set_first_password(employee, password)
    employee.save(force_insert=True)
    for key in roles:
        give_role(employee, key, actor=actor, now=now)
    tell("employee.employed", employee, actor=actor, now=now, department=department.name, title=employee.title)
    return employee


def _name(employee: Employee, name: str) -> None:
    employee.name = name.strip()
    employee.pinyin = names.person_pinyin(employee.name)[:120]
    employee.initials = names.person_initials(employee.name)[:40]


def _check(employee: Employee) -> None:
    """Field by field, so that the form shows each mistake where it was made."""
    wrong: dict[str, Any] = {}
    if not employee.name:
        wrong["name"] = _("A person needs a name.")
    if not employee.username or any(char.isspace() for char in employee.username):
        wrong["username"] = _("A login name has no blanks.")
    elif Employee.objects.filter(username__iexact=employee.username).exclude(pk=employee.pk).exists():
        wrong["username"] = _("Somebody else has this login name.")
    if not employee.department.is_active:
        wrong["department"] = _("This department is closed.")
    if wrong:
        raise ValidationError(wrong)
    _check_email(employee.email)


def _check_email(email: str) -> None:
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from error


def _set_first_password(employee: Employee, password: str | None) -> None:
    if password is not None:
        try:
            validate_password(password, employee)
        except ValidationError as error:
            raise ValidationError({"password": error.messages}) from error
    employee.set_password(password)


@transaction.atomic
def edit_employee(employee: Employee, *, actor: Employee | None, now: datetime, **changes: Any) -> list[str]:
    """Change name, phone, e-mail, supervisor or first day; returns the names of the fields that changed.

    People change their own phone and e-mail; everything else is the administrator's.
    """
    own = actor is not None and actor.pk == employee.pk and set(changes) <= {"phone", "email"}
    if not own:
        rules.require_administrator(actor)
    changed = [field for field in EDITABLE if field in changes and changes[field] != getattr(employee, field)]
    for field in changed:
        setattr(employee, field, changes[field])
    _name(employee, employee.name)
    rules.require_no_circle(employee, employee.supervisor)
    if employee.supervisor:
        rules.require_at_work(employee.supervisor, field="supervisor")
    _check(employee)
    if changed:
        employee.save()
        tell("employee.edited", employee, actor=actor, now=now, fields=changed)
    return changed


@transaction.atomic
def transfer(
    employee: Employee, *, department: Department, supervisor: Employee | None = None,
    actor: Employee | None, now: datetime,
) -> None:
    """Move a person to another department; a named supervisor replaces the old one.

    Emits "org.employee_transferred", so that a module may let the person's records follow.
    """
    rules.require_administrator(actor)
    if not department.is_active:
        raise ValidationError({"department": _("This department is closed.")})
    previous, employee.department = employee.department, department
    if supervisor:
        rules.require_no_circle(employee, supervisor)
        employee.supervisor = supervisor
    employee.save(update_fields=["department", "supervisor"])
    tell("employee.transferred", employee, actor=actor, now=now, before=previous.name, department=department.name)
    events.emit("org.employee_transferred", employee=employee, previous=previous, actor=actor, now=now)


@transaction.atomic
def change_title(employee: Employee, *, title: str, actor: Employee | None, now: datetime) -> None:
    """Give another title; with it come and go the roles that the title carries."""
    rules.require_permission_giver(actor, on=day_of(now))
    before, employee.title = employee.title, title.strip()
    employee.save(update_fields=["title"])
    tell("employee.titled", employee, actor=actor, now=now, before=before, title=employee.title)


@transaction.atomic
def set_administrator(employee: Employee, *, is_administrator: bool, actor: Employee | None, now: datetime) -> None:
    """Open or close the settings to a person; the last administrator stays one."""
    rules.require_administrator(actor)
    if not is_administrator:
        rules.require_another_administrator(employee)
    employee.is_administrator = is_administrator
    employee.save(update_fields=["is_administrator"])
    verb = "employee.made_administrator" if is_administrator else "employee.no_longer_administrator"
    tell(verb, employee, actor=actor, now=now)
