"""What the procedures declare to the rest of the spine: topics and verbs."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.messages import declarations as messages
from gendan.spine.procedures.declare import Procedure
from gendan.spine.timeline import declarations as timeline


def declare() -> None:
    """Declare topics and verbs; called once at start."""
    messages.register("procedures.todo", _("work given to me"), ())
    messages.register("procedures.late", _("late work"))
    timeline.register_group("todo", _("to-dos"))
    timeline.register_group("procedures", _("sign-offs"))
    timeline.register("todo.done", "check", _("%(actor)s did “%(title)s”"))
    timeline.register("todo.postponed", "clock", _("%(actor)s postponed “%(title)s”"))
    timeline.register("todo.reassigned", "user", _("%(actor)s gave “%(title)s” from %(before)s to %(after)s"))
    timeline.register("todo.paused", "player-pause", _("%(actor)s let “%(title)s” rest"))
    timeline.register("todo.handed_over", "user", _("“%(title)s” was late and went from %(before)s to %(after)s"))
    timeline.register("procedures.signed", "signature", _("%(actor)s signed for %(party)s"))


def declare_moves(procedure: Procedure) -> None:
    """The verb by which moves of a procedure are told, unless its module has declared one."""
    verb = f"{procedure.key}.moved"
    if not timeline.is_declared(verb):
        timeline.register(verb, "arrow-right", _("%(actor)s: %(title)s (%(from_title)s → %(to_title)s)"))
