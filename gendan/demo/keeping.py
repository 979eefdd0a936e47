"""What keeps customers: staged follow-ups, a merge and one taken back, a public pool with its rules."""

from datetime import datetime, timedelta

from gendan.demo.world import World
from gendan.modules.customers.models import Customer
from gendan.modules.handovers import actions as handovers
from gendan.modules.handovers.models import Staged
from gendan.modules.handovers.queries import missing_from_file
from gendan.modules.merges import actions as merges
from gendan.modules.merges.finding import find_groups
from gendan.modules.pools import actions
from gendan.modules.pools.queries import open_business, stay_of
from gendan.spine.procedures import engine

GIVEN_BACK = ("暂无预算，明年再看", "产品不对口", "联系不上，电话换了", "在用同行产品，合同到年底", "区域调整，不便跟进")
LIMITS = {"provinces": [], "claims_per_day": 5, "held_limit": 20, "cool_down_days": 7, "is_active": True, "position": 0}
SPARED = {"spare_open": True, "spare_traded": True, "spare_waiting": True, "is_active": True}

FILE = {
    "situation": "旧线两台减速机靠进口件，备件交期十二周。", "analysis": "设备部急，采购压价；副总能拍板。",
    "consulting_plan": "先测两台老机的轴距和轴径，出替换清单。", "service_plan": "首批带安装指导，常备四套弹性体。",
    "guidance": "从备件切入，不要先谈整线。",
}
STAGED = {17: ("shen", FILE), 12: ("zhou", FILE | {"service_plan": ""}), 9: ("yan", {"situation": FILE["situation"]})}
HANDED_OVER = 5  # working days before today


def of_the_day(world: World, *, number: int, now: datetime) -> None:
    """Three begin a staged follow-up in the last weeks; whose two weeks are over hands over to the director."""
    left = len(world.days) - number
    if left in STAGED:
        login, file = STAGED[left]
        rows = Customer.objects.filter(owner=world.people[login], state__in=("visit", "follow", "phone"), staged=None, deleted_at=None)
        row = rows.exclude(id__in=world.twins).order_by("next_due_at", "id").first()
        if row is not None:
            handovers.start_staged(row, actor=world.people[login], now=now, **file)
    if left == HANDED_OVER:
        for record in Staged.objects.filter(state="phase1", started_at__lt=now - timedelta(days=14)).select_related("owner"):
            if not missing_from_file(record):
                engine.perform(record, "hand_over", actor=record.owner, now=now)


def _merge(world: World, *, now: datetime) -> None:
    """Two that were one are merged; two that are not are parted again."""
    bai = world.people["bai"]
    rows = Customer.objects.filter(state__in=("maintain", "dormant"), deleted_at=None, opportunities=None).exclude(abc="A")
    pairs = list(rows.order_by("owner", "province", "id")[:4])
    if len(pairs) < 4:
        return
    merges.merge(pairs[0], losers=[pairs[1]], values={}, reason="同一地址同一联系人，早年各登记了一次", actor=bai, now=now)
    wrong = merges.merge(pairs[2], losers=[pairs[3]], values={}, reason="名称相近，疑似同一家", actor=bai, now=now + timedelta(minutes=5))
    merges.unmerge(wrong[0], actor=bai, now=now + timedelta(minutes=40))


def at_the_end(world: World, *, now: datetime) -> None:
    """One pool for the whole company; customers were given back, and one of several was claimed again."""
    _merge(world, now=now)
    supervisor = world.people["bai"]
    values = {"name": "公司公海", "departments": [], "keepers": [supervisor], **LIMITS}
    pool = actions.save_pool(None, values=values, actor=supervisor)
    for clock, days, classes in (("quiet", 60, []), ("untouched", 30, ["C", "-"])):
        rule = {"clock": clock, "days": days, "classes": classes, "warn_days": 5, **SPARED}
        actions.save_rule(None, pool=pool, values=rule, actor=supervisor)
    rows = Customer.objects.filter(state__in=("search", "phone", "lost"), owner__isnull=False, deleted_at=None)
    quiet = list(rows.exclude(id__in=world.twins).select_related("owner").order_by("last_activity_at", "id")[:40])
    busy = open_business([row.pk for row in quiet])
    chosen = [row for row in quiet if row.pk not in busy and row.owner and row.owner.is_active][: len(GIVEN_BACK)]
    for step, (row, reason) in enumerate(zip(chosen, GIVEN_BACK, strict=False)):
        actions.give_back(row, pool=pool, reason=reason, actor=row.owner, now=now + timedelta(minutes=step))
    stay = stay_of(chosen[0]) if len(chosen) > 2 else None
    if stay is not None and stay.former != world.people["he"]:
        actions.claim(stay, actor=world.people["he"], now=now + timedelta(minutes=30))
    find_groups(now=now)
