"""What this app tells the rest of the house at start."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.fields import history
from gendan.spine.timeline import declarations as timeline
from gendan.spine.timeline.history import register_reader

VERBS = (
    ("field.added", "forms", _("%(actor)s added the field “%(title)s”")),
    ("field.changed", "edit", _("%(actor)s changed the field “%(title)s”")),
    ("field.archived", "archive", _("%(actor)s archived the field “%(title)s”")),
    ("field.restored", "archive-off", _("%(actor)s brought the field “%(title)s” back")),
    ("own.changed", "pencil", _("%(actor)s changed the data")),
)


def declare() -> None:
    """Register the verbs, and how changes of own fields are told."""
    timeline.register_group("field", _("fields of the company's own"))
    timeline.register_group("own", _("fields of the company's own"))
    for verb, icon, sentence in VERBS:
        timeline.register(verb, icon, sentence)
    register_reader("own", history.differences)
