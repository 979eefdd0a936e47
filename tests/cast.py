"""The named cast that every test knows: who works where, and as what."""

from dataclasses import dataclass

from gendan.spine.org.models import Department, Employee, Role, RoleHolder
from gendan.spine.org.roles import ROLES

PASSWORD = "long-enough-for-a-test"


@dataclass(frozen=True)
class Cast:
    """Lin heads East Sales; Zhou and He sell there, Gao assists; Gu heads Export, where Ma sells.

    Fang is the general manager, Bai the CRM supervisor, Ding finance, Han quality, Xu customer service.
    """

    company: Department
    east: Department
    export: Department
    service: Department
    quality: Department
    finance: Department
    lin: Employee
    zhou: Employee
    he: Employee
    gao: Employee
    gu: Employee
    ma: Employee
    fang: Employee
    bai: Employee
    ding: Employee
    han: Employee
    xu: Employee


def _department(name: str, parent: Department | None = None) -> Department:
    department = Department.objects.create(name=name, parent=parent, path=f"?{name}")
    department.path = f"{parent.path if parent else '/'}{department.pk}/"
    department.save(update_fields=["path"])
    return department


def _employee(username: str, name: str, department: Department, *roles: str, **fields) -> Employee:
    employee = Employee(username=username, name=name, department=department, pinyin=username, **fields)
    employee.password = "!"
    employee.save()
    for key in roles:
        RoleHolder.objects.create(role=Role.objects.get(key=key), employee=employee)
    return employee


def found_company() -> Cast:
    """Create departments, people and roles; nobody has a password, so log in with `client.force_login`."""
    for key, (name, name_en) in ROLES.items():
        Role.objects.get_or_create(key=key, defaults={"name": name, "name_en": name_en})
    company = _department("砺川传动")
    east, export = _department("华东销售部", company), _department("外贸部", company)
    service, quality = _department("客服部", company), _department("质量部", company)
    finance = _department("财务部", company)
    fang = _employee("fang", "方致远", company, "general_manager", is_administrator=True)
    bai = _employee("bai", "白露", company, "crm_supervisor", supervisor=fang)
    lin = _employee("lin", "林叙", east, "sales_head", "salesperson", supervisor=fang)
    gu = _employee("gu", "顾盼", export, "sales_head", "salesperson", supervisor=fang)
    cast = Cast(
        company=company, east=east, export=export, service=service, quality=quality, finance=finance,
        lin=lin, gu=gu, fang=fang, bai=bai,
        zhou=_employee("zhou", "周砚", east, "salesperson", supervisor=lin),
        he=_employee("he", "何苗", east, "salesperson", supervisor=lin),
        gao=_employee("gao", "高屹", east, "sales_assistant", supervisor=lin),
        ma=_employee("ma", "马川", export, "salesperson", supervisor=gu),
        ding=_employee("ding", "丁岚", finance, "finance", supervisor=fang),
        han=_employee("han", "韩青", quality, "quality", supervisor=fang),
        xu=_employee("xu", "许知微", service, "service_agent", supervisor=fang),
    )
    for department, head in ((company, fang), (east, lin), (export, gu)):
        department.head = head
        department.save(update_fields=["head"])
    return cast
