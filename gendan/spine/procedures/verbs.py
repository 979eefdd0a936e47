"""What a procedure says by itself: the verb of its moves, and the words of the to-dos that its states make."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gendan.spine import words
from gendan.spine.procedures.declare import Procedure, State, Transition
from gendan.spine.timeline import declarations as timeline


def declare_moves(procedure: Procedure) -> None:
    """Declare "<procedure>.moved", unless the module has declared it."""
    verb = f"{procedure.key}.moved"
    if not timeline.is_declared(verb):
        timeline.register(verb, "arrow-right", _("%(actor)s: %(title)s (%(from_title)s → %(to_title)s)"))


def declare_words(procedure: Procedure) -> None:
    """Declare what each state asks for, its name, and the places at which its to-dos stand."""
    for state in procedure.states:
        words.declare(task_key(procedure.key, state), state.todo or state.title)
        words.declare(state_key(procedure.key, state), state.title)
        words.declare(place_key(procedure.key, state), format_lazy("{} · {}", procedure.title, state.title))
        for party in state.signoffs.parties if state.signoffs else ():
            place = format_lazy("{} · {}", state.title, party.title)
            words.declare(place_key(procedure.key, state, party.key), place)
    for transition in procedure.transitions:
        words.declare(move_key(procedure.key, transition), transition.title)


def task_key(procedure: str, state: State) -> str:
    """The sentence of a state's to-do."""
    return f"todo.{procedure}.{state.key}"


def state_key(procedure: str, state: State) -> str:
    """The name of a state."""
    return f"state.{procedure}.{state.key}"


def move_key(procedure: str, transition: Transition) -> str:
    """The name of a move."""
    return f"move.{procedure}.{transition.key}"


def place_key(procedure: str, state: State, party: str = "") -> str:
    """Where a to-do stands: procedure and state, for a sign-off state and party."""
    return f"place.{procedure}.{state.key}.{party}" if party else f"place.{procedure}.{state.key}"
