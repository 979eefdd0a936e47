"""What follow-ups hold on a person (U12): with whom one talked."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.followups.models import Activity
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding, Person


def register() -> None:
    """Declare it."""
    persons.register(
        Holding(
            key="followups.activity", group="story", title=_("Calls, visits and other follow-ups with the person"), rows=_with,
            fields=("way", "number", "asked_for"), says=lambda row: f"{row.at:%Y-%m-%d}", change={"number": "", "asked_for": "", "own": None},
        ),
    )


def _with(person: Person) -> QuerySet[Activity]:
    return Activity.objects.filter(contact=person.id)

