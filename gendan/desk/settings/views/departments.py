"""The tree of departments."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.forms import DepartmentForm
from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.spine.org import actions, tables
from gendan.spine.org.models import Department


@for_administrators
def tree(request: PageRequest) -> HttpResponse:
    """All departments with head, people and calendar, and a form for a new one."""
    form = DepartmentForm(request.POST or None, initial={"parent": request.GET.get("under")})

    def found(data: dict[str, Any]) -> None:
        calendar = data.pop("calendar")
        department = actions.found_department(**data, actor=request.user, now=timezone.now())
        if calendar:
            actions.assign_calendar(department, calendar=calendar, actor=request.user, now=timezone.now())

    if request.method == "POST" and carried_out(form, found):
        messages.success(request, _("The department stands in the tree."))
        return redirect("settings:departments")
    context = {"departments": tables.department_tree(), "form": form}
    return render(request, "settings/departments.html", context, status=422 if form.errors else 200)


@for_administrators
def department(request: PageRequest, pk: int) -> HttpResponse:
    """One department: name, place, head and calendar."""
    record = get_object_or_404(tables.departments(), pk=pk)
    initial = {"name": record.name, "parent": record.parent, "head": record.head, "calendar": record.calendar}
    form = DepartmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and carried_out(form, lambda data: _change(request, record, form.changed_data, data)):
        messages.success(request, _("Saved."))
        return redirect("settings:departments")
    context = {"department": record, "form": form, "people": tables.people_of(record)}
    return render(request, "settings/department.html", context, status=422 if form.errors else 200)


def _change(request: PageRequest, record: Department, changed: list[str], data: dict[str, Any]) -> None:
    by: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
    if "name" in changed:
        actions.rename_department(record, name=data["name"], **by)
    if "parent" in changed:
        actions.move_department(record, parent=data["parent"], **by)
    if "head" in changed:
        actions.name_head(record, head=data["head"], **by)
    if "calendar" in changed:
        actions.assign_calendar(record, calendar=data["calendar"], **by)


@require_POST
@for_administrators
def close(request: PageRequest, pk: int) -> HttpResponse:
    """Close an empty department, or open a closed one again."""
    record = get_object_or_404(tables.departments(), pk=pk)
    verb = actions.close_department if record.is_active else actions.reopen_department
    verb(record, actor=request.user, now=timezone.now())
    messages.success(request, _("The department is open again.") if record.is_active else _("The department is closed."))
    return redirect("settings:departments")
