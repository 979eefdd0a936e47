"""The papers that modules declare: what each is made of, and how it is laid out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.apps import apps

HOUSE = Path(__file__).parent / "house.typ"


class Context(Protocol):
    """The plain values of a record's paper; called with the paper's language active."""

    def __call__(self, record: Any, /, *, language: str) -> dict[str, Any]: ...


class Name(Protocol):
    """The name of a paper's file without its ending (Appendix C)."""

    def __call__(self, record: Any, /, *, at: datetime) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A kind of paper about one kind of record.

    `layout` is a typst file "<app label>/papers/<file>.typ"; it gets what `context` returns as JSON. `fields` says
    what these values are, in the same shape: a label for a value, a mapping for a group, a list of one mapping for
    rows; it is what writers of Word templates read, and what their templates are checked against. `shows` names
    fields of the record that the paper shows: for whom one of them is masked, the paper is closed. `lacks` says why the
    paper cannot be made of this record yet; nothing where it can.
    """

    key: str
    label: Any
    kind: str
    context: Context
    layout: str
    name: Name
    fields: Mapping[str, Any] = field(default_factory=dict)
    shows: tuple[str, ...] = ()
    lacks: Callable[[Any], Any] | None = None
    languages: tuple[str, ...] = ("zh-hans", "en")

    @property
    def layout_path(self) -> Path:
        """Where the layout lies."""
        label, _slash, rest = self.layout.partition("/")
        return Path(apps.get_app_config(label).path) / rest


_papers: dict[str, Paper] = {}


def register(paper: Paper) -> None:
    """Declare a paper; called by the module's AppConfig.ready()."""
    _papers[paper.key] = paper


def paper_of(key: str) -> Paper:
    """The declared paper; LookupError where no module declared it."""
    return _papers[key]


def papers_of(kind: str) -> list[Paper]:
    """The papers that may be made about records of this kind."""
    return [paper for paper in _papers.values() if paper.kind == kind]


def all_papers() -> list[Paper]:
    """All papers in the order of their modules."""
    return list(_papers.values())


@contextmanager
def temporarily(paper: Paper) -> Iterator[None]:
    """Declare a paper for the time of a test."""
    _papers[paper.key] = paper
    try:
        yield
    finally:
        del _papers[paper.key]
