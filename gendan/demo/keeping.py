"""What keeps customers: a public pool with its rules, some customers in it, and likely duplicates found."""

from datetime import datetime, timedelta

from gendan.demo.world import World
from gendan.modules.customers.models import Customer
from gendan.modules.merges.finding import find_groups
from gendan.modules.pools import actions
from gendan.modules.pools.queries import open_business, stay_of

GIVEN_BACK = ("暂无预算，明年再看", "产品不对口", "联系不上，电话换了", "在用同行产品，合同到年底", "区域调整，不便跟进")
LIMITS = {"provinces": [], "claims_per_day": 5, "held_limit": 20, "cool_down_days": 7, "is_active": True, "position": 0}
SPARED = {"spare_open": True, "spare_traded": True, "spare_waiting": True, "is_active": True}


def at_the_end(world: World, *, now: datetime) -> None:
    """One pool for the whole company; five customers were given back, and one of them was claimed again."""
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
    stay = stay_of(chosen[0]) if chosen else None
    if stay is not None and stay.former != world.people["he"]:
        actions.claim(stay, actor=world.people["he"], now=now + timedelta(minutes=30))
    find_groups(now=now)
