"""Care in the made-up company: days to remember, gifts, the letters of the year, surveys, the visit after a sale, and whom they know."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from gendan.demo.world import ZONE, World
from gendan.modules.care import actions as care
from gendan.modules.care.models import AfterSale, Gift, Occasion, Question, Referral, Survey
from gendan.modules.care.words import DayKind, GiftKind, Relation, Role
from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.queries import contacts_of
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.privacy.actions import take_request
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff, Todo

DOUBTS = (("", ""), ("担心夏天温升", "看了运行记录，最高 62 度，在范围内"), ("备件供应会不会慢", "当场看了常备库存清单"))
NAMED = ("江畔起重设备厂", "云栖造纸设备公司", "北坞港机维修部", "青石矿山配件厂")
HEARD = ("临港齿轮厂", "松涛泵业", "昭明起重机械")
KEEPERS = ("zhou", "lin", "gao", "su", "yan")
GREETED = ("电话问候，约了下月见面", "送了蛋糕，客户很高兴", "写了贺卡，附一份检修日历", "微信问候，回得很快")
# how far from today, in days, and whether by the lunar calendar
BIRTHDAYS = ((-24, False), (-9, True), (-3, False), (1, False), (2, True), (5, False), (12, False), (26, False))
# who asks for what, for how much, and how it ends: signed by all and given, only by the head, or waiting
GIFTS = (
    ("zhou", GiftKind.CAKE, "生日蛋糕", 88, "主管工程师生日，长期配合试装", "given"),
    ("lin", GiftKind.FLOWERS, "开业花篮", 98, "新厂房投产", "agreed"),
    ("zhou", GiftKind.PRESENT, "紫砂茶具", 168, "客户公司二十周年", "half"),
    ("gao", GiftKind.PRESENT, "工程手册", 60, "新任设备主任", "asked"),
    ("su", GiftKind.MEAL, "工作午餐", 95, "验收后与班组一起吃饭", "given"),
)
NEWS = ("鼓形齿联轴器新增 GICL-7", "{contact}您好：\n\n我们新增了 GICL-7 规格，许用转矩 2,240 N·m，四周交货，图纸可以先发给您看。")
SAID = (
    ((5, 4, 5, 4, 4), ""), ((4, 3, 4, 4, 3), "到货通知能再早一天"), ((5, 5, 5, 5, 5), "没有意见，继续合作"), ((4, 3, 3, 4, 3), "样册盼更新"),
)
DATA = "见面时说好可以记下"
GROUPS = ("birthday", "family")


def of_the_day(world: World, day: date, *, number: int, now: datetime) -> None:
    """Budgets and days are written down early; after that the clock brings each day to remember in time."""
    whole = len(world.days)
    if number == round(0.3 * whole):
        for region in ("华东销售部", "华南销售部", "北方销售部"):
            department = next(one.department for one in world.people.values() if one.department.name == region)
            care.set_budget(department, year=day.year, amount=Decimal(6000), actor=world.people["ding"], now=now)
        _write_days(world, now=now)
    if number in (round(0.4 * whole), round(0.65 * whole), round(0.8 * whole)):
        for deal in Opportunity.objects.filter(state="won", owner__status="active", after_sale=None).order_by("id")[:2]:
            care.begin_after_sale(deal, now=now)
    if number == round(0.9 * whole):
        give_gifts(world, now=now)
        _hear_of_others(world, now=now)
    if number == round(0.7 * whole):
        _survey_customers(now=now)
    if number >= round(0.3 * whole):
        care.prepare(now=now)


def _kept(world: World, login: str) -> list[Contact]:
    """The first person at each of the customers that somebody keeps, A first."""
    rows = Customer.objects.filter(owner=world.people[login], state="maintain", deleted_at=None).order_by("-importance", "abc", "id")
    firms = [row for row in rows.exclude(abc="")[:6] if contacts_of(row)]
    return [contacts_of(row)[0] for row in firms]


def _write_days(world: World, *, now: datetime) -> None:
    """Birthdays around today, by both calendars, a child's and a company's own day."""
    today = world.until.astimezone(ZONE).date()
    people = [(world.people[login], person) for login in KEEPERS for person in _kept(world, login)[:2]]
    for (actor, person), (away, lunar) in zip(people, BIRTHDAYS, strict=False):
        born = (today + timedelta(days=away)).replace(year=1968 + person.pk % 25)
        for group in GROUPS:
            customers.record_consent(person, channel=group, given=True, how=DATA, actor=actor, now=now)
        customers.change_contact(person, values={"birthday": born, "birthday_is_lunar": lunar}, actor=actor, now=now)
    for actor, person in people[:1]:
        soon, later = today + timedelta(days=3), today + timedelta(days=8)
        child = {"contact": person, "relation": Relation.CHILD, "name": "女儿", "month": later.month, "day": later.day}
        care.add_date(person.customer, values=child, actor=actor, now=now)
        firm = {"kind": DayKind.ANNIVERSARY, "relation": Relation.FIRM, "name": "公司成立", "month": soon.month, "day": soon.day}
        care.add_date(person.customer, values=firm, actor=actor, now=now)


def occasion(todo: Todo, *, actor: Employee, now: datetime) -> None:
    """The person is greeted."""
    record = Occasion.objects.select_related("customer", "owner", "department").get(pk=todo.record_id)
    if record.state == "ahead":
        data = {"way": "call", "outcome": GREETED[record.pk % len(GREETED)]}
        engine.perform(record, "done", actor=actor, data=data, now=now)


# -- gifts ------------------------------------------------------------------------------------------------------------


def give_gifts(world: World, *, now: datetime) -> None:
    """A handful of small gifts, at different points of their way."""
    for step, (login, kind, what, cost, reason, ending) in enumerate(GIFTS):
        people, actor = _kept(world, login), world.people[login]
        if not people:
            continue
        person, moment = people[step % len(people)], now + timedelta(minutes=10 * step)
        care.write_terms(person, role=Role.EMPLOYED, actor=actor, now=moment)
        gift = care.ask_gift(person, kind=kind, what=what, cost=Decimal(cost), reason=reason, actor=actor, now=moment)
        _end_gift(gift, ending, actor=actor, now=moment + timedelta(minutes=4))


def _end_gift(gift: Gift, ending: str, *, actor: Employee, now: datetime) -> None:
    pending = SignOff.objects.filter(case=gift.case, verdict="pending").select_related("todo__assignee").order_by("id")
    for signoff in pending[: {"asked": 0, "half": 1}.get(ending, 9)]:
        engine.sign(signoff, verdict="agreed", opinion="同意，按标准", actor=signoff.todo.assignee, now=now)
    if ending == "given":
        gift.refresh_from_db()
        engine.perform(gift, "give", actor=actor, data={"given_on": now.date(), "spent": gift.cost}, now=now + timedelta(minutes=2))


def _hear_of_others(world: World, *, now: datetime) -> None:
    """Some who are content name somebody."""
    for step, login in enumerate(("zhou", "lin", "su")):
        for person in _kept(world, login)[-1:]:
            care.note_referral(
                person, introduced_name=HEARD[step], note="说可以提他的名字", actor=world.people[login], now=now + timedelta(hours=1 + step)
            )


# -- surveys ------------------------------------------------------------------------------------------------------------


def _survey_customers(*, now: datetime) -> None:
    """Those whom the clock asks are called the same day, question by question; one in seven does not want to answer."""
    care.begin_surveys(now=now)
    for step, record in enumerate(Survey.objects.filter(state="asking").select_related("customer", "owner", "department").order_by("pk")):
        moment = now + timedelta(minutes=6 + 5 * step)
        if step % 7 == 6:
            engine.perform(record, "decline", actor=record.owner, data={"reason": "客户说下次当面谈"}, now=moment)
        else:
            _answer(record, *SAID[step % len(SAID)], now=moment)


def _answer(record: Survey, scores: tuple[int, ...], wishes: str, *, now: datetime) -> None:
    people, questions = contacts_of(record.customer), Question.objects.filter(is_active=True)
    given = {f"question_{one.pk}": str(score) for one, score in zip(questions, scores, strict=False)}
    whom = {"contact": str(people[0].pk)} if people else {}
    engine.perform(record, "answer", actor=record.owner, data=given | whom | {"wishes": wishes}, now=now)


def _ask_again(world: World, *, now: datetime) -> None:
    """One is asked out of turn and not satisfied, another still waits for the call."""
    surveys = [care.begin_survey(person.customer, actor=world.people["lin"], now=now) for person in _kept(world, "lin")[:2]]
    for survey in surveys[:1]:
        _answer(survey, (4, 2, 3, 4, 3), "上次发货单数量写错了", now=now + timedelta(minutes=9))


def _ask_about_data(world: World, *, now: datetime) -> None:
    """Somebody wants to know what is held on him."""
    for person in _kept(world, "zhou")[:1]:
        asked = {"what": "copy", "asked_on": now.date(), "way": "email", "note": "请把你们保存的我的信息发我一份"}
        take_request(person, values=asked, actor=world.people["zhou"], now=now)


# -- letters ----------------------------------------------------------------------------------------------------------


def at_the_end(world: World, *, now: datetime) -> None:
    """Who agreed reads the letters of the year; news lie ready for all old customers; no day passes unseen."""
    care.prepare(now=world.until)
    _ask_about_data(world, now=now)
    _ask_again(world, now=now)
    agreed = Contact.objects.filter(consents__channel="email", consents__given=True, is_active=True, customer__deleted_at=None)
    for person in agreed.select_related("customer__owner").distinct().order_by("id")[:8]:
        if person.customer.owner_id and person.customer.owner.is_active:
            customers.record_consent(person, channel="email", given=True, how="回访时再次确认", actor=person.customer.owner, now=now)
            care.add_reader(person, actor=person.customer.owner, now=now)
    subject, text = NEWS
    values = {"about": "product", "subject": subject, "text": text, "short": "GICL-7 已上市，许用转矩 2,240 N·m。"}
    care.write_news(values=values, actor=world.people["bai"], now=now)


# -- after a sale, referrals ------------------------------------------------------------------------------------------


def after_sale(world: World, todo: Todo, *, actor: Employee, now: datetime) -> None:
    """Visit, and a week later ask; some name somebody. Chosen by the record, so that the days go on as without it."""
    record = AfterSale.objects.select_related("customer", "owner", "department").get(pk=todo.record_id)
    if record.state == "visit":
        doubts, reassurance = DOUBTS[record.pk % len(DOUBTS)]
        data = {"visited_on": now.date(), "doubts": doubts, "reassurance": reassurance}
        engine.perform(record, "visited", actor=actor, data=data, now=now)
        return
    people = contacts_of(record.customer)
    if people and record.pk % 3 == 0:
        name = NAMED[record.pk // 3 % len(NAMED)]
        care.refer_after_sale(record, contact=people[0], introduced_name=name, actor=actor, now=now)
    else:
        engine.perform(record, "nobody", actor=actor, data={"reason": "一时想不起合适的人"}, now=now)


def referral(todo: Todo, *, actor: Employee, now: datetime) -> None:
    """Whom they named is called, and followed from then on."""
    record = Referral.objects.select_related("customer", "contact", "owner", "department").get(pk=todo.record_id)
    if record.state == "introduced":
        engine.perform(record, "contacted", actor=actor, data={"introduced": ""}, now=now)
