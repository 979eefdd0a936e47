"""What the stories of gifts and referrals begin with."""

from decimal import Decimal
from typing import Any

from gendan.modules.care import actions
from gendan.modules.care.models import Gift
from gendan.modules.care.words import Role
from gendan.modules.customers import actions as customers
from gendan.modules.customers.tests.factories import customer
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff


def receiver(cast: Any, now: Any, *, role: str = Role.PRIVATE, name: str = "高鹏", firm: str = "青屿重工（苏州）有限公司", **values: Any) -> Any:
    """A person at a customer of He's, of whom is known what may be given."""
    at = customer(cast.he, now, firm, **values)
    contact = customers.add_contact(at, values={"name": name, "mobile": "13812345678"}, actor=cast.he, now=now)
    if role:
        actions.write_terms(contact, role=role, actor=cast.he, now=now)
    return contact


def budget(cast: Any, now: Any, amount: int = 5000, department: Any = None) -> Any:
    """What may be spent this year."""
    return actions.set_budget(department or cast.company, year=now.year, amount=Decimal(amount), actor=cast.ding, now=now)


def ask(contact: Any, cast: Any, now: Any, *, cost: Any = 80, kind: str = "present", actor: Any = None, **more: Any) -> Gift:
    """A small present."""
    return actions.ask_gift(
        contact, kind=kind, what="茶叶", cost=Decimal(cost), reason="生日", actor=actor or cast.he, now=now, **more
    )


def sign(gift: Gift, *people: Any, now: Any, verdict: str = "agreed", opinion: str = "") -> Gift:
    """Those who are asked agree in turn."""
    for person in people:
        row = SignOff.objects.filter(case=gift.case, verdict="pending", todo__assignee=person).get()
        engine.sign(row, verdict=verdict, opinion=opinion, actor=person, now=now)
    gift.refresh_from_db()
    return gift


def won(opportunity: Any, *, actor: Any, now: Any, number: str = "HT-1") -> None:
    """The deal is signed."""
    data = {
        "contract_number": number, "contract_amount": 50000, "signed_on": now.date(), "signatory": "高", "main_terms": "款到发货",
        "summary": "顺利", "runs_from": "", "runs_until": "",
    }
    engine.perform(opportunity, "win", actor=actor, data=data, now=now)
