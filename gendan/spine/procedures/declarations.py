"""What the procedures declare to the rest of the spine: topics and verbs."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from gendan.spine import clock, words
from gendan.spine.access import declarations as access
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import checks, escalate, queries, soundness
from gendan.spine.timeline import declarations as timeline


def declare() -> None:
    """Declare topics and verbs; called once at start."""
    messages.register("procedures.todo", _("work given to me"), ())
    messages.register("procedures.late", _("late work"))
    clock.register("procedures", timedelta(seconds=20), escalate.tick)
    access.lend("procedures", queries.records_waiting_for)
    soundness.register()
    checks.register()
    words.declare("todo.arrange", _("Arrange the next step"))
    timeline.register_group("todo", _("to-dos"))
    timeline.register_group("procedures", _("sign-offs"))
    timeline.register("todo.done", "check", _("%(actor)s did “%(title)s”"))
    timeline.register("todo.postponed", "clock", _("%(actor)s postponed “%(title)s”"))
    timeline.register("todo.reassigned", "user", _("%(actor)s gave “%(title)s” from %(before)s to %(after)s"))
    timeline.register("todo.paused", "player-pause", _("%(actor)s let “%(title)s” rest"))
    timeline.register("todo.handed_over", "user", _("“%(title)s” was late and went from %(before)s to %(after)s"))
    timeline.register("procedures.signed", "signature", _("%(actor)s signed for %(party)s"))
