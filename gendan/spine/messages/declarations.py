"""The topics on which gendan writes to people, each declared by the app that sends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gendan.spine.messages.models import Channel


@dataclass(frozen=True)
class Topic:
    """One subject that a person can switch on and off by channel; in-app is always on."""

    key: str
    label: Any
    default_channels: tuple[str, ...]


_topics: dict[str, Topic] = {}


def register(topic: str, label: Any, default_channels: Iterable[str] = (Channel.EMAIL,)) -> None:
    """Declare a topic; a second declaration replaces the first, so that reloading is harmless."""
    others = [str(channel) for channel in default_channels if channel != Channel.IN_APP]
    _topics[topic] = Topic(topic, label, (str(Channel.IN_APP), *others))


def topic_of(key: str) -> Topic:
    """The declared topic; one that nobody declared is in-app only and is called by its key."""
    return _topics.get(key) or Topic(key, key, (str(Channel.IN_APP),))


def topics() -> list[Topic]:
    """All declared topics, in the order of their declaration."""
    return list(_topics.values())
