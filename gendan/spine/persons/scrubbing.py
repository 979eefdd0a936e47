"""Find the words that name a person in texts, and put something else in their place."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from gendan.spine.words import Words

SHORTEST_NAME, SHORTEST_NUMBER = 2, 5
BETWEEN = r"[\s\-()（）]*"
#: Names of columns and verbs in JSON; nobody is called so.
KEYS_KEPT = frozenset({"field", "verb"})


def words_of(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """What is looked for, the longest first; a single letter names nobody."""
    found = {one.strip() for one in names if len(one.strip()) >= SHORTEST_NAME}
    found |= {one.strip() for one in others if len(one.strip()) >= SHORTEST_NUMBER}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def scrubber(words: tuple[str, ...], mask: str) -> Callable[[Any], Any]:
    """A function that replaces the words in a text, a list or a mapping; what names nobody comes back as it was."""
    pattern = _pattern(words)

    def scrub(value: Any) -> Any:
        if isinstance(value, Words):
            return Words(value.key, pattern.sub(mask, value.value))
        if isinstance(value, str):
            return pattern.sub(mask, value)
        if isinstance(value, list):
            return [scrub(one) for one in value]
        if isinstance(value, dict):
            return {key: one if key in KEYS_KEPT else scrub(one) for key, one in value.items()}
        return value

    return scrub if words else lambda value: value


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_one(word) for word in words), re.IGNORECASE)


def _one(word: str) -> str:
    """A number however it is grouped; a name in Latin letters only as a whole word."""
    digits = re.sub(r"\D", "", word)
    if len(digits) >= SHORTEST_NUMBER and not re.search(r"[^\d\s\-+()（）]", word):
        return r"(?<!\d)" + BETWEEN.join(digits) + r"(?!\d)"
    if word.isascii():
        return r"(?<![A-Za-z0-9])" + re.escape(word) + r"(?![A-Za-z0-9])"
    return re.escape(word)
