"""The doctor's check of own fields: every index that was asked for stands."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.fields import indexes
from gendan.spine.fields.models import Index, OwnField
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import LIMIT, Finding


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("own_fields", check)


def check() -> list[Finding]:
    """A field that is said to be indexed has all its indexes, and none could not be built."""
    wanting = [field for field in OwnField.objects.filter(archived_at=None) if field.index_state != Index.BUILDING]
    ids = tuple(field.pk for field in wanting if indexes.state_of(field) not in (Index.NONE, Index.READY))[:LIMIT]
    return [Finding("own_fields", _("a field lacks an index that it should have"), "fields.ownfield", ids)] if ids else []
