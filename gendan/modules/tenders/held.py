"""What bids hold on a person (U12): their place on the map, which goes with them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.tenders.models import Stakeholder
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding, Person


def register() -> None:
    """Declare it."""
    persons.register(Holding(
        key="tenders.stakeholder", group="part", title=_("Who has a say in a bid"), says=str, rows=_of, remove=_remove,
        fields=("name", "department", "title", "influence", "attitude", "note"),
    ))


def _of(person: Person) -> QuerySet[Stakeholder]:
    return Stakeholder.objects.filter(Q(contact=person.id) | Q(contact=None, name=person.name), tender__customer=person.main)


def _remove(ids: Collection[int], now: datetime) -> None:  # noqa: ARG001  nothing of it has a history
    Stakeholder.objects.filter(pk__in=ids).delete()
