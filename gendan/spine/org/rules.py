"""Who may change the organisation, and what must hold before a change."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.spine.org import queries
from gendan.spine.org.models import Department, Deputy, Employee
from gendan.spine.refusal import NotAllowed, Refusal

CRM_SUPERVISOR = "crm_supervisor"
COMMA = gettext_lazy(", ")


def administrators() -> str:
    """The names of those who can help, as far as a sentence holds them."""
    people = queries.at_work().filter(is_administrator=True)
    return str(COMMA).join(people.values_list("name", flat=True)[:3])


def runs_the_company(actor: Employee | None) -> bool:
    """Whether the actor may change settings; None is the program itself (import, demo, command line)."""
    return actor is None or (actor.is_active and actor.is_administrator)


def gives_permissions(actor: Employee | None, *, on: date) -> bool:
    """Administrators, and the CRM supervisor who assigns employees' permissions (F37.5)."""
    return runs_the_company(actor) or (actor is not None and CRM_SUPERVISOR in queries.roles_of(actor, on=on))


def require_administrator(actor: Employee | None) -> None:
    """Refuse everybody but administrators, and name them."""
    if not runs_the_company(actor):
        raise NotAllowed(_("Only an administrator may change this."), who=administrators())


def require_permission_giver(actor: Employee | None, *, on: date) -> None:
    """Refuse everybody but administrators and the CRM supervisor, and name the administrators."""
    if not gives_permissions(actor, on=on):
        raise NotAllowed(
            _("Only an administrator or the CRM supervisor may assign permissions."), who=administrators()
        )


def require_at_work(employee: Employee, *, field: str) -> None:
    """Somebody who left cannot be given anything."""
    if employee.status == Employee.Status.LEFT:
        raise ValidationError({field: _("%(name)s does not work here any more.") % {"name": employee.name}})


def require_free_name(name: str, *, parent: Department | None, but: Department | None = None) -> None:
    """Two open departments side by side have different names."""
    if not name.strip():
        raise ValidationError({"name": _("A department needs a name.")})
    beside = Department.objects.filter(name=name.strip(), parent=parent, is_active=True)
    if beside.exclude(pk=but.pk if but else 0).exists():
        raise ValidationError({"name": _("There is a department of this name here already.")})


def require_no_circle(employee: Employee, supervisor: Employee | None) -> None:
    """Nobody is above himself, however long the chain."""
    if supervisor and (supervisor.pk == employee.pk or reports_to(supervisor, employee)):
        raise ValidationError({"supervisor": _("%(name)s would be above himself.") % {"name": employee.name}})


def reports_to(person: Employee, chief: Employee) -> bool:
    """Whether the chain of supervisors leads from the person up to the chief."""
    above = dict(Employee.objects.exclude(supervisor=None).values_list("pk", "supervisor_id"))
    step, seen = above.get(person.pk), set()
    while step and step not in seen:
        if step == chief.pk:
            return True
        seen.add(step)
        step = above.get(step)
    return False


def require_deputy_present(deputy: Employee, *, starts_on: date, ends_on: date) -> None:
    """A deputy is at work during the whole absence; so absences can never go round in a circle."""
    require_at_work(deputy, field="deputy")
    away = Deputy.objects.filter(employee=deputy, starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if away:
        raise ValidationError(
            {
                "deputy": _("%(name)s is absent from %(start)s to %(end)s.")
                % {"name": deputy.name, "start": away.starts_on, "end": away.ends_on}
            }
        )


def require_successor(employee: Employee, successor: Employee) -> None:
    """The successor is another person who stays."""
    who = administrators()
    if successor.pk == employee.pk:
        raise Refusal(_("Somebody else has to take over."), who=who, field="successor")
    if successor.status != Employee.Status.ACTIVE:
        raise Refusal(
            _("%(name)s does not stay here and cannot take over.") % {"name": successor.name},
            who=who, field="successor",
        )


def require_another_administrator(employee: Employee) -> None:
    """The last administrator stays one: otherwise nobody could open the settings."""
    others = queries.at_work().filter(is_administrator=True).exclude(pk=employee.pk)
    if employee.is_administrator and not others.exists():
        raise Refusal(_("%(name)s is the last administrator; name another one first.") % {"name": employee.name})
