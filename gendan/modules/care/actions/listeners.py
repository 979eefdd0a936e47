"""What care does when others have done something."""

from datetime import datetime
from typing import Any

from gendan.modules.care import queries
from gendan.modules.care.access import AFTER, GIFT, OCCASION, REFERRAL
from gendan.modules.care.actions.after_sale import begin_after_sale, count_from_delivery
from gendan.modules.care.actions.dates import forget, repeat_birthdays
from gendan.modules.care.actions.referrals import follow_deal
from gendan.modules.care.models import AfterSale, CareDate, Gift, Occasion, Referral
from gendan.modules.care.procedure import OCCASION as PROCEDURE
from gendan.modules.customers.queries import consents_of
from gendan.modules.customers.under import copy_people
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine

#: Everything that stands under a customer and has an owner of its own.
OWNED = ((OCCASION, Occasion), (GIFT, Gift), (REFERRAL, Referral), (AFTER, AfterSale))


def follow_contacts(*, contact_ids: list[int], now: datetime, **_facts: Any) -> None:
    """Listener of "customers.contacts_changed": birthdays are repeated; without consent a person's days are forgotten."""
    people = list(queries.with_days(contact_ids))
    if not people:  # nearly always: contacts are written often, and few have such a day
        return
    repeat_birthdays([person.pk for person in people], now=now)
    words = consents_of(people)
    withdrawn = [pk for pk, channels in words.items() if "data" in channels and not channels["data"].given]
    ids = list(CareDate.objects.filter(contact__in=withdrawn).values_list("pk", flat=True))
    if ids:
        forget(ids, reason="", now=now)


def follow_customers(*, customer_ids: list[int], **_facts: Any) -> None:
    """Listener of "customers.people_changed"."""
    for _kind, model in OWNED:
        copy_people(model, customer_ids)


def follow_owner(
    *, customer_ids: list[int], previous: Employee, owner: Employee, actor: Employee | None, now: datetime
) -> None:
    """Listener of "customers.owner_changed": whoever takes the customer takes the care that is open."""
    for kind, model in OWNED:
        rows = model.objects.filter(customer__in=customer_ids, owner=previous, state_kind__in=("open", "waiting"))
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        model.objects.filter(pk__in=ids).update(owner=owner, department=owner.department)
        engine.change_owner(kind, ids, previous=previous, owner=owner, actor=actor, now=now)


def follow_transfer(*, employee: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_transferred": what is open goes along."""
    for _kind, model in OWNED:
        model.objects.filter(owner=employee, state_kind__in=("open", "waiting")).update(department=employee.department_id)


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left"."""
    for _kind, model in OWNED:
        model.objects.filter(owner=employee).update(owner=successor, department=successor.department)


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


def forget_binned(*, customer_ids: list[int], now: datetime, **_facts: Any) -> None:
    """Listener of "customers.to_be_binned": nobody is reminded of a customer in the bin."""
    ids = list(Occasion.objects.filter(customer__in=customer_ids, state="ahead").order_by("pk").values_list("pk", flat=True))
    engine.end_many(OCCASION, ids, "forget", procedure=PROCEDURE, actor=None, now=now)
