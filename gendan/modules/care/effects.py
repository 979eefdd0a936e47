"""What the moves of care write besides the state."""

from gendan.spine.procedures.declare import Move


def keep_outcome(move: Move) -> None:
    """How the day was kept."""
    move.keep(way=move.data["way"], outcome=move.data["outcome"])
