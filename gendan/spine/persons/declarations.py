"""What each room tells at start: groups of personal fields with their purpose, and where something of them is held."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet

from gendan.spine.persons.words import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that are kept for one purpose, on one ground; sensitive ones are masked until somebody says why."""

    key: str
    title: Any
    purpose: Any
    basis: str = Basis.CONTRACT
    sensitive: bool = False
    months: int = 36


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody outside the company. `words` are all that name the person in texts; `mask` is put in their place.

    `addresses` are e-mail addresses in small letters, `numbers` telephone numbers as digits; `main_kind` and
    `main` name the main object that the person stands under.
    """

    kind: str
    id: int
    name: str
    main_kind: str
    main: int
    record: Any
    mask: str
    words: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


Rows = Callable[[Person], "QuerySet[Any]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What binds us: `rows` narrows to the rows that must stay, `key` is one of `words.DUTIES`, `since` when its years begin."""

    key: str
    rows: Callable[["QuerySet[Any]"], "QuerySet[Any]"]
    since: Callable[[Any], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Something that is held on a person: which rows, and what becomes of them when the person is erased.

    `fields` are what is shown and exported; `change` what columns become, also in the history of the rows (a value may
    be a function of the person); in `texts` words that name the person are replaced. With `remove` the rows go wholly.
    What a duty binds is sealed before. `after` sets right what follows from the rows.
    """

    key: str
    group: str
    title: Any
    rows: Rows
    fields: tuple[str, ...] = ()
    says: Callable[[Any], str] | None = None
    change: Mapping[str, Any] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    remove: Callable[[Collection[int], datetime], None] | None = None
    duty: Duty | None = None
    after: Callable[[Person, datetime], None] | None = None

    @property
    def emptied(self) -> dict[str, Any]:
        """The columns that hold the same for every erased person; what the doctor looks at."""
        return {name: value for name, value in self.change.items() if not callable(value)}


_groups: dict[str, Group] = {}
_holdings: dict[str, Holding] = {}
_persons: dict[str, Callable[[Any, Collection[str]], Person]] = {}


def register_group(*groups: Group) -> None:
    """Declare groups; called by the module's AppConfig.ready()."""
    _groups.update({group.key: group for group in groups})


def register(*holdings: Holding) -> None:
    """Declare what is held, in the order in which it is erased."""
    for holding in holdings:
        if holding.group not in _groups:
            raise LookupError(f"{holding.key}: no group {holding.group}")
        _holdings[holding.key] = holding


def register_person(kind: str, describe: Callable[[Any, Collection[str]], Person]) -> None:
    """Say how a record of the kind is described as a person; the second argument are further words that name it."""
    _persons[kind] = describe


def person_of(record: Model, *, also: Collection[str] = ()) -> Person:
    """The record as a person."""
    return _persons[record._meta.label_lower](record, also)


def groups() -> tuple[Group, ...]:
    """All groups, as the modules declared them."""
    return tuple(_groups.values())


def group(key: str) -> Group:
    """One group; KeyError where nobody declared it."""
    return _groups[key]


def holdings(*, groups: Collection[str] | None = None) -> tuple[Holding, ...]:
    """What is held, of all groups or of some."""
    return tuple(one for one in _holdings.values() if groups is None or one.group in groups)


def holding(key: str) -> Holding | None:
    """One of them."""
    return _holdings.get(key)
