"""The card of what to think of at the step that a record stands in, as its procedure says it."""

from typing import Any

from gendan.spine.procedures import registry
from gendan.ui.detail.declare import Card
from gendan.ui.listing.filters import Asked


def topics(record: Any, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """The checklist of the state."""
    state = registry.procedure(record.case.procedure).find_state(record.state) if record.case else None
    return {"topics": state.checklist if state else ()}


TOPICS = Card(
    template="ui/detail/card_topics.html", context=topics,
    shown=lambda record, asked: record.state_kind == "open" and bool(topics(record, asked)["topics"]),
)
