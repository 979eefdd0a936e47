"""What imports hold on a person: the cells of the rows from which his customer came."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.spine.imports.models import Row
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.declarations import Holding, Person
from gendan.spine.timeline.models import Entry


def register() -> None:
    """Declare it."""
    persons.register(Holding(
        key="imports.row", group="story", title=_("Rows of imported files"), texts=("cells", "before", "after"),
        rows=_rows,
    ))


def _rows(person: Person) -> QuerySet[Row]:
    """The story says in which batches the customer came."""
    told = Entry.objects.filter(main_kind=person.main_kind, main_id=person.main, data__has_key="batch")
    batches = [pk for pk in told.values_list("data__batch", flat=True) if isinstance(pk, int)]
    return Row.objects.filter(batch__in=batches, kind=person.main_kind, object_id=person.main)
