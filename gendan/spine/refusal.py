"""A refusal says why, and who can help; pages, API and imports show the same words."""

from typing import Any


class Refusal(Exception):
    """Raised where a rule forbids what was asked. `field` names the input at fault, `who` the person who can help."""

    def __init__(self, reason: Any, *, who: Any = "", field: str = "", code: str = "refused") -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.who = who
        self.field = field
        self.code = code


class NotAllowed(Refusal):
    """The person has no right to do this to this record."""

    def __init__(self, reason: Any, *, who: Any = "") -> None:
        super().__init__(reason, who=who, code="not_allowed")


class Stale(Refusal):
    """Somebody else changed the record meanwhile; `current` holds the values as they stand now."""

    def __init__(self, reason: Any, *, current: dict[str, Any] | None = None) -> None:
        super().__init__(reason, code="stale")
        self.current = current or {}
