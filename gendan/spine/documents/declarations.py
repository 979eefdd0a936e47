"""The numbering rules that modules declare; rows of `NumberRule` override them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """How the papers of one kind are numbered until the company says otherwise."""

    key: str
    name: Any
    pattern: str
    period: str


_rules: dict[str, Rule] = {}


def register(key: str, name: Any, pattern: str, period: str = "month") -> None:
    """Declare a rule; `pattern` as in `documents.patterns`, `period` one of never, year, month, day."""
    _rules[key] = Rule(key, name, pattern, period)


def declared(key: str) -> Rule:
    """The declared rule; KeyError where no module declared it."""
    return _rules[key]


def all_declared() -> list[Rule]:
    """All rules in the order of their declaration."""
    return list(_rules.values())
