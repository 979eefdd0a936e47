"""What contracts hold on a person (U12): who signed and confirmed; of a signed one that is set aside."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.modules.contracts.models import Contract
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Duty, Holding, Person

SIGNERS = ("their_signatory", "confirmed_by")


def register() -> None:
    """Declare it."""
    persons.register(Holding(
        key="contracts.contract", group="deals", title=_("Contracts with the person"), says=str, rows=_with, fields=SIGNERS, texts=SIGNERS,
        duty=Duty(key="contract", rows=_signed, since=_since),
    ))


def _with(person: Person) -> QuerySet[Contract]:
    named = Q(contact=person.id) | Q(their_signatory=person.name) | Q(confirmed_by=person.name)
    return Contract.objects.filter(named, customer=person.main)


def _signed(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(signed_on__isnull=False)


def _since(row: Contract) -> date:
    return row.ends_on or row.signed_on or timezone.localdate(row.created_at)
