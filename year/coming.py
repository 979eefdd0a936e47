"""What comes to the company from outside: enquiries, orders, complaints, every day some."""

from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_UP, Decimal

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from bench.names import company_name
from gendan.modules.capa.actions import open_capa
from gendan.modules.complaints.actions import register_complaint
from gendan.modules.complaints.tests.story import said_of
from gendan.modules.complaints.words import Channel, Klass
from gendan.modules.contracts.actions import draft_contract
from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.actions import draft_opportunity
from gendan.modules.opportunities.contract import owed, record_payment
from gendan.modules.opportunities.models import Opportunity, Payment
from gendan.modules.orders.actions import enter_order
from gendan.modules.quotes.actions import new_quote
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from year.company import SELLING, Company, tried


def a_customer(made: Company, now: datetime) -> None:
    """Somebody calls who is not known yet."""
    seller = made.somebody(SELLING[1])
    phone = f"139{made.dice.randint(10_000_000, 99_999_999)}"
    register_customer({"name": company_name(made.dice), "phone": phone}, actor=seller, now=now)


def an_opportunity(made: Company, now: datetime) -> None:
    """A customer wants something."""
    customer, seller = _one_of_ours(made)
    draft_opportunity(
        actor=seller, now=now, customer=customer, name="配套联轴器", contact_name="高工", phone="13801974426", source="exhibition",
        region="江苏 苏州", initiation="新产线要配套。", amount=Decimal(made.dice.randint(3, 300) * 1000),
    )


def a_quotation(made: Company, now: datetime) -> None:
    """A customer asks for a price."""
    customer, seller = _one_of_ours(made)
    new_quote(customer, name="联轴器报价", actor=seller, now=now)


def a_contract(made: Company, now: datetime) -> None:
    """A customer wants it in writing."""
    customer, seller = _one_of_ours(made)
    draft_contract(customer, name="年度供货合同", actor=seller, now=now)


def an_order(made: Company, now: datetime) -> None:
    """A customer orders by a word."""
    customer, seller = _one_of_ours(made)
    product = made.dice.choice(made.products)
    enter_order(customer, actor=seller, now=now, lines=[(product, Decimal(made.dice.randint(1, 20)), product.list_price)])


def a_complaint(made: Company, now: datetime) -> None:
    """Somebody is dissatisfied and calls the desk."""
    customer, _seller = _one_of_ours(made)
    klass = made.dice.choice(Klass.values)
    values = {
        "klass": klass, "grade": made.dice.choice((1, 2, 2, 3, 3)), "is_major": made.dice.random() < 0.05, "channel": made.dice.choice(Channel.values),
        "subject": "开裂", "phone": "13800001111", "complainant_name": "沈工", "customer": customer if made.dice.random() < 0.9 else None,
    }
    register_complaint(values | said_of(klass), actor=made.somebody("客服专员"), now=now)


def a_correction(made: Company, now: datetime) -> None:
    """An audit finds something."""
    open_capa(values={"title": "首件检验记录缺项", "responsible": made.dice.choice(made.departments), "origin": "audit"},
              actor=made.somebody("质量工程师"), now=now)


def a_payment(made: Company, now: datetime) -> None:
    """Somebody pays for what was agreed: a part or the rest, in time or months later."""
    won = Opportunity.objects.filter(state="won", contract_amount__gt=0).annotate(got=Coalesce(Sum("payments__amount"), Decimal(0)))
    owing = list(won.filter(got__lt=F("contract_amount")).select_related("owner__department").order_by("pk"))
    if not owing:
        raise Refusal("nobody owes anything")
    deal = made.dice.choice(owing)
    amount = made.dice.choice((owed(deal), (owed(deal) / 3).quantize(Decimal("0.01"), ROUND_UP)))
    record_payment(deal, paid_on=now.date(), amount=amount, method=made.dice.choice(Payment.Method.values), actor=deal.owner, now=now)


def _one_of_ours(made: Company) -> tuple[Customer, Employee]:
    """A customer and whoever is responsible for it."""
    while True:
        seller = made.somebody(SELLING[1], SELLING[0])
        own = Customer.objects.filter(owner=seller, deleted_at=None, merged_into=None).order_by("pk")
        count = own.count()
        if count:
            return own.select_related("owner__department", "department")[made.dice.randrange(count)], seller


#: How often a day, for every hundred people.
COMING: tuple[tuple[Callable[[Company, datetime], None], float], ...] = (
    (a_customer, 2), (an_opportunity, 3), (a_quotation, 2), (a_contract, 0.7), (an_order, 2.5), (a_complaint, 1.5), (a_correction, 0.3),
    (a_payment, 2),
)


def of_the_hour(made: Company, *, now: datetime, share: float) -> dict[str, int]:
    """What this hour brings, of a day's average the given share; by name and number."""
    came: dict[str, int] = {}
    for bring, often in COMING:
        mean = often * made.scale.people / 100 * share
        for _one in range(int(mean) + (made.dice.random() < mean - int(mean))):
            if tried(bring, made, now):
                came[bring.__name__] = came.get(bring.__name__, 0) + 1
    return came
