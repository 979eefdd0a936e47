"""What happens besides the daily work: absences, a leaver, duplicates and appeals, consents, files, comments, saved views."""

from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from gendan.demo import (
    adding,
    archives,
    caring,
    classing,
    company,
    complaining,
    correcting,
    deals,
    keeping,
    letters,
    planning,
    returning,
    sales,
    sampling,
    selling,
    visiting,
)
from gendan.demo.papers import paper
from gendan.demo.talk import COMMENTS
from gendan.demo.world import World
from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.access.viewer import forget
from gendan.spine.messages.actions import mark_read
from gendan.spine.messages.models import Message
from gendan.spine.org.actions.absences import plan_absence
from gendan.spine.org.actions.leaving import announce_leaving, leave
from gendan.spine.org.models import Employee
from gendan.spine.org.workdays import previous_working_moment, subtract_working
from gendan.spine.prepared import Lasting
from gendan.spine.procedures import engine
from gendan.spine.rows import KEY, Reading
from gendan.spine.timeline.actions import add_attachment, add_comment
from gendan.spine.whole import ask as asked
from gendan.ui.listing.saved import save_view

OPEN = Lasting("SELECT id FROM customers_customer WHERE state_kind = 'open' AND deleted_at IS NULL ORDER BY id")
LEAVER, HEIR = "li", "su"
# when (share of the days): who is away, how many working days, who stands in, why
ABSENCES = {0.3: ("he", 4, "lin", "年假"), 0.55: ("deng", 3, "liang", "培训"), 0.7: ("hao", 3, "gu", "病假")}
# Who hands in a registration last: one waits at each head, one was sent back.
REGISTERING = (("gao", "lin", "shen", "ma", "he"), ("zhou", "shen"), ("su", "chen", "deng"), ("yan", "hao"))
VIEWS = (
    ("lin", "customers", "A 类久未联系", "f.abc=A&f.valid=yes&sort=quiet", "department"), ("zhou", "customers", "展会来的", "f.source=exhibition&f.valid=yes", ""),
    ("qin", "opportunities", "报价以后", "f.state=quote&f.state=price&f.state=sign", "everybody"), ("bai", "customers", "档案不全", "f.state=search", ""),
)


def of_the_day(world: World, day: date, *, number: int) -> None:
    """The happenings of this day, before the work begins."""
    now, whole = world.moment(day, share=0.03), len(world.days)
    if now >= world.until:
        return
    archives.bring_in(world, number=number, now=now)
    deals.bring_in(world, number=number, now=now)
    sales.of_the_day(world, number=number, now=now)
    planning.of_the_day(world, day, now=now)
    classing.of_the_day(world, day, now=now)
    caring.of_the_day(world, day, number=number, now=now)
    visiting.of_the_day(world, day, number=number, now=now)
    keeping.of_the_day(world, number=number, now=now)
    for share, absence in ABSENCES.items():
        if number == round(share * whole):
            go_away(world, *absence, number=number, now=now)
    if number == round(0.58 * whole):
        announce_leaving(world.people[LEAVER], last_day=world.days[min(number + 5, whole - 1)], actor=None, now=now)
    if number == round(0.63 * whole):
        hand_over(world, now=now)
    if number in (round(0.3 * whole), round(0.5 * whole), whole - 3):
        duplicate(world, now=now, ending={round(0.3 * whole): "uphold", round(0.5 * whole): "release"}.get(number, ""))
    if number > 5:
        write_beside(world, world.chance, number=number, now=now)
    if number == whole - 2:
        be_away_today(world, day, now=now)


def go_away(world: World, login: str, length: int, deputy: str, why: str, *, number: int, now: datetime) -> None:
    """Somebody is away for some working days; the head stands in."""
    person, instead = world.people[login], world.people[deputy]
    starts, ends = world.days[number], world.days[min(number + length, len(world.days) - 1)]
    plan_absence(person, deputy=instead, starts_on=starts, ends_on=ends, reason=why, actor=person, now=now)
    world.absent[person.pk] = (starts, ends, instead.pk)


def be_away_today(world: World, day: date, *, now: datetime) -> None:
    """Somebody is away while the company is looked at."""
    person, instead = world.people["tian"], world.people["gu"]
    ends = world.until.date() + timedelta(days=4)
    plan_absence(person, deputy=instead, starts_on=day, ends_on=ends, reason="出差验收", actor=person, now=now)
    world.absent[person.pk] = (day, ends, instead.pk)
    forget()


def hand_over(world: World, *, now: datetime) -> None:
    """One leaves; everything goes to the successor."""
    leave(world.people[LEAVER], successor=world.people[HEIR], actor=None, now=now)
    world.people = company.read_people()
    forget()


# -- duplicates -----------------------------------------------------------------------------------------------


def duplicate(world: World, *, now: datetime, ending: str) -> None:
    """Somebody registers what a colleague has already: rejected, appealed, and decided, or still to be decided."""
    east = world.people["zhou"].department
    rows = Customer.objects.filter(department=east, state_kind="open", last_activity_at__gt=now - timedelta(days=20))
    original = rows.exclude(city="").exclude(id__in=world.twins).order_by("id").first()
    rival = world.people["chen"]
    if original is None:
        return
    name = f"{original.short_name}（{original.city}）集团有限公司"
    values = {"name": name, "province": original.province, "city": original.city, "source": "exhibition", "phone": original.phone}
    contact = {"name": "马晓东", "mobile": f"138{world.chance.randint(10000000, 99999999)}", "position": "项目经理"}
    made = customers.register_customer(
        values, actor=rival, now=now, contact=contact, state="phone", duplicate_reason="对方说是集团总部，另有采购"
    )
    world.twins |= {original.pk, made.pk}
    opportunity = selling.register(world, made, actor=rival, now=now + timedelta(minutes=5), duplicate_reason="集团采购，与分厂分开")
    reviewer = opportunity.reviewer
    if opportunity.state != "submitted" or reviewer is None:
        return
    decide(world, opportunity, reviewer, rival, ending, now=now + timedelta(hours=1))


def decide(
    world: World, opportunity: Opportunity, reviewer: Employee, rival: Employee, ending: str, *, now: datetime
) -> None:
    """Rejected, appealed, and what the supervisor says."""
    reject = {"reason": "与华东在跟的客户是同一采购部门"}
    engine.perform(opportunity, "reject_duplicate", actor=reviewer, data=reject, now=now)
    appeal = {"reason": "总部设备部单独立项，预算不同，附会议纪要"}
    engine.perform(opportunity, "appeal", actor=rival, data=appeal, now=now + timedelta(hours=1))
    if ending:
        words = {"uphold": "电话核实，采购同一人", "release": "核实为独立项目，允许登记"}[ending]
        engine.perform(opportunity, ending, actor=world.people["bai"], data={"reason": words}, now=now + timedelta(hours=3))
    else:
        world.left_alone.add(("opportunities.opportunity", opportunity.pk))


# -- beside the work ------------------------------------------------------------------------------------------


def write_beside(world: World, chance: Random, *, number: int, now: datetime) -> None:
    """A comment, now and then a file, a consent, or a question to a colleague."""
    row = _some_customer(chance)
    if row is None or row.owner is None:
        return
    for step in range(chance.choice((1, 1, 2))):
        head = row.department.head if row.department else None
        writer = head if head and chance.random() < 0.4 else world.people[chance.choice(("bai", "qin", "fang"))]
        add_comment(row, text=chance.choice(COMMENTS), actor=writer, now=now + timedelta(minutes=9 * step))
        row = _some_customer(chance) or row
    if number % 3 == 0 and row.owner:
        kind = chance.choice(("png", "png", "pdf", "txt"))
        add_attachment(row, upload=paper(kind, chance), actor=row.owner, now=now + timedelta(minutes=25))
    if number % 2 == 0 and row.owner:
        consent(row, chance, now=now + timedelta(minutes=32))
    if number % 15 == 7:
        ask(world, row, now=now + timedelta(minutes=40))


def _some_customer(chance: Random) -> Customer | None:
    ids = asked(OPEN)
    return _open().one(chance.choice(ids)[0]) if ids else None


@cache
def _open() -> Reading:
    return Reading(Customer.objects.filter(pk=KEY).select_related("owner__department", "department__head"))


def consent(row: Customer, chance: Random, *, now: datetime) -> None:
    """A person at the customer says which way to be reached."""
    contact = Contact.objects.filter(customer=row, is_active=True).order_by("id").first()
    if contact is None or row.owner is None:
        return
    channel = chance.choice(("sms", "email", "wechat", "phone"))
    given = chance.random() < 0.85
    how = chance.choice(("电话里同意", "名片上勾选", "展会登记表")) if given else "要求不再发送"
    customers.record_consent(contact, channel=channel, given=given, how=how, actor=row.owner, now=now)


def ask(world: World, row: Customer, *, now: datetime) -> None:
    """A seller of another region asks to work on the customer too."""
    others = [one for one in ("gao", "su", "yan") if world.people[one].department_id != row.department_id]
    asker = world.people[others[0]]
    if asker.pk not in (row.owner_id, *row.related_ids):
        customers.ask_for_collaboration(row.pk, reason="集团在我区有分厂，想一起跟。", actor=asker, now=now)


# -- the end --------------------------------------------------------------------------------------------------


def at_the_end(world: World, *, now: datetime) -> None:
    """How things stand when somebody looks: registrations to review, one sent back, views kept, old messages read."""
    last = subtract_working(previous_working_moment(now, world.calendar), timedelta(minutes=80), world.calendar)
    for step, logins in enumerate(REGISTERING):
        moment = last + timedelta(minutes=6 * step)
        made = (_new_registration(world, world.people[login], now=moment) for login in logins)
        opportunity = next((one for one in made if one is not None), None)
        if opportunity is not None and opportunity.reviewer is not None and "gao" in logins:
            reason = {"reason": selling.RETURNS[0]}
            engine.perform(opportunity, "return", actor=opportunity.reviewer, data=reason, now=last + timedelta(minutes=40))
    letters.write(world, now=last)
    keeping.at_the_end(world, now=last)
    caring.at_the_end(world, now=last)
    visiting.at_the_end(world, now=last)
    adding.at_the_end(world, now=last)
    planning.at_the_end(world, now=last)
    classing.at_the_end(world, now=last)
    sampling.show(world, now=last)
    correcting.show(world, now=last)
    sales.at_the_end(world, now=last)
    complaining.show(world, now=last)
    returning.show(world, now=last)
    for login, listing, name, query, shared in VIEWS:
        save_view(listing, name=name, query=query, shared=shared, actor=world.people[login], now=last)
    before = last - timedelta(days=1)
    for person in world.people.values():
        ids = Message.objects.filter(recipient=person, read_at=None, created_at__lt=before).values_list("id", flat=True)
        mark_read(person, ids=list(ids), now=before)


def _new_registration(world: World, seller: Employee, *, now: datetime) -> Opportunity | None:
    rows = Customer.objects.filter(owner=seller, state_kind="open").exclude(state="search").select_related("owner__department", "department")
    customer = rows.exclude(id__in=world.twins).filter(opportunities=None).order_by("-abc", "id").first()
    return selling.register(world, customer, actor=seller, now=now) if customer else None
