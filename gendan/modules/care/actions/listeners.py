"""What care does when others have done something."""

from datetime import datetime
from typing import Any

from gendan.modules.care import queries
from gendan.modules.care.access import OCCASION, SURVEY
from gendan.modules.care.actions.after_sale import (
    begin_after_delivery,
    begin_after_sale,
    count_anew,
    count_from_delivery,
)
from gendan.modules.care.actions.dates import repeat_birthdays
from gendan.modules.care.actions.referrals import follow_deal
from gendan.modules.care.models import AfterSale, Occasion, Survey
from gendan.modules.care.procedure import OCCASION as PROCEDURE
from gendan.modules.care.procedure import SURVEY as SURVEY_PROCEDURE
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.procedures import engine


def follow_contacts(*, contact_ids: list[int], now: datetime, **_facts: Any) -> None:
    """Listener of "customers.contacts_changed": birthdays are repeated."""
    people = list(queries.with_days(contact_ids))
    if people:  # contacts are written often, and few have such a day
        repeat_birthdays([person.pk for person in people], now=now)


def follow_moves(*, case: Any, transition: Any, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": a deal that was won is cared for, and may have had an introducer."""
    if case.procedure != "opportunity" or transition.target != "won":
        return
    deal = Opportunity.objects.select_related("customer", "owner__department").get(pk=case.record_id)
    follow_deal(deal, now=now)
    begin_after_sale(deal, now=now)


def follow_delivery(*, opportunity: Opportunity, now: datetime, **_facts: Any) -> None:
    """Listener of "opportunities.delivery"."""
    count_from_delivery(opportunity, now=now)


def follow_shipment(*, order: Any, now: datetime, **_facts: Any) -> None:
    """Listener of "orders.shipped": the visit of its deal counts from now; where there was no deal, one is planned (F58.6)."""
    if AfterSale.objects.filter(opportunity=order.opportunity_id).exclude(opportunity=None).exists():
        count_anew(order.opportunity, now=now)
    elif order.owner is not None:
        begin_after_delivery(order.customer, record=order, owner=order.owner, now=now)


def forget_binned(*, customer_ids: list[int], now: datetime, **_facts: Any) -> None:
    """Listener of "customers.to_be_binned": nobody is reminded of a customer in the bin."""
    ids = list(Occasion.objects.filter(customer__in=customer_ids, state="ahead").order_by("pk").values_list("pk", flat=True))
    engine.end_many(OCCASION, ids, "forget", procedure=PROCEDURE, actor=None, now=now)
    asked = list(Survey.objects.filter(customer__in=customer_ids, state="asking").order_by("pk").values_list("pk", flat=True))
    engine.end_many(SURVEY, asked, "forget", procedure=SURVEY_PROCEDURE, actor=None, now=now)
