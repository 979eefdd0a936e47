"""The words in which a form page is written down."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields under one heading; those in `wide` take both columns."""

    title: Any
    fields: tuple[str, ...]
    wide: tuple[str, ...] = ()
    note: Any = ""
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A page with one form. `aside` is a template that stands right of it (504 wide), fed by the view's context.

    Without sections all fields stand under one. With a `kind` the company's own fields of it follow; the form takes
    the record as `instance`, and `save` returns it. `draft` keeps what was typed in this browser until it is saved.
    """

    key: str
    title: Any
    form: Any
    submit: Any
    sections: tuple[Section, ...] = ()
    note: Any = ""
    crumb: tuple[Any, str] | None = None
    aside: str = ""
    foot: str = ""
    draft: bool = True
    kind: str = ""
