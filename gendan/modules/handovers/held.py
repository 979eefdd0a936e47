"""What staged follow-ups hold on a person (U12): the file that goes along."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.handovers.models import Staged
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding


def register() -> None:
    """Declare it."""
    persons.register(Holding(
        key="handovers.staged", group="story", title=_("Files of staged follow-ups"),
        texts=("situation", "consulting_plan", "service_plan", "analysis", "guidance"),
        rows=lambda person: Staged.objects.filter(customer=person.main),
    ))
