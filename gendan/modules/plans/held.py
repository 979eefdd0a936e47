"""What plans hold on a person (U12): visits, and what was written about them."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.plans.models import Visit
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding


def register() -> None:
    """Declare it."""
    persons.register(
        Holding(
            key="plans.visit", group="story", title=_("Visits to the person"), fields=("at", "place"),
            rows=lambda person: Visit.objects.filter(contact=person.id),
        ),
    )
