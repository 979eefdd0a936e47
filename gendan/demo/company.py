"""The made-up company: its departments, the titles that carry roles, and the people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from gendan.spine.org.actions.departments import found_department, name_head
from gendan.spine.org.actions.people import employ
from gendan.spine.org.actions.roles import give_role, map_title
from gendan.spine.org.models import Department, Employee

COMPANY = "砺川传动"
PASSWORD = "gendan-demo"  # noqa: S105 a demo that everybody may enter

# name: the department above
DEPARTMENTS = {
    COMPANY: None, "总经办": COMPANY, "销售中心": COMPANY, "华东销售部": "销售中心", "华南销售部": "销售中心",
    "北方销售部": "销售中心", "订单中心": COMPANY, "生产部": COMPANY, "客服部": COMPANY, "质量部": COMPANY, "技术部": COMPANY, "财务部": COMPANY, "人事行政部": COMPANY,
}

TITLES = {
    "销售工程师": ("salesperson",), "区域销售经理": ("sales_head", "salesperson"), "销售助理": ("sales_assistant",),
    "销售副总": ("director",), "总经理": ("general_manager",), "客户关系主管": ("crm_supervisor",),
    "客户资料专员": ("customer_data_clerk",), "客服主管": ("service_head", "service_agent"), "客服专员": ("service_agent",),
    "质量工程师": ("quality",), "总工程师": ("chief_engineer",), "应用工程师": ("engineer", "technology"),
    "财务经理": ("finance",), "人事行政经理": ("hr", "data_officer"), "系统管理员": (), "订单主管": ("order_centre", "documents"),
    "生产经理": ("production", "dispatcher"), "研究所工程师": ("research",), "库管员": ("warehouse",), "档案员": ("archive",),
}


@dataclass(frozen=True)
class Person:
    """How somebody works: `share` of the department's customers, `care` = how seldom a to-do is left lying."""

    login: str
    name: str
    department: str
    title: str
    above: str
    share: int = 0
    care: float = 0.95
    heads: str = ""


PEOPLE = (
    Person("fang", "方致远", "总经办", "总经理", "", heads=COMPANY),
    Person("admin", "罗谦", "总经办", "系统管理员", "fang"),
    Person("bai", "白露", "总经办", "客户关系主管", "fang"),
    Person("xiang", "项楠", "总经办", "客户资料专员", "bai"),
    Person("qin", "秦越", "销售中心", "销售副总", "fang", heads="销售中心"),
    Person("lin", "林叙", "华东销售部", "区域销售经理", "qin", 8, 0.95, heads="华东销售部"),
    Person("zhou", "周砚", "华东销售部", "销售工程师", "lin", 11, 0.95),
    Person("gao", "高屹", "华东销售部", "销售工程师", "lin", 8, 0.96),
    Person("shen", "沈若棠", "华东销售部", "销售工程师", "lin", 8, 0.86),
    Person("ma", "马川", "华东销售部", "销售工程师", "lin", 6, 0.97),
    Person("he", "何苗", "华东销售部", "销售工程师", "lin", 5, 0.99),
    Person("xu", "许知微", "华东销售部", "销售助理", "lin", 0),
    Person("liang", "梁栋", "华南销售部", "区域销售经理", "qin", 6, 0.97, heads="华南销售部"),
    Person("chen", "陈默言", "华南销售部", "销售工程师", "liang", 8, 0.92),
    Person("su", "苏晴", "华南销售部", "销售工程师", "liang", 8, 0.98),
    Person("deng", "邓以恒", "华南销售部", "销售工程师", "liang", 6, 0.94),
    Person("li", "黎小满", "华南销售部", "销售工程师", "liang", 5, 0.90),
    Person("ye", "叶青禾", "华南销售部", "销售助理", "liang", 0),
    Person("gu", "顾盼", "北方销售部", "区域销售经理", "qin", 6, 0.97, heads="北方销售部"),
    Person("yan", "严川", "北方销售部", "销售工程师", "gu", 8, 0.95),
    Person("hao", "郝宁", "北方销售部", "销售工程师", "gu", 7, 0.89),
    Person("tian", "田野", "北方销售部", "销售工程师", "gu", 6, 0.96),
    Person("song", "宋知秋", "北方销售部", "销售助理", "gu", 0),
    Person("tao", "陶然", "订单中心", "订单主管", "fang", heads="订单中心"),
    Person("shi", "石磊", "生产部", "生产经理", "fang", heads="生产部"),
    Person("kuang", "邝野", "生产部", "库管员", "shi"),
    Person("zhuo", "卓然", "客服部", "客服主管", "fang", heads="客服部"),
    Person("jiang", "江可", "客服部", "客服专员", "zhuo"),
    Person("lu", "陆离", "客服部", "客服专员", "zhuo"),
    Person("han", "韩青", "质量部", "质量工程师", "fang", heads="质量部"),
    Person("pei", "裴钧", "技术部", "总工程师", "fang", heads="技术部"),
    Person("wen", "温知远", "技术部", "应用工程师", "pei"),
    Person("mei", "梅朵", "技术部", "研究所工程师", "pei"),
    Person("ding", "丁岚", "财务部", "财务经理", "fang", heads="财务部"),
    Person("tang", "唐宁", "人事行政部", "人事行政经理", "fang", heads="人事行政部"),
    Person("luo", "骆明", "人事行政部", "档案员", "tang"),
)
KNOWN = {person.login: person for person in PEOPLE}
REGIONS = ("华东销售部", "华南销售部", "北方销售部")

# Whom the login page offers: role, login.
ENTRANCES = (
    ("销售工程师", "zhou"), ("销售助理", "xu"), ("区域销售经理", "lin"), ("销售副总", "qin"), ("总经理", "fang"),
    ("客户关系主管", "bai"), ("客服专员", "jiang"), ("质量", "han"), ("财务", "ding"), ("系统管理员", "admin"),
)


def found_company(*, joined_on: date, now: datetime) -> dict[str, Employee]:
    """Found the departments, map the titles, employ everybody with the one password; returns people by login."""
    departments = _departments(now)
    for title, roles in TITLES.items():
        for role in roles:
            map_title(role, title=title, actor=None, now=now)
    people: dict[str, Employee] = {}
    for number, person in enumerate(PEOPLE):
        people[person.login] = employ(
            person.login, name=person.name, department=departments[person.department], title=person.title,
            supervisor=people.get(person.above), phone=f"13{number % 10}0512{4100 + number * 37}",
            email=f"{person.login}@lichuan.example", joined_on=date(joined_on.year - number % 9, 1 + number % 12, 8),
            is_administrator=person.login == "admin", actor=None, now=now,
        )
        if person.heads:
            name_head(departments[person.heads], head=people[person.login], actor=None, now=now)
    give_role(people["fang"], "management_representative", actor=None, now=now)
    # One hash for all: each of its own would take longer than the rest of the company.
    Employee.objects.update(password=make_password(PASSWORD))
    return read_people()


def _departments(now: datetime) -> dict[str, Department]:
    made: dict[str, Department] = {}
    for name, above in DEPARTMENTS.items():
        made[name] = found_department(name, parent=made.get(above or ""), actor=None, now=now)
    return made


def read_people() -> dict[str, Employee]:
    """Everybody by login, with departments as they stand now."""
    return {person.username: person for person in Employee.objects.select_related("department", "supervisor")}


def sellers(people: Mapping[str, Employee]) -> list[Employee]:
    """Who has customers of their own."""
    return [people[person.login] for person in PEOPLE if person.share]
