"""What procedures hold on a person: to-dos and cases that name him."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding, Person
from gendan.spine.procedures.models import Case, SignOff, Todo
from gendan.spine.procedures.todos import LIVE, refresh_next_steps


def register() -> None:
    """Declare it."""
    persons.register(
        Holding(
            key="procedures.todo", group="story", title=_("To-dos"), texts=("title", "context", "outcome", "reason"),
            rows=_todos, after=_refresh,
        ),
        Holding(
            key="procedures.case", group="story", title=_("Running procedures"), texts=("title",),
            rows=lambda person: Case.objects.filter(main_kind=person.main_kind, main_id=person.main),
        ),
        Holding(
            key="procedures.signoff", group="story", title=_("Opinions in sign-offs"), texts=("opinion",),
            rows=lambda person: SignOff.objects.filter(case__main_kind=person.main_kind, case__main_id=person.main),
        ),
    )


def _todos(person: Person) -> QuerySet[Todo]:
    return Todo.objects.filter(main_kind=person.main_kind, main_id=person.main)


def _refresh(person: Person, _now: datetime) -> None:
    """Lists repeat the title of the most urgent to-do."""
    records: dict[str, set[int]] = {person.main_kind: {person.main}}
    for kind, pk in _todos(person).filter(status__in=LIVE, record_id__isnull=False).values_list("record_kind", "record_id"):
        records.setdefault(kind, set()).add(pk)
    for kind, ids in records.items():
        refresh_next_steps(kind, ids)
