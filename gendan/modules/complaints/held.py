"""What complaints hold on a person (U12): who complained, who called, and how they are reached."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints.models import Complaint, Enquiry
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding, Person


def _mask(person: Person) -> str:
    return person.mask


def register() -> None:
    """Declare it."""
    reached = {"phone": "", "email": "", "address": ""}
    persons.register(
        Holding(
            key="complaints.complaint", group="story", title=_("Complaints of the person"), rows=_complained, says=str,
            fields=("complainant_name", "phone", "email", "address"), change={"complainant_name": _mask, **reached},
            texts=("subject", "text", "first_words", "verdict_text", "outcome_text"),
        ),
        Holding(
            key="complaints.enquiry", group="story", title=_("Calls of the person"), rows=_called, says=str, fields=("caller", "phone"),
            change={"caller": _mask, "phone": ""}, texts=("subject", "text", "answer"),
        ),
    )


def _complained(person: Person) -> QuerySet[Complaint]:
    found: QuerySet[Complaint] = Complaint.objects.filter(Q(contact=person.id) | Q(complainant_name=person.name), customer=person.main)
    return found


def _called(person: Person) -> QuerySet[Enquiry]:
    found: QuerySet[Enquiry] = Enquiry.objects.filter(Q(contact=person.id) | Q(caller=person.name), customer=person.main)
    return found
