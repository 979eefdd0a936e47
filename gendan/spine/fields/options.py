"""The options of a choice: renamed, added and closed without touching what was chosen."""

from collections.abc import Sequence
from typing import Any

Option = dict[str, Any]


def settled(options: Sequence[Option], lines: Sequence[str]) -> list[Option]:
    """The options after somebody wrote these lines: "key=words" renames a known one, bare words are a known or a new one.

    What is missing among the lines is closed, not removed: it stays where it was chosen, and opens again when it is
    written again.
    """
    known = {one["key"]: one for one in options}
    by_label = {one["label"]: one["key"] for one in options}
    found: dict[str, Option] = {}
    for line in filter(None, map(str.strip, lines)):
        key, sign, label = line.partition("=")
        if not sign or key.strip() not in known:
            key, label = by_label.get(line) or _next(known | found), line
        found[key.strip()] = {"key": key.strip(), "label": label.strip()[:80]}
    closed = [{**one, "closed": True} for key, one in known.items() if key not in found]
    return [*found.values(), *closed]


def written(options: Sequence[Option]) -> list[str]:
    """The offered options as lines that `settled` understands."""
    return [f"{one['key']}={one['label']}" for one in options if not one.get("closed")]


def _next(taken: Any) -> str:
    number = len(taken) + 1
    while f"o{number}" in taken:
        number += 1
    return f"o{number}"
