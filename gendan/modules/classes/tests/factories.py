"""Customers with won opportunities, made through the public door."""

from datetime import date, datetime, timedelta
from typing import Any

from gendan.modules.classes import actions
from gendan.modules.classes.models import Run
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import engine

NAMES = ("青屿重工", "岚石液压", "柏舟数控", "松陵起重", "曜川压缩机", "云鹿机器人", "远汀泵业", "霁海船用", "木昂风电", "江岳矿山")
CONTRACT = {"contract_number": "HT-1", "signatory": "高建平", "main_terms": "款到发货", "summary": "签约。"}


def sold(cast: Any, to: Customer, amount: int, *, now: datetime, on: date | None = None) -> Opportunity:
    """A won opportunity, signed on a day."""
    day = on or now.date()
    reason = {"duplicate_reason": "另一个项目"} if to.opportunities.exists() else {}
    row = registered(to, actor=cast.he, reviewer=cast.lin, now=now, amount=amount, **reason)
    engine.perform(row, "win", actor=cast.he, data=CONTRACT | {"contract_amount": str(amount), "signed_on": str(day)}, now=now)
    row.refresh_from_db()
    return row


def buyers(cast: Any, now: datetime, *amounts: int) -> list[Customer]:
    """A customer for each amount, bought ten days ago; no amount, nothing bought."""
    made = []
    for name, amount in zip(NAMES, amounts, strict=False):
        made.append(customer(cast.he, now, f"{name}有限公司"))
        if amount:
            sold(cast, made[-1], amount, now=now, on=now.date() - timedelta(days=10))
    return made


def reckoned(cast: Any, now: datetime) -> Run:
    """The classes, reckoned because somebody asked; the month's own reckoning comes after it."""
    run = actions.ask_to_reckon(actor=cast.bai, now=now)
    while actions.reckon_when_due(now=now):
        pass
    run.refresh_from_db()
    return run


def classes(*rows: Customer) -> str:
    """The letters as they stand now; "-" for none."""
    for row in rows:
        row.refresh_from_db()
    return "".join(row.abc or "-" for row in rows)
