"""The verb by which the moves of a procedure are told."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures.declare import Procedure
from gendan.spine.timeline import declarations as timeline


def declare_moves(procedure: Procedure) -> None:
    """Declare "<procedure>.moved", unless the module has declared it."""
    verb = f"{procedure.key}.moved"
    if not timeline.is_declared(verb):
        timeline.register(verb, "arrow-right", _("%(actor)s: %(title)s (%(from_title)s → %(to_title)s)"))
