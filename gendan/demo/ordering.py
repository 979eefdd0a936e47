"""Orders of the made-up company: reviewed, promised, followed through the workshops, changed, pressed for, late, and delivered."""

from collections.abc import Generator, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from gendan.demo import agreeing
from gendan.demo.stories import Teller, customer_of
from gendan.demo.world import World
from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.orders import actions
from gendan.modules.orders.models import Coordination, Order

#: workshop: pieces in a week, what it makes
SHOPS = {"联轴器车间": (260, ("联轴器",)), "精密传动车间": (180, ("丝杠导轨", "减速机")), "机加车间": (320, ("轴承座与轴", "链传动"))}
#: key material: working days on its way, in stock, of which products
MATERIALS = {"42CrMo 锻坯": (12, 40, ("LZ-GICL8", "ZC-CL60")), "丝杠毛坯 63": (8, 60, ("SG-6312",)), "轴承座铸件": (6, 200, ("ZC-518", "ZC-524"))}
PLANS = {"technical_plan": "按图 LC-2218 加工，端跳 0.05", "material_plan": "锻坯在库 40 件，其余两周到"}
STEPS = ("material", "scheduled", "in_process", "inspected", "stock", "shipped")


def found(world: World, *, now: datetime) -> None:
    """Workshops and the materials that take their time."""
    actor, lines = world.people["shi"], {one.name: one for one in ProductLine.objects.all()}
    for position, (name, (per_week, makes)) in enumerate(SHOPS.items()):
        made = [lines[one] for one in makes]
        actions.save_workshop(None, name=name, per_week=Decimal(per_week), lines=made, position=position, actor=actor, now=now)
    for name, (days, stock, codes) in MATERIALS.items():
        products = Product.objects.filter(code__in=codes)
        actions.save_material(None, name=name, lead_days=days, in_stock=Decimal(stock), unit="件", products=products, actor=actor, now=now)


def entered(teller: Teller, login: str, *lines: tuple[str, int], days: int = 30, **values: Any) -> Order | None:
    """By a salesperson, for a customer who orders by itself."""
    customer = customer_of(teller, login)
    if customer is None:
        return None
    known = {one.code: one for one in Product.objects.filter(code__in=[code for code, _many in lines])}
    wanted = [(known[code], Decimal(many), None) for code, many in lines]
    facts: dict[str, Any] = {"wanted_on": teller.today + timedelta(days=days), "payment_terms": "月结 30 天"} | values
    return actions.enter_order(customer, lines=wanted, actor=teller.person(login), now=teller.then(), **facts)


def reviewed(teller: Teller, order: Order) -> None:
    """Handed in; the leader alone, or six parties and the two plans before."""
    assert order.owner is not None
    teller.move(order, "submit", order.owner.username)
    if order.amount_cny < 100_000 and not order.is_special:
        teller.move(order, "short", "tao")
        return
    teller.move(order, "organise", "tao")
    teller.sign(order, "可以按期")
    teller.move(order, "planned", "wen", **PLANS, needs_coordination=order.special)


def noticed(teller: Teller, order: Order, *, days: int = 0) -> None:
    """Promised for the earliest day, or so many days from now; the workshops have the notice."""
    check = actions.check_order(order, actor=teller.person("tao"), now=teller.now)
    earliest = check.earliest_on or teller.today + timedelta(days=40)
    on = max(earliest, teller.today + timedelta(days=days))
    actions.promise_date(order, on=on, actor=teller.person("tao"), now=teller.then())
    order.refresh_from_db()
    teller.move(order, "issue", "tao")


def reached(teller: Teller, order: Order, stages: Iterable[str]) -> None:
    """Production notes what is done."""
    for stage in stages:
        actions.record_stage(order, stage=stage, actual_on=teller.today, actor=teller.person("shi"), now=teller.then(2))
    order.refresh_from_db()


# -- stories ----------------------------------------------------------------------------------------------------------


def delivered(teller: Teller) -> Generator[int, None, None]:
    """From the quotation over the contract to the goods at the customer's; ordered once more at the end."""
    contract = yield from agreeing.from_quote(teller)
    if contract is None:
        return
    yield 1
    order = actions.register_from_contract(contract, actor=teller.person("zhou"), now=teller.then())
    reviewed(teller, order)
    yield 1
    teller.move(order, "sign", "fang")
    noticed(teller, order)
    yield 2
    reached(teller, order, STEPS[:1])
    yield 3
    reached(teller, order, STEPS[1:3])
    yield 4
    reached(teller, order, STEPS[3:])
    yield 6
    actions.order_again(order, actor=teller.person("zhou"), now=teller.then())


def changed_contract(teller: Teller) -> Generator[int, None, None]:
    """The contract gets a further version while its order is made: the order follows, and the parties look at it again."""
    contract = yield from agreeing.from_quote(teller)
    if contract is None:
        return
    order = actions.register_from_contract(contract, actor=teller.person("zhou"), now=teller.then())
    reviewed(teller, order)
    teller.move(order, "sign", "fang")
    noticed(teller, order, days=30)
    yield 2
    reached(teller, order, STEPS[:2])
    yield 1
    yield from agreeing.changed(teller, contract)


def tried(teller: Teller) -> Generator[int, None, None]:
    """Special: five parties on the contract, six on the order, then formula, chief engineer, and trials."""
    contract = yield from agreeing.special(teller, "gao")
    if contract is None:
        return
    order = actions.register_from_contract(contract, actor=teller.person("gao"), now=teller.then())
    reviewed(teller, order)
    yield 1
    teller.move(order, "sign_special", "fang")
    run = Coordination.objects.get(order=order)
    formula, process = "42CrMo 改 34CrNi3Mo，低温冲击 27 J", "调质后深冷，法兰精车一次装夹"
    actions.write_formula(run, formula=formula, process=process, actor=teller.person("wen"), now=teller.then())
    run.refresh_from_db()
    teller.move(run, "submit", "wen")
    teller.sign(run)
    teller.move(run, "sign_trials", "pei")
    yield 3
    teller.move(run, "small_held", "mei", held_on=teller.today, quantity=Decimal(2), result="-40 ℃ 冲击 31 J，合格")
    teller.move(run, "small_pass", "han", quality_opinion="报告齐全，可进终试")
    yield 4
    teller.move(run, "final_held", "mei", held_on=teller.today, quantity=Decimal(4), result="装机 72 小时，温升 18 度")


def running(teller: Teller, login: str, lines: tuple[tuple[str, int], ...], *, days: int = 25, **values: Any) -> Generator[int, None, Order | None]:
    """Entered by itself, signed the day after, noticed."""
    order = entered(teller, login, *lines, **values)
    yield 1
    if order is None:
        return None
    reviewed(teller, order)
    teller.move(order, "sign", "fang")
    noticed(teller, order, days=days)
    yield 2
    reached(teller, order, STEPS[:2])
    return order


def pressed(teller: Teller) -> Generator[int, None, None]:
    """The customer presses, and production lets it go first."""
    order = yield from running(teller, "su", (("SG-4010", 20), ("SG-H35", 30)))
    if order is None:
        return
    wanted: date = teller.today + timedelta(days=12)
    why = "顾客停机检修提前一周"
    rush = actions.ask_rush(order, requester="设备部长", wanted_on=wanted, reason=why, actor=teller.person("su"), now=teller.then())
    teller.move(rush, "grant", "shi", reason="周六加一班")


def larger(teller: Teller) -> Generator[int, None, None]:
    """More pieces while the goods are in process: the parties review it again, the customer confirms."""
    order = yield from running(teller, "yan", (("ZC-518", 60),))
    yield 2
    if order is None:
        return
    reached(teller, order, STEPS[2:3])
    line = order.versions.get(number=order.version).lines.get()
    why = "顾客二号线同时改造"
    change = actions.ask_change(
        order, kind="more", reason=why, line_key=line.key, quantity=line.quantity + 12, actor=teller.person("yan"), now=teller.then()
    )
    teller.move(change, "review", "tao")
    teller.sign(change, "铸件够，可以加")
    yield 1
    teller.move(change, "confirm", "yan", confirmed_by="采购经理", confirmed_how="邮件回签")


def moved(teller: Teller) -> Generator[int, None, None]:
    """The castings come later: the day moves, and the customer has to be told."""
    order = yield from running(teller, "liang", (("ZC-524", 30),))
    yield 2
    if order is None or order.promised_on is None:
        return
    on = order.promised_on + timedelta(days=7)
    actions.promise_date(order, on=on, reason="铸件供应商停电三天", actor=teller.person("tao"), now=teller.then())


def late(teller: Teller) -> Generator[int, None, None]:
    """Nobody notes any progress after the material has come."""
    yield from running(teller, "hao", (("LT-16A", 200),), days=0)


def waiting(teller: Teller) -> Generator[int, None, None]:
    """At different desks when somebody looks: drafted, received, under review, before the leader, to be noticed."""
    entered(teller, "ma", ("LZ-TL7", 20))
    wanted = (("shen", ("JS-P120", 4)), ("tian", ("SG-6312", 40)), ("chen", ("LZ-MP160", 12)), ("deng", ("LT-CL", 60)))
    orders = [entered(teller, login, line) for login, line in wanted]
    for step, order in enumerate(orders):
        if order is None or order.owner is None:
            continue
        teller.move(order, "submit", order.owner.username)
        if step == 1:
            teller.move(order, "organise", "tao")
            teller.sign(order, "可以", most=3)
        elif step > 1:
            teller.move(order, "short", "tao")
        if step == len(orders) - 1:
            teller.move(order, "sign", "fang")
    yield from ()
