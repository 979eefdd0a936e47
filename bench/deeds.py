"""What people do in a day at their desk, and how often, by role."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.utils import timezone

from bench.browser import Browser
from bench.door import cookie_of
from bench.names import company_name
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import STAGES, Opportunity
from gendan.spine.org.models import Employee

ROLES = ("salesperson", "sales_head", "general_manager")
OWN = 60


@dataclass(slots=True)
class Desk:
    """One person with a session, some customers, and opportunities that can still move."""

    number: int
    role: str
    cookie: str
    customers: list[dict[str, Any]]
    moves: list[tuple[int, str]]


Deed = Callable[[Desk, Browser, random.Random], Awaitable[Any]]


def desks(number: int) -> list[Desk]:
    """So many people, each with a session: everybody who sells, heads among them; one in a hundred is the general manager.

    Where the company has fewer, some have several browsers open.
    """
    chief = Employee.objects.filter(held_roles__role__key="general_manager").order_by("pk")[0]
    sellers = list(Employee.objects.filter(held_roles__role__key="salesperson").order_by("pk").distinct()[:number])
    heads = set(Employee.objects.filter(held_roles__role__key="sales_head").values_list("pk", flat=True))
    chosen = [chief if place % 100 == 99 else one for place, one in enumerate(islice(cycle(sellers), number))]
    roles = ["general_manager" if one == chief else "sales_head" if one.pk in heads else "salesperson" for one in chosen]
    return [_desk(place, one, role, sellers=len(sellers), all_=number) for place, (one, role) in enumerate(zip(chosen, roles, strict=True))]


def _desk(number: int, employee: Employee, role: str, *, sellers: int, all_: int) -> Desk:
    mine = Customer.objects.filter(deleted_at=None, **({} if role == "general_manager" else {"owner": employee}))
    open_ = Opportunity.objects.filter(owner=employee, state__in=STAGES[:3]).order_by("-pk").values_list("pk", "state")
    browsers = -(-all_ // sellers)
    # Whoever has several browsers open does not move the same opportunity in two of them.
    moves = [(pk, STAGES[STAGES.index(state) + 1]) for place, (pk, state) in enumerate(open_) if place % browsers == number // sellers]
    return Desk(number, role, cookie_of(employee), list(mine.order_by("pk").values("pk", "name", "name_key", "mobile")[:OWN]), moves)


async def home(desk: Desk, browser: Browser, chance: random.Random) -> None:
    await browser.get("home", "/")


async def look_through(desk: Desk, browser: Browser, chance: random.Random) -> None:
    """A list: customers by urgency, newest, of one class; opportunities; to-dos of the day."""
    await browser.get("list", chance.choice(LISTS))


async def search(desk: Desk, browser: Browser, chance: random.Random) -> None:
    """A part of a name that is known, in the list or in the palette."""
    name = chance.choice(desk.customers)["name_key"]
    at = chance.randrange(max(1, len(name) - 2))
    word = quote(name[at : at + chance.choice((2, 3, 4))])
    await browser.get("search", chance.choice((f"/customers?q={word}", f"/palette?q={word}")))


async def open_record(desk: Desk, browser: Browser, chance: random.Random) -> None:
    await browser.get("record", f"/customers/{chance.choice(desk.customers)['pk']}")


async def log(desk: Desk, browser: Browser, chance: random.Random) -> None:
    """The customer's page, then what was said and when to call again."""
    pk = chance.choice(desk.customers)["pk"]
    await browser.get("record", f"/customers/{pk}")
    due = timezone.localtime() + timedelta(days=chance.randrange(1, 9))
    await browser.post(
        "log a follow-up", f"/followups/log/customers.customer/{pk}", way=chance.choice(("call", "chat", "visit")), text="谈了方案，约下周再谈价格。",
        next_title="再谈价格", next_due_at=f"{due:%Y-%m-%dT%H:%M}", once=str(UUID(int=chance.getrandbits(128), version=4)),
    )  # fmt: skip


async def move(desk: Desk, browser: Browser, chance: random.Random) -> None:
    """An opportunity to its next stage, while there are any."""
    if not desk.moves:
        await open_record(desk, browser, chance)
        return
    pk, stage = desk.moves.pop()
    await browser.get("record", f"/opportunities/{pk}")
    await browser.post("move", f"/do/opportunities.opportunity/{pk}/to_{stage}")


async def register_customer(desk: Desk, browser: Browser, chance: random.Random) -> None:
    """The form, the check while typing, and the save."""
    name = company_name(chance)
    await browser.get("form", "/customers/new")
    await browser.post("check", "/customers/matches", name=name)
    given = {"nature": "company", "state": "search", "mobile": f"13{chance.randrange(10**9):09}", "duplicate_reason": "另一家公司"}
    await browser.post("register a customer", "/customers/new", name=name, **given)


async def register_opportunity(desk: Desk, browser: Browser, chance: random.Random) -> None:
    customer = chance.choice(desk.customers)
    await browser.get("form", f"/opportunities/new?customer={customer['pk']}")
    await browser.post(
        "register an opportunity", "/opportunities/new", customer=str(customer["pk"]), customer_name=customer["name"], phone=customer["mobile"],
        name=f"泵房改造 {chance.randrange(10**6)}", contact_name="王经理", source="telephone", region="浙江 杭州", initiation="电话中提出",
        amount="120000", duplicate_reason="另一个项目",
    )  # fmt: skip


async def report(desk: Desk, browser: Browser, chance: random.Random) -> None:
    await browser.get("report", chance.choice(REPORTS))


LISTS = ("/customers", "/customers?sort=newest", "/customers?view=all", "/opportunities", "/opportunities?layout=board", "/followups")
REPORTS = ("/reports", "/reports/funnel", "/reports/forecast")
MIX: Mapping[str, Mapping[Deed, int]] = {
    "salesperson": {
        home: 14, look_through: 18, search: 12, open_record: 20, log: 22, move: 6, register_customer: 5, register_opportunity: 3,
    },
    "sales_head": {home: 22, look_through: 26, search: 12, open_record: 22, log: 8, report: 10},
    "general_manager": {home: 30, look_through: 25, open_record: 20, report: 25},
}  # fmt: skip
