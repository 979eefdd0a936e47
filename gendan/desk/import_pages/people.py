"""Employees from files, with their offices and teams: a department per office, below it one per manager.

A manager named in the file is employed too, if nobody of that name works here yet, and heads the team.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.spine.imports import parse, plain
from gendan.spine.imports.declare import Column, Context, Duplicate, Importer, Values
from gendan.spine.org import names
from gendan.spine.org.actions.departments import found_department, name_head
from gendan.spine.org.actions.people import edit_employee, employ, transfer
from gendan.spine.org.actions.roles import give_role
from gendan.spine.org.models import Department, Employee
from gendan.spine.refusal import Refusal

KIND = "org.employee"
FIELDS = ("username", "name", "title", "department", "supervisor", "phone", "email", "status")
EDITED = ("phone", "email")


def username_of(name: str) -> str:
    """Anna Snelling → anna.snelling, 周砚 → zhouyan."""
    plain_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    if len(plain_name.strip()) < len(name.strip()) // 2:
        return names.person_pinyin(name)
    return ".".join(re.findall(r"[a-z0-9\-]+", plain_name)) or names.person_pinyin(name)


def login_of(values: Values) -> str:
    """The login name in the file, else one made from the name."""
    return str(values.get("username") or username_of(values["name"]))[:150]


def natural_key(values: Values) -> str | None:
    """Two rows with the same login name are the same person."""
    return login_of(values).lower()


def find_duplicates(rows: list[Values], _context: Context) -> dict[int, Duplicate]:
    """People who already log in by that name."""
    logins = {login_of(row) for row in rows}
    known = {person.username: person for person in Employee.objects.filter(username__in=logins)}
    hits = {index: known.get(login_of(row)) for index, row in enumerate(rows)}
    reason = gettext_lazy("same login name")
    return {index: Duplicate(hit.pk, hit.name, reason) for index, hit in hits.items() if hit}


def create_many(rows: list[Values], context: Context) -> list[int | Refusal]:
    """Employ people one by one: an organisation is small, and each employment is told."""
    return [_employ(row, context).pk for row in rows]


def _employ(row: Values, context: Context) -> Employee:
    team, manager = _team(row, context)
    given = {name: row[name] for name in (*EDITED, "title") if name in row}
    return employ(
        _free(login_of(row)), name=row["name"], department=team, supervisor=manager, roles=["salesperson"],
        actor=None, now=context.now, **given,
    )


def update_many(rows: list[tuple[int, Values]], context: Context) -> list[None | Refusal]:
    """Move people to the team in the file and take over phone and e-mail."""
    for pk, row in rows:
        person = Employee.objects.select_related("department").get(pk=pk)
        team, manager = _team(row, context)
        if person.department_id != team.pk or person.supervisor_id != (manager.pk if manager else None):
            transfer(person, department=team, supervisor=manager, actor=None, now=context.now)
        changes: dict[str, Any] = {name: row[name] for name in EDITED if name in row}
        edit_employee(person, actor=None, now=context.now, **changes)
    return [None] * len(rows)


def _team(row: Values, context: Context) -> tuple[Department, Employee | None]:
    """The department of the row and its manager; both are made if they are missing."""
    office = _department(row["office"], None, context) if row.get("office") else _company(context)
    if not row.get("manager"):
        return office, None
    team = _department(_("Team %s") % row["manager"], office, context)
    manager = _manager(row["manager"], team, context)
    return team, manager if login_of(row) != manager.username else None


def _company(context: Context) -> Department:
    root = Department.objects.filter(parent=None, is_active=True).order_by("path").first()
    if root is None:
        root = found_department(_("Company"), actor=None, now=context.now)
        context.note("org.department", [root.pk])
    return root


def _department(name: str, parent: Department | None, context: Context) -> Department:
    above = parent or _company(context)
    found = Department.objects.filter(name=name, parent=above, is_active=True).first()
    if found is None:
        found = found_department(name, parent=above, actor=None, now=context.now)
        context.note("org.department", [found.pk])
    return found


def _manager(name: str, team: Department, context: Context) -> Employee:
    manager = Employee.objects.filter(name=name).exclude(status=Employee.Status.LEFT).order_by("id").first()
    if manager is None:
        manager = employ(
            _free(username_of(name)), name=name, department=team, roles=["sales_head"], actor=None, now=context.now
        )
        context.note(KIND, [manager.pk])
    if team.head_id is None:
        give_role(manager, "sales_head", actor=None, now=context.now)
        name_head(team, head=manager, actor=None, now=context.now)
    return manager


def _free(username: str) -> str:
    taken = set(Employee.objects.filter(username__istartswith=username).values_list("username", flat=True))
    lowered = {name.lower() for name in taken}
    numbers = [username, *(f"{username}{number}" for number in range(2, 1000))]
    return next(name for name in numbers if name.lower() not in lowered)


def touched(ids: Sequence[int], _context: Context) -> Mapping[int, Any]:
    """Who has logged in stays."""
    used = Employee.objects.filter(pk__in=ids, last_login__isnull=False).values_list("pk", flat=True)
    return dict.fromkeys(used, _("This person has already logged in."))


def remove_many(ids: Sequence[int], _context: Context) -> None:
    """Dismiss without a trace; whoever is responsible for anything is protected, and kept."""
    Employee.objects.filter(pk__in=ids).delete()


def undone(context: Context) -> None:
    """Take away managers and departments that only this import made, from the leaves upwards."""
    for pk in reversed(context.made.get(KIND, [])):
        if not Employee.objects.filter(supervisor_id=pk).exists():
            _try_to_remove(Employee, pk)
    for pk in reversed(context.made.get("org.department", [])):
        _try_to_remove(Department, pk)


def _try_to_remove(model: Any, pk: int) -> None:
    try:
        model.objects.filter(pk=pk).delete()
    except ProtectedError:
        return


IMPORTER = Importer(
    key="org.employees",
    kind=KIND,
    label=gettext_lazy("Employees"),
    columns=(
        Column("name", pgettext_lazy("person", "name"), ("sales_agent", "agent", "employee", "full name", "姓名", "员工", "销售员"),
               parse.limited(80), True, "周砚"),
        Column("office", gettext_lazy("department"), ("regional_office", "office", "branch", "部门", "办事处", "分公司", "大区"),
               parse.limited(80), example="华东"),
        Column("manager", gettext_lazy("superior"), ("manager", "team lead", "supervisor", "主管", "经理", "上级", "直属上级"),
               parse.limited(70), example="林叙"),
        Column("username", gettext_lazy("login name"), ("login", "user", "username", "登录名", "账号", "用户名"),
               parse.limited(150), example="zhouyan"),
        Column("title", gettext_lazy("title"), ("job title", "position", "职务", "职位", "岗位"), parse.limited(80),
               example="销售员"),
        Column("phone", gettext_lazy("phone"), ("mobile", "telephone", "电话", "手机", "手机号"), parse.digits,
               example="13800001111"),
        Column("email", gettext_lazy("e-mail"), ("email", "mail", "邮箱", "电子邮件"), parse.email,
               example="zhouyan@example.com"),
    ),
    natural_key=natural_key,
    find_duplicates=find_duplicates,
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Employee, FIELDS),
    restore_many=plain.restorer(Employee),
    remove_many=remove_many,
    touched=touched,
    undone=undone,
    allowed=lambda employee: employee.is_administrator,
    chunk=200,
)
