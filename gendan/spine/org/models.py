"""Who works here: departments, employees, roles, deputies, and the working calendars."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

_BUMP = "UPDATE org_bookversion SET token = gen_random_uuid(); RETURN NULL;"


def _version_trigger(operation: pgtrigger.Operation | pgtrigger.Operations) -> pgtrigger.Trigger:
    """Give the book a new version after any statement of these kinds."""
    return pgtrigger.Trigger(
        name="new_book_version", level=pgtrigger.Statement, when=pgtrigger.After, operation=operation, func=_BUMP
    )


ANY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
_BUMP_PEOPLE = "UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;"


def people_trigger(operation: pgtrigger.Operation | pgtrigger.Operations = ANY_CHANGE) -> pgtrigger.Trigger:
    """Give people and rights a new version after any statement of these kinds: see `version.py`."""
    return pgtrigger.Trigger(
        name="new_people_version", level=pgtrigger.Statement, when=pgtrigger.After, operation=operation, func=_BUMP_PEOPLE
    )


class Department(models.Model):
    """A node of the department tree; `path` is the chain of ids from the root, as "/1/4/9/"."""

    name = models.CharField(_("name"), max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=255, unique=True, editable=False, db_collation="C")
    head = models.ForeignKey("Employee", models.SET_NULL, null=True, blank=True, related_name="heads")
    calendar = models.ForeignKey("Calendar", models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    called_by = "name"  # what str() shows: lists read it alone

    class Meta:
        ordering: ClassVar = ["path"]
        triggers: ClassVar = [
            _version_trigger(pgtrigger.Insert | pgtrigger.UpdateOf("calendar_id") | pgtrigger.Delete), people_trigger(),
        ]

    def __str__(self) -> str:
        return self.name


#: All columns of an employee but the last login, which changes nothing that anybody sees.
_SHOWN = (
    "password", "username", "name", "pinyin", "initials", "title", "department_id", "supervisor_id", "phone", "email",
    "calendar_id", "language", "status", "joined_on", "left_on", "is_administrator",
)


class EmployeeManager(BaseUserManager["Employee"]):
    """Looks people up by the name they log in with."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Employee":
        employee = self.model(username=username, **fields)
        employee.set_password(password)
        employee.save()
        return employee


class Employee(AbstractBaseUser):
    """A person who works here and logs in."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("at work")
        LEAVING = "leaving", _("leaving")
        LEFT = "left", _("left")

    username = models.CharField(_("login name"), max_length=150, unique=True)
    name = models.CharField(_("name"), max_length=80)
    pinyin = models.CharField(max_length=120, blank=True, editable=False)
    initials = models.CharField(max_length=40, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=80, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="employees")
    supervisor = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="subordinates")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    calendar = models.ForeignKey("Calendar", models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(_("language"), max_length=10, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)

    objects = EmployeeManager()
    called_by = "name"  # what str() shows: lists read it alone
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        ordering: ClassVar = ["pinyin", "id"]
        indexes: ClassVar = [models.Index(fields=["department", "status"])]
        triggers: ClassVar = [people_trigger(pgtrigger.Insert | pgtrigger.UpdateOf(*_SHOWN) | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # a column with Django, a question of status here
        """Whether the person may log in: everybody until the day of leaving."""
        return self.status != self.Status.LEFT

    def get_short_name(self) -> str:
        return self.name


class Role(models.Model):
    """An abstract role of the procedures (Appendix F), as "sales_head"."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        triggers: ClassVar = [people_trigger()]

    def __str__(self) -> str:
        return self.name


class RoleTitle(models.Model):
    """The company's own title that carries a role: everybody with the title holds it."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="titles")
    title = models.CharField(_("title"), max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["role", "title"], name="org_role_title_once")]
        triggers: ClassVar = [people_trigger()]


class RoleHolder(models.Model):
    """A role given to one person, for the whole company or for one department."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="holders")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="held_roles")
    department = models.ForeignKey(Department, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        triggers: ClassVar = [people_trigger()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["role", "employee", "department"], name="org_role_holder_once", nulls_distinct=False
            )
        ]


class Deputy(models.Model):
    """During an absence the deputy receives the work of the absent person."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(Employee, models.PROTECT, related_name="stands_in_for")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(employee=F("deputy")), name="org_deputy_is_another"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="org_deputy_days_in_order"),
        ]
        triggers: ClassVar = [_version_trigger(ANY_CHANGE)]


class Calendar(models.Model):
    """A named set of weekly working windows; exactly one is the company's."""

    name = models.CharField(_("name"), max_length=80)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="org_calendar_one_default"
            )
        ]
        triggers: ClassVar = [_version_trigger(ANY_CHANGE)]

    def __str__(self) -> str:
        return self.name


class CalendarWindow(models.Model):
    """Work is done on `weekday` (0 = Monday) from `starts` to `ends`; a day has several windows."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="windows")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering: ClassVar = ["weekday", "starts"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="org_window_forward"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="org_window_weekday"),
        ]
        triggers: ClassVar = [_version_trigger(ANY_CHANGE)]


class CalendarDay(models.Model):
    """An exception: a public holiday, a make-up working day, or a day with windows of its own.

    `calendar` is null for days of all calendars. `follows` is the weekday whose windows a make-up day has;
    `hours`, as "8:30-12:00 13:00-15:00", are windows of the day's own.
    A provisional day comes from the rule for years not yet published; it yields to any other entry.
    """

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("holiday")
        WORKING = "working", _("make-up working day")

    calendar = models.ForeignKey(Calendar, models.CASCADE, null=True, blank=True, related_name="days")
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=80, blank=True)
    follows = models.PositiveSmallIntegerField(null=True, blank=True)
    hours = models.CharField(_("hours"), max_length=80, blank=True)
    provisional = models.BooleanField(default=False)
    seeded = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["calendar", "day"], name="org_day_once", nulls_distinct=False)
        ]
        triggers: ClassVar = [_version_trigger(ANY_CHANGE)]


class NumberSetting(models.Model):
    """A number of the company's own for one declared setting, valid from a moment on; the newest valid row counts.

    `key` is "procedure.state.name" or "module.name"; `value` is the JSON value. Rows are never changed, only added.
    """

    key = models.CharField(max_length=120)
    value = models.JSONField()
    valid_from = models.DateTimeField()
    changed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "-valid_from", "-id"])]
        triggers: ClassVar = [_version_trigger(ANY_CHANGE)]



class PeopleVersion(models.Model):
    """One row whose token changes with every change of employees, departments, roles and rights (by triggers)."""

    token = models.UUIDField()


class BookVersion(models.Model):
    """One row whose token changes with every change of calendars, numbers and absences (by triggers): see `book.py`."""

    token = models.UUIDField()
