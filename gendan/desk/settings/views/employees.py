"""Employees: list, employ, edit, roles, password, leaving."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.forms import EmployeeForm, EmployForm, LastDayForm, LeaveForm, RoleForm, TitleForm
from gendan.desk.settings.gate import PageRequest, for_administrators, for_permission_givers, may_settle
from gendan.spine.doors import second, sign_on, visits
from gendan.spine.org import actions, tables
from gendan.spine.org.models import Employee

PAGE = 100


def _by(request: PageRequest) -> dict[str, Any]:
    return {"actor": request.user, "now": timezone.now()}


@for_permission_givers
def listing(request: PageRequest) -> HttpResponse:
    """Everybody at work; with ?left=1 also those who left."""
    left, query = request.GET.get("left") == "1", request.GET.get("q", "")
    people = tables.people_after(tables.find_people(query, include_left=left), request.GET.get("after", ""))
    page = list(people[: PAGE + 1])
    more = f"{page[PAGE - 1].pinyin}:{page[PAGE - 1].pk}" if len(page) > PAGE else ""
    context = {"people": page[:PAGE], "q": query, "left": left, "more": more, "may_settle": may_settle(request.user)}
    return render(request, "settings/employees.html", context)


@for_administrators
def employ(request: PageRequest) -> HttpResponse:
    """Employ a person."""
    form = EmployForm(request.POST or None, initial={"department": request.GET.get("in")})
    employed: list[Employee] = []

    def act(data: dict[str, Any]) -> None:
        calendar, password = data.pop("calendar"), data.pop("password") or None
        employee = actions.employ(**data, password=password, **_by(request))
        if calendar:
            actions.assign_calendar(employee, calendar=calendar, **_by(request))
        employed.append(employee)

    if request.method == "POST" and carried_out(form, act):
        return redirect("settings:employee", employed[0].pk)
    return render(request, "settings/employ.html", {"form": form}, status=422 if form.errors else 200)


def _forms(employee: Employee, actor: Employee) -> dict[str, Any]:
    """The forms of the page as they stand before anything is posted."""
    fields = ("name", "department", "supervisor", "phone", "email", "calendar", "joined_on", "is_administrator")
    initial = {field: getattr(employee, field) for field in fields}
    return {
        "form": EmployeeForm(initial=initial) if may_settle(actor) else None,
        "title_form": TitleForm(initial={"title": employee.title}),
        "role_form": RoleForm(),
        "leave_form": LeaveForm(),
        "last_day_form": LastDayForm(initial={"last_day": employee.left_on}),
    }


def _page(request: PageRequest, employee: Employee, **replaced: Any) -> HttpResponse:
    context = {
        **_forms(employee, request.user), "employee": employee, "may_settle": may_settle(request.user),
        "has_second": second.has(employee), "is_bound": sign_on.is_bound(employee), "given": tables.roles_given(employee), "by_title": tables.roles_by_title(employee),
        "absences": tables.absences_of(employee, on=timezone.localdate()), **replaced,
    }
    return render(request, "settings/employee.html", context, status=422 if replaced else 200)


def _employee(pk: int) -> Employee:
    return get_object_or_404(tables.everybody(), pk=pk)


@for_permission_givers
def employee(request: PageRequest, pk: int) -> HttpResponse:
    """One person."""
    return _page(request, _employee(pk))


@require_POST
@for_administrators
def edit(request: PageRequest, pk: int) -> HttpResponse:
    """Save the data of a person."""
    person = _employee(pk)
    form = EmployeeForm(request.POST, initial=_forms(person, request.user)["form"].initial)
    if carried_out(form, lambda data: _change(request, person, form.changed_data, data)):
        messages.success(request, _("Saved."))
        return redirect("settings:employee", pk)
    return _page(request, _employee(pk), form=form)


def _change(request: PageRequest, person: Employee, changed: list[str], data: dict[str, Any]) -> None:
    plain = {field: data[field] for field in changed if field in ("name", "phone", "email", "supervisor", "joined_on")}
    if plain:
        actions.edit_employee(person, **plain, **_by(request))
    if "department" in changed:
        actions.transfer(person, department=data["department"], **_by(request))
    if "calendar" in changed:
        actions.assign_calendar(person, calendar=data["calendar"], **_by(request))
    if "is_administrator" in changed:
        actions.set_administrator(person, is_administrator=data["is_administrator"], **_by(request))


@require_POST
@for_permission_givers
def title(request: PageRequest, pk: int) -> HttpResponse:
    """Change the title, and with it the roles that it carries."""
    person, form = _employee(pk), TitleForm(request.POST)
    if carried_out(form, lambda data: actions.change_title(person, title=data["title"], **_by(request))):
        return redirect("settings:employee", pk)
    return _page(request, person, title_form=form)


@require_POST
@for_permission_givers
def give_role(request: PageRequest, pk: int) -> HttpResponse:
    """Give a role to the person (F37.5)."""
    person, form = _employee(pk), RoleForm(request.POST)

    def act(data: dict[str, Any]) -> None:
        actions.give_role(person, data["role"].key, department=data["department"], **_by(request))

    if carried_out(form, act):
        return redirect("settings:employee", pk)
    return _page(request, person, role_form=form)


@require_POST
@for_permission_givers
def take_role(request: PageRequest, pk: int, held: int) -> HttpResponse:
    """Take a given role away."""
    person = _employee(pk)
    row = get_object_or_404(tables.roles_given(person), pk=held)
    actions.take_role(person, row.role.key, department=row.department, **_by(request))
    return redirect("settings:employee", pk)


@require_POST
@for_administrators
def reset_password(request: PageRequest, pk: int) -> HttpResponse:
    """Set a new password and show it once."""
    person = _employee(pk)
    password = actions.reset_password(person, **_by(request))
    visits.end_others(person, but=None)
    return render(request, "settings/password_reset.html", {"employee": person, "password": password})


@require_POST
@for_administrators
def announce(request: PageRequest, pk: int) -> HttpResponse:
    """Announce that the person leaves."""
    person, form = _employee(pk), LastDayForm(request.POST)
    if carried_out(form, lambda data: actions.announce_leaving(person, **data, **_by(request))):
        return redirect("settings:employee", pk)
    return _page(request, person, last_day_form=form)


@require_POST
@for_administrators
def leave(request: PageRequest, pk: int) -> HttpResponse:
    """The person leaves; the successor takes over everything."""
    person, form = _employee(pk), LeaveForm(request.POST)
    if carried_out(form, lambda data: actions.leave(person, **data, **_by(request))):
        messages.success(request, _("%(name)s has left; everything open was handed over.") % {"name": person.name})
        return redirect("settings:employee", pk)
    return _page(request, person, leave_form=form)
