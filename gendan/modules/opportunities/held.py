"""What opportunities hold on a person (U12); what belongs to a signed contract is set aside."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.modules.opportunities.models import Opportunity
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Duty, Group, Holding, Person

DEALS = Group(
    key="deals", title=_("Contact in a deal"), months=120, purpose=_("to conclude and carry out the contract with the customer"),
)
SIGNED = Q(state="won") | Q(signed_on__isnull=False) | ~Q(contract_number="")


def register() -> None:
    """Declare it."""
    persons.register_group(DEALS)
    persons.register(
        Holding(
            key="opportunities.contact", group="deals", title=_("Opportunities with the person"), rows=_with, says=str,
            fields=("contact_name", "phone", "signatory"), texts=("signatory",), change={"contact_name": _mask, "phone": ""},
            duty=Duty(key="contract", rows=signed, since=since),
        ),
    )


def signed(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The ones that became a contract."""
    return rows.filter(SIGNED)


def since(row: Opportunity) -> date:
    """The years begin when the contract ends, as far as that is known."""
    return row.runs_until or row.closed_on or row.signed_on or timezone.localdate(row.updated_at)


def _with(person: Person) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(Q(contact=person.id) | Q(customer=person.main, contact_name=person.name))


def _mask(person: Person) -> str:
    return person.mask
