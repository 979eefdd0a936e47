"""The people of the simulated company: twenty departments, titles that carry every role, and their customers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import connection

from bench.names import company_name
from gendan.demo.company import TITLES
from gendan.demo.goods import stock_the_catalogue
from gendan.modules.catalog.models import Product
from gendan.modules.customers.importer import IMPORTER
from gendan.spine.imports.declare import Context
from gendan.spine.org.actions.departments import found_department, name_head
from gendan.spine.org.actions.people import employ
from gendan.spine.org.actions.roles import give_role, map_title
from gendan.spine.org.models import Department, Employee
from gendan.spine.refusal import Refusal

ZONE = ZoneInfo("Asia/Shanghai")
REGIONS = 9
#: Department: whose head it has, and who else works there; a share of all people each.
OFFICES: dict[str, tuple[str, tuple[str, ...], int]] = {
    "总经办": ("总经理", ("系统管理员", "客户关系主管", "客户资料专员"), 2),
    "订单中心": ("订单主管", ("订单主管",), 6),
    "生产部": ("生产经理", ("生产经理",), 5),
    "仓储部": ("库管员", ("库管员",), 4),
    "客服一部": ("客服主管", ("客服专员",), 8),
    "客服二部": ("客服主管", ("客服专员",), 6),
    "质量部": ("质量工程师", ("质量工程师",), 6),
    "技术部": ("总工程师", ("应用工程师",), 6),
    "研究所": ("研究所工程师", ("研究所工程师",), 3),
    "财务部": ("财务经理", ("财务经理",), 4),
    "人事行政部": ("人事行政经理", ("档案员",), 3),
}
SELLING = ("区域销售经理", "销售工程师", "销售助理")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
NAMES = "知远若棠以恒小满青禾宁川野屹苗叙岚砚晴栋可离言微然越谦楠清和景行安澜思齐"
CHUNK, SPREAD = 1000, 40
#: Days over which the customers came, so that not all are looked after on one day.
QUIET = 80


@dataclass(frozen=True)
class Scale:
    """How large the company is, how long it lives, and which of the possible years it is; `quiet` is the share of customers that rest."""

    people: int = 200
    customers: int = 20_000
    days: int = 250
    seed: int = 1
    quiet: float = 0.9
    begins: date = date(2026, 1, 5)


@dataclass
class Company:
    """Whom the year is about, and the dice that decide."""

    scale: Scale
    dice: Random
    people: list[Employee] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    departments: list[Department] = field(default_factory=list)

    def at_work(self, title: str = "") -> list[Employee]:
        """Everybody who still works here, or those with a title."""
        return [one for one in self.people if one.is_active and (not title or one.title == title)]

    def somebody(self, *titles: str) -> Employee:
        """One of the people with one of these titles."""
        return self.dice.choice([one for title in titles for one in self.at_work(title)])

    def read_again(self) -> None:
        """After somebody has come, gone or changed."""
        self.people = list(Employee.objects.select_related("department", "supervisor").order_by("pk"))


def found(scale: Scale) -> Company:
    """Found the company on the morning of its first day, with its people, its goods and its customers."""
    made = Company(scale, Random(scale.seed))
    now = datetime.combine(scale.begins, time(8), tzinfo=ZONE)
    for title, roles in TITLES.items():
        for role in roles:
            map_title(role, title=title, actor=None, now=now)
    _employ(made, now)
    made.read_again()
    made.products = stock_the_catalogue()
    _bring_customers(made, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # so many new rows at once are planned for wrongly until PostgreSQL has looked at them
    return made


def _employ(made: Company, now: datetime) -> None:
    top = found_department("启衡传动", parent=None, actor=None, now=now)
    staff = _staff(made.dice)
    boss = None
    for name, (head, others, share) in OFFICES.items():
        count = max(len(others), round(made.scale.people * share / 100))
        chief = _department(made, name, top, head, list(others), count, staff, above=boss, now=now)
        if boss is None:
            boss = chief
            name_head(top, head=boss, actor=None, now=now)
            give_role(boss, "management_representative", actor=None, now=now)
            give_role(boss, "director", actor=None, now=now)
    left = max(REGIONS * 3, made.scale.people - Employee.objects.count())
    for number in range(REGIONS):
        count = left // REGIONS + (number < left % REGIONS) - 1
        _department(made, f"销售{number + 1}部", top, SELLING[0], [SELLING[2], *[SELLING[1]] * 9], count, staff, above=boss, now=now)


def _department(
    made: Company, name: str, parent: Department, head: str, others: list[str], count: int, staff: Iterator[tuple[str, str]], *,
    above: Employee | None, now: datetime,
) -> Employee:
    place = found_department(name, parent=parent, actor=None, now=now)
    made.departments.append(place)
    chief = _person(next(staff), place, head, above, made, now)
    name_head(place, head=chief, actor=None, now=now)
    for number in range(count):
        _person(next(staff), place, others[number % len(others)], chief, made, now)
    return chief


def _person(one: tuple[str, str], place: Department, title: str, above: Employee | None, made: Company, now: datetime) -> Employee:
    login, name = one
    return employ(
        login, name=name, department=place, title=title, supervisor=above, email=f"{login}@qiheng.example", phone="",
        joined_on=made.scale.begins, is_administrator=title == "系统管理员", actor=None, now=now,
    )


def _staff(dice: Random) -> Iterator[tuple[str, str]]:
    number = 0
    while True:
        number += 1
        yield f"p{number:03}", dice.choice(SURNAMES) + dice.choice(NAMES) + dice.choice(NAMES)


def _bring_customers(made: Company, now: datetime) -> None:
    """The customers that the company has already, with their salespeople; most are quiet."""
    sellers = [*made.at_work(SELLING[1]), *made.at_work(SELLING[0])]
    names: dict[str, None] = {}
    while len(names) < made.scale.customers:
        names[company_name(made.dice)] = None
    rows = [_row(made, name, number, sellers) for number, name in enumerate(names)]
    chunk = max(1, min(CHUNK, len(rows) // SPREAD + 1))
    for number, start in enumerate(range(0, len(rows), chunk)):
        long_ago = now - timedelta(days=QUIET) * (number * chunk / len(rows))
        IMPORTER.create_many(rows[start : start + chunk], Context(actor=made.at_work("系统管理员")[0], now=long_ago))


def _row(made: Company, name: str, number: int, sellers: list[Employee]) -> dict[str, Any]:
    state = "dormant" if made.dice.random() < made.scale.quiet else made.dice.choice(("search", "phone", "visit", "follow", "maintain"))
    return {
        "name": name, "owner": made.dice.choice(sellers), "state": state, "phone": f"0512{60000000 + number}",
        "contact_name": made.dice.choice(SURNAMES) + "工", "contact_mobile": f"138{10000000 + number}",
    }


def tried(verb: Callable[..., object], *args: Any, **values: Any) -> bool:
    """Whether it was done, and not refused."""
    try:
        verb(*args, **values)
    except (Refusal, ValidationError):
        return False
    return True


def hours(day: date, *, works: bool) -> list[datetime]:
    """The full hours at which the clock is looked at: from before work until after it, and now and then on free days."""
    return [datetime.combine(day, time(), tzinfo=ZONE) + timedelta(hours=hour) for hour in range(8, 20, 1 if works else 4)]
