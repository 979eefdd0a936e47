"""What requests themselves hold on a person (they stay as the proof, without the name), and what colleagues were told."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.privacy.models import Request
from gendan.spine.messages.models import Message
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding, Person
from gendan.spine.persons.models import Look
from gendan.spine.procedures.models import Case, Todo
from gendan.ui.records import record_url


def register() -> None:
    """Declare it."""
    persons.register(
        Holding(
            key="privacy.request", group="proof", title=_("Requests of the person"), fields=("number", "what", "asked_on", "note"),
            texts=("note", "verified", "handed_over"), rows=lambda person: Request.objects.filter(contact=person.id),
        ),
        Holding(
            key="privacy.look", group="proof", title=_("Access log"), fields=("at", "how", "why"), texts=("why",),
            rows=lambda person: Look.objects.filter(kind=person.kind, object_id=person.id),
        ),
        Holding(key="privacy.told", group="story", title=_("What colleagues were told"), rows=_told, texts=("title", "body")),
    )


def _told(person: Person) -> QuerySet[Message]:
    """In-app messages that lead to the customer, to what stands under it, or to to-dos for it."""
    under = {"main_kind": person.main_kind, "main_id": person.main}
    cases = Case.objects.filter(**under).values_list("record_kind", "record_id")
    todos = Todo.objects.filter(**under).values_list("pk", flat=True)
    urls = [*(record_url(kind, pk) for kind, pk in cases), *(f"/todos/{pk}" for pk in todos)]
    leads = Q(url__in=[url for url in urls if url]) | Q(url__startswith=f"{record_url(person.main_kind, person.main)}/")
    return Message.objects.filter(leads | Q(url=record_url(person.main_kind, person.main)), recipient__isnull=False)
