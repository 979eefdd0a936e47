"""What the clients wanted, and what they were told: the one truth that the database is held against."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import Any


@dataclass
class Deed:
    """One thing that somebody did; `mark` stands in the record that comes of it, and nowhere else."""

    kind: str
    mark: str
    facts: dict[str, Any] = field(default_factory=dict)
    answered: bool = False
    refused: str = ""
    tries: int = 0

    @property
    def allowed(self) -> tuple[int, ...]:
        """How often it may be there: what was acknowledged once, what was refused never; of the rest nobody was told."""
        return (1,) if self.answered else (0,) if self.refused else (0, 1)


class Ledger:
    """All deeds, round by round; clients write from their threads."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self.lock = Lock()
        self.number = 0

    def begin(self, kind: str, **facts: Any) -> Deed:
        """Write down what is about to be sent."""
        with self.lock:
            self.number += 1
            deed = Deed(kind, f"{kind}-{self.number:06}", facts)
            self.deeds.append(deed)
        return deed

    def counts(self) -> Counter[str]:
        """By kind: how many were acknowledged, and how many were left without an answer."""
        found: Counter[str] = Counter()
        for deed in self.deeds:
            found[f"{deed.kind}: {'acknowledged' if deed.answered else 'refused' if deed.refused else 'no answer'}"] += 1
            found[f"{deed.kind}: sent again"] += max(0, deed.tries - 1)
        return +found
