"""Words that the house says by itself, kept as the key of a declared sentence, so that everybody reads their own language.

What a person wrote is kept as it is. A declared sentence is kept as its key and what it is filled with, between marks that
nobody can type; it is said when it is read.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

MARK = "\x1f"
_SENTENCES: dict[str, Any] = {}


def declare(key: str, sentence: Any) -> None:
    """Declare a lazy sentence; it may hold one placeholder, of any name, for what it is filled with."""
    _SENTENCES[key] = sentence
    _said_in.cache_clear()


class Words(str):
    """A declared sentence: a text in the language in which it was read, `str()` of it in the language of the reader."""

    __slots__ = ("key", "value")
    key: str
    value: str

    def __new__(cls, key: str, value: str = "") -> Self:
        made = super().__new__(cls, _said(key, value))
        made.key, made.value = key, value
        return made

    @property
    def stored(self) -> str:
        """As a column keeps it."""
        return f"{MARK}{self.key}{MARK}{self.value}"

    def __str__(self) -> str:
        return _said(self.key, self.value)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return self.key, self.value


class _Everything(dict[str, str]):
    """Fills any placeholder with the one value."""

    def __missing__(self, _name: str) -> str:
        return self["value"]


def _said(key: str, value: str) -> str:
    return _said_in(get_language(), key, value)


@lru_cache(maxsize=4096)
def _said_in(language: str | None, key: str, value: str) -> str:  # noqa: ARG001  the lazy sentence asks for it itself
    sentence = str(_SENTENCES.get(key, value or key))
    return sentence % _Everything(value=value) if "%(" in sentence else sentence


def say(key: str, value: Any = "") -> Words:
    """The declared sentence, filled with `value` if it wants one."""
    return Words(key, str(value) if "%(" in str(_SENTENCES.get(key, "")) else "")


def stored(given: Any) -> str:
    """What a column, or the facts of a timeline entry, keep of these words."""
    return given.stored if isinstance(given, Words) else str(given)


def read(kept: Any) -> Any:
    """The words that were kept; what is no sentence comes back as it is."""
    if not isinstance(kept, str) or not kept.startswith(MARK):
        return kept
    key, _mark, value = kept[1:].partition(MARK)
    return Words(key, value)


def matching(column: str, text: str) -> Q:
    """Rows whose column says `text`, in a person's words or in a sentence as the reader reads it."""
    own = rf"^({MARK}[^{MARK}]*{MARK})?[^{MARK}]*{re.escape(text)}"
    found = Q(**{f"{column}__iregex": own})
    for key in _saying(text):
        found |= Q(**{f"{column}__startswith": f"{MARK}{key}{MARK}"})
    return found


def _saying(text: str) -> Iterable[str]:
    wanted = text.casefold()
    return (key for key, sentence in _SENTENCES.items() if wanted in str(sentence).casefold())


class WordsField(models.CharField):  # type: ignore[type-arg]
    """A line that is either a person's own words or a declared sentence."""

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Any:
        return read(value)

    def get_prep_value(self, value: Any) -> Any:
        kept = value.stored if isinstance(value, Words) else super().get_prep_value(value)
        return kept[: self.max_length] if kept else kept
