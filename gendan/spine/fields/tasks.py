"""Background work of the fields: an id in, one action."""

from procrastinate.contrib.django import app

from gendan.spine.fields import actions
from gendan.spine.fields.jobs import JOB
from gendan.spine.fields.models import OwnField


@app.task(name=JOB)
def index_field(field_id: int) -> None:
    """Build the indexes that the field wants now."""
    field = OwnField.objects.filter(pk=field_id).first()
    if field is not None:
        actions.build_indexes(field)
