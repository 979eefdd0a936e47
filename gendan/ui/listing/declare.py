"""The words in which a list is written down: columns, conditions, orders, tabs, actions on many, and the board."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from gendan.spine import records
from gendan.spine.fields.models import PREFIX
from gendan.ui.listing.filters import Asked, Filter
from gendan.ui.records import record_url


class Format(StrEnum):
    """How a value is written. Numbers stand right in their column; the rest left."""

    TEXT = "text"
    MUTED = "muted"
    NUMBER = "number"
    EXCEPTION = "exception"
    AMOUNT = "amount"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"
    PERSON = "person"
    CLASS = "class"
    CHOICE = "choice"
    STATE = "state"
    PHONE = "phone"
    CODE = "code"
    TAGS = "tags"
    YES_NO = "yes_no"
    LINK = "link"


RIGHT = frozenset({
    Format.NUMBER, Format.EXCEPTION, Format.AMOUNT, Format.PERCENT, Format.DATE, Format.MOMENT,
})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `value` is an attribute path ("customer.short_name") or a function of the row; default: the key.

    EXCEPTION leaves zero empty and writes the rest in the colour of what is late. `order` names the order that a
    click on the head chooses, `total` sums the page in the foot, `mask` is the field whose mask hides the value,
    `url` a function of the row for LINK, `edit` the record's field that `Listing.change` may write in place. `words`
    turns the stored values of the shown rows into what is shown: it gets all of them, so that it asks once. `grouped`
    is the look-up path by which rows are grouped where the format does not say so itself (people, choices, states and
    classes do); `source` is the SQL of a value that is no column. With `board` it stands on the cards of a board too.
    """

    key: str
    title: Any
    value: str | Callable[[Any], Any] = ""
    format: Format = Format.TEXT
    width: int = 120
    unit: Any = ""
    order: str = ""
    default: bool = True
    total: bool = False
    mask: str = ""
    url: Callable[[Any], str] | None = None
    edit: str = ""
    words: Callable[[list[Any]], Callable[[Any], Any]] | None = None
    grouped: str = ""
    source: Any = None
    board: bool = False

    def beside(self, rows: Iterable[Any]) -> "Column":
        """The column as these rows show it."""
        if self.words is None:
            return self
        of = getter(self.value or self.key)
        said = self.words([of(row) for row in rows])
        return replace(self, words=None, value=lambda row: said(of(row)))

    @property
    def is_right(self) -> bool:
        return self.format in RIGHT

    def of(self, row: Any) -> Any:
        """The bare value of a row."""
        return value_of(row, self.value or self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The first column, which stays: the name as a link, and a class badge at its right edge."""

    title: Any
    value: str | Callable[[Any], Any] = "name"
    full: str | Callable[[Any], Any] = ""
    badge: str | Callable[[Any], Any] = ""
    order: str = ""
    width: int = 212


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A way to sort: (field, "asc" | "desc") in turn; the id decides ties. An index has to serve it.

    `nulls` names the first field when it may be null: those rows come last, in order of their id. `searched` says that
    the index also carries the text that the search reads, so that frequent words are found by walking along it.
    `source` gives the SQL of a sort key that is no column, and `thin` says that its index leaves out the empty rows.
    """

    key: str
    title: Any
    fields: tuple[tuple[str, str], ...] = ()
    nulls: bool = False
    urgency: bool = False
    searched: bool = False
    source: Any = None
    thin: bool = False


def urgency(key: str = "urgency", title: Any = "", *, searched: bool = False) -> Order:
    """What is late or due today by due time; then what has no next step; then what is planned by due time."""
    return Order(key=key, title=title, fields=(("next_due_at", "asc"),), urgency=True, searched=searched)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A tab that everybody has: an address without its question mark, as "f.owner=me&sort=urgency"."""

    key: str
    title: Any
    query: str = ""


def among(key: str, *values: str) -> str:
    """The part of a view's address by which one of these values is wanted."""
    return "&".join(f"f.{key}={value}" for value in values)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one row of an action on many."""

    id: int
    ok: bool
    reason: str = ""
    title: str = ""


BulkRun = Callable[..., list[Result]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """An action on the chosen rows: `run(ids, *, actor, data, now)` answers for each row.

    Only rows on which the person may do `action` are handed in. `form` is a Django form class for `data`
    (its constructor may take `actor`); over 100 rows run as a job, so many in a `piece` with a transaction of its own.
    """

    key: str
    title: Any
    run: BulkRun
    icon: str = ""
    action: str = "edit"
    form: Any = None
    question: Any = ""
    piece: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The list as columns of cards, one column a state of the procedure.

    `columns` are state keys (default: the procedure's open and waiting states, then won and lost, folded);
    `usual` answers how long a card usually stays in a state (a longer stay gets a flame; None: no flame).
    """

    procedure: str
    columns: tuple[str, ...] = ()
    title: str | Callable[[Any], Any] = "name"
    second: str | Callable[[Any], Any] = ""
    badge: str | Callable[[Any], Any] = ""
    amount: str = ""
    date: str = ""
    date_words: Any = ""
    usual: Callable[[str], Any] | None = None
    weight: Callable[[QuerySet], Any] | None = None


def everything(rows: QuerySet) -> QuerySet:
    """No narrowing."""
    return rows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Listing:
    """A list of records of one kind. `key` is its address under /lists and its name in saved views.

    `list_url` is the url name of its page (default "<key>:list"); `row_url` gives a row's page (default: its kind's).
    `change` writes single fields in place: change(record, *, values, actor, now).
    `base` narrows the visible rows (as "not deleted"); `related` are names for select_related; `annotate` adds
    sums to the rows of one page (a function from the page's queryset, after its ids are known); `search` are
    names of doubled text columns or a function from the text to a Q; `create` is (url name, button text) and is
    offered to those who may "create"; `peek` tells that the record page answers `?peek=1`. `shows` is the right that
    brings a row into the list; `aside` is a template at the left of the table, fed by the view, hidden on phones;
    `empty` says what to do when nothing was entered yet;
    `groups` are columns by which the list can be grouped though it does not show them, as the class beside the name.
    """

    key: str
    kind: str
    title: Any
    lead: Lead
    columns: tuple[Column, ...]
    orders: tuple[Order, ...]
    views: tuple[View, ...]
    filters: tuple[Filter, ...] = ()
    bulk: tuple[Bulk, ...] = ()
    board: Board | None = None
    base: Callable[[QuerySet], QuerySet] = everything
    related: tuple[str, ...] = ()
    annotate: Callable[[QuerySet], QuerySet] = everything
    search: tuple[str, ...] | Callable[[str], Q] = ()
    search_words: Any = ""
    row_url: Callable[[Any], str] | None = None
    change: Callable[..., Any] | None = None
    list_url: str = ""
    create: tuple[str, Any] | None = None
    next_step: bool = True
    peek: bool = True
    shows: str = "view"
    aside: str = ""
    groups: tuple[Column, ...] = ()
    empty: Any = ""
    page_size: int = 50

    @property
    def model(self) -> Any:
        return records.model_of(self.kind)

    def visible(self, user: Any, action: str = "view") -> QuerySet:
        """The rows of this list to which the person may do `action`."""
        return self.base(self.model.objects.visible_to(user, self.shows if action == "view" else action))

    def url_of(self, row: Any) -> str:
        """The page of a row: the declared one, else that of its kind."""
        return self.row_url(row) if self.row_url else record_url(self.kind, row.pk)

    def address(self) -> str:
        """The address of the list's page."""
        return reverse(self.list_url or f"{self.key}:list")

    def order(self, key: str) -> Order:
        """The order with this key; the first where there is none."""
        return next((order for order in self.orders if order.key == key), self.orders[0])

    def filter(self, key: str) -> Filter | None:
        return next((item for item in self.filters if item.key == key), None)

    def view(self, key: str) -> View | None:
        return next((view for view in self.views if view.key == key), None)

    def bulk_action(self, key: str) -> Bulk | None:
        return next((action for action in self.actions if action.key == key), None)

    @property
    def mask_kinds(self) -> tuple[str, ...]:
        """The kinds whose masks hold here: its own, and that of the main record whose people see it."""
        main = getattr(self.model, "main_field", "")
        return (self.kind, records.kind_of(self.model._meta.get_field(main).related_model)) if main else (self.kind,)

    def writes(self, column: Column) -> bool:
        """Whether a cell of the column may be written in place: by `change`, or as a field of the company's own."""
        return bool(column.edit) and (self.change is not None or column.edit.startswith(PREFIX))

    @property
    def actions(self) -> tuple[Bulk, ...]:
        """The actions on many rows, with those that other modules have added."""
        return (*self.bulk, *_ADDED.get(self.key, ()))


def value_of(row: Any, path: str | Callable[[Any], Any]) -> Any:
    """Follow an attribute path with dots, or ask a function; a null on the way is None."""
    if callable(path):
        return path(row)
    for step in path.replace("__", ".").split("."):
        if row is None:
            return None
        row = row.get(step) if isinstance(row, dict) else getattr(row, step)
    return row


def getter(path: str | Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`value_of` for many rows."""
    if callable(path):
        return path
    return attrgetter(path) if path.isidentifier() and "__" not in path else lambda row: value_of(row, path)


_LISTINGS: dict[str, Listing] = {}
_ADDED: dict[str, tuple[Bulk, ...]] = {}
_FILTERS: dict[str, tuple[Filter, ...]] = {}


def add_bulk(key: str, bulk: Bulk) -> None:
    """Add an action on many rows to another module's list; the same key replaces."""
    _ADDED[key] = (*(one for one in _ADDED.get(key, ()) if one.key != bulk.key), bulk)


def add_filters(key: str, *filters: Filter) -> None:
    """Let another module's list be narrowed by more; the same keys replace."""
    keys = {one.key for one in filters}
    _FILTERS[key] = (*(one for one in _FILTERS.get(key, ()) if one.key not in keys), *filters)
    extended.cache_clear()


@lru_cache(maxsize=256)
def extended(listing: Listing) -> Listing:
    """The list with the conditions that other modules have added."""
    added = _FILTERS.get(listing.key)
    return replace(listing, filters=(*listing.filters, *added)) if added else listing


def register(listing: Listing) -> Listing:
    """Make a list known to the addresses under /lists; called in AppConfig.ready()."""
    _LISTINGS[listing.key] = listing
    return listing


@contextmanager
def temporarily(*given: Listing) -> Iterator[None]:
    """Register lists for the time of a block; what was there before comes back."""
    before = dict(_LISTINGS)
    try:
        for one in given:
            register(one)
        yield
    finally:
        _LISTINGS.clear()
        _LISTINGS.update(before)


def listing_of(key: str) -> Listing:
    """A registered list; KeyError when there is none."""
    return _LISTINGS[key]


def listings() -> list[Listing]:
    """All registered lists."""
    return list(_LISTINGS.values())


__all__ = [
    "Asked", "Board", "Bulk", "Column", "Format", "Lead", "Listing", "Order", "Result", "View",
    "getter", "listing_of", "listings", "register", "temporarily", "urgency", "value_of",
]
