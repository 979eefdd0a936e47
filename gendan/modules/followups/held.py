"""What follow-ups hold on a person (U12): with whom one talked, and what was written about it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.followups.models import Activity, Material, Promise
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding, Person


def register() -> None:
    """Declare it."""
    persons.register(
        Holding(
            key="followups.activity", group="story", title=_("Calls, visits and other follow-ups with the person"), rows=_with,
            fields=("way", "number", "asked_for"), says=lambda row: f"{row.at:%Y-%m-%d}", change={"number": "", "asked_for": ""},
        ),
        Holding(
            key="followups.written", group="story", title=_("What was written about follow-ups"), rows=_under,
            texts=("asked_for", "answered_by", "purpose", "text", "effect", "no_next_reason", "record_title"),
        ),
        Holding(
            key="followups.promise", group="story", title=_("Promises"), texts=("question", "answer"),
            rows=lambda person: Promise.objects.filter(customer=person.main),
        ),
        Holding(
            key="followups.material", group="story", title=_("Material sent"), texts=("what", "carrier"),
            rows=lambda person: Material.objects.filter(customer=person.main),
        ),
    )


def _with(person: Person) -> QuerySet[Activity]:
    return Activity.objects.filter(contact=person.id)


def _under(person: Person) -> QuerySet[Activity]:
    return Activity.objects.filter(customer=person.main)
