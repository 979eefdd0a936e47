"""What the timeline holds on a person: entries, comments and names of files that speak of him."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Group, Holding, Person
from gendan.spine.timeline.models import Attachment, Comment, Entry

STORY = Group(
    key="story", title=_("What was written down about dealings"), months=60,
    purpose=_("to know what was agreed with the customer, and to carry it out"),
)


def register() -> None:
    """Declare it."""
    persons.register_group(STORY)
    persons.register(
        Holding(key="timeline.entry", group="story", title=_("Entries of the story"), rows=_entries, texts=("title", "text", "data")),
        Holding(key="timeline.comment", group="story", title=_("Comments"), rows=_comments, texts=("text",)),
        Holding(key="timeline.attachment", group="story", title=_("Files by their names"), rows=_files, texts=("name",)),
    )


def _entries(person: Person) -> QuerySet[Entry]:
    return Entry.objects.filter(main_kind=person.main_kind, main_id=person.main)


def _comments(person: Person) -> QuerySet[Comment]:
    return Comment.objects.filter(pk__in=_named(person, "comment"))


def _files(person: Person) -> QuerySet[Attachment]:
    return Attachment.objects.filter(pk__in=_named(person, "attachment"))


def _named(person: Person, what: str) -> list[int]:
    found = _entries(person).filter(verb=f"{what}.added").values_list(f"data__{what}", flat=True)
    return [pk for pk in found if isinstance(pk, int)]
