"""Care in the made-up company: the visit after a sale, and the question whom they know."""

from datetime import datetime

from gendan.demo.world import World
from gendan.modules.care import actions as care
from gendan.modules.care.models import AfterSale, Referral
from gendan.modules.customers.queries import contacts_of
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo

DOUBTS = (("", ""), ("担心夏天温升", "看了运行记录，最高 62 度，在范围内"), ("备件供应会不会慢", "当场看了常备库存清单"))
NAMED = ("江畔起重设备厂", "云栖造纸设备公司", "北坞港机维修部", "青石矿山配件厂")


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
