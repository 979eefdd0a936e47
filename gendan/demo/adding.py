"""What the company has added to its records: fields of its own on customers, filled in by those who know."""

from datetime import date, datetime, timedelta
from typing import Any

from gendan.demo.world import World
from gendan.modules.customers.models import Customer
from gendan.spine.fields import actions

KIND = "customers.customer"
FIELDS: tuple[tuple[str, str, dict[str, Any], tuple[str, ...]], ...] = (
    ("渠道等级", "choice", {"on_list": True, "section": "渠道"}, ("金牌", "银牌", "铜牌")),
    ("返点 %", "number", {"section": "渠道", "shown_field": "own.qudaodengji", "shown_values": ["o1"]}, ()),
    ("年框金额", "money", {"indexed": True, "section": "渠道", "help": "年度框架合同，含税"}, ()),
    ("框架到期", "date", {"indexed": True, "section": "渠道"}, ()),
    ("技术对接人", "employee", {}, ()),
    ("内部评估", "text", {"view_roles": ["sales_head", "director", "general_manager"]}, ()),
)
FILLED = 24


def at_the_end(world: World, *, now: datetime) -> None:
    """Six fields, and what the owners of customers who trade know of them."""
    for title, kind, values, options in FIELDS:
        actions.add_field(
            kind=KIND, type=kind, values={"title": title, **values}, options=options, actor=world.people["admin"], now=now
        )
    rows = Customer.objects.filter(state="maintain", owner__isnull=False, deleted_at=None, owner__status="active")
    for number, row in enumerate(rows.select_related("owner").order_by("id")[:FILLED]):
        own = {
            "qudaodengji": f"o{number % 3 + 1}", "niankuangjine": 80_000 + number * 26_500,
            "kuangjiadaoqi": date(now.year, 12, 31) + timedelta(days=31 * (number % 6)), "jishuduijieren": world.people["han"],
            **({"fandian": 3 + number % 5} if number % 3 == 0 else {}),
        }
        actions.put(row, own, actor=row.owner, now=now + timedelta(minutes=number))
