"""What plans hold on a person (U12): visits, and what was written about them."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.plans.models import Action, Visit, VisitReport
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding

WRITTEN = ("place", "focus", "companions", "participants", "topics", "problem", "referral")


def register() -> None:
    """Declare it."""
    persons.register(
        Holding(
            key="plans.visit", group="story", title=_("Visits to the person"), fields=("at", "place"),
            rows=lambda person: Visit.objects.filter(contact=person.id), texts=WRITTEN,
        ),
        Holding(
            key="plans.visits", group="story", title=_("What was written about visits"), texts=WRITTEN,
            rows=lambda person: Visit.objects.filter(customer=person.main),
        ),
        Holding(
            key="plans.action", group="story", title=_("Planned contacts"), texts=("title", "note"),
            rows=lambda person: Action.objects.filter(customer=person.main),
        ),
        Holding(
            key="plans.report", group="story", title=_("Visit reports"), texts=("text",),
            rows=lambda person: VisitReport.objects.filter(visit__customer=person.main),
        ),
    )
