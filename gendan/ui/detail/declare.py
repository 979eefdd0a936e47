"""The words in which a record page is written down: head, figures, tabs, and the cards at its right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from gendan.spine.rows import Count
from gendan.ui.listing.filters import Asked

Context = Callable[[Any, Asked], dict[str, Any]]
#: A number, or the rows to be counted, or several of both to be added; rows of all tabs are counted in one statement.
Counted = int | Count | QuerySet[Any] | Sequence[int | Count | QuerySet[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A key figure: a label, a value, and one line below that may carry a state of time.

    `state` is one of overdue, today, plan, none, or empty; `glyph` draws the disc of the state before the line.
    """

    label: Any
    value: Any
    note: Any = ""
    state: str = ""
    glyph: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button of the head. `dialog` fetches `url` into a dialog, `post` sends it; else it is a link.

    A button that is off says why in `reason`, and in `who` the person who can help.
    """

    key: str
    title: Any
    url: str = ""
    icon: str = ""
    dialog: bool = False
    post: bool = False
    allowed: bool = True
    reason: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab, drawn when it is opened: `template` with what `context` returns; `count` stands behind its name."""

    key: str
    title: Any
    template: str
    context: Context | None = None
    count: Callable[[Any, Asked], Counted] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card of the right column; `shown` leaves it out where it has nothing to say."""

    template: str
    context: Context | None = None
    shown: Callable[[Any, Asked], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """The page of one kind of record.

    `listing` is the key of its list (arrows go to the neighbours on the list's last page); `url_name` takes the id
    as its only argument. `name` is the full name, `badge` a class, `tags` small words behind it. `owner` names the
    responsible person's field and `change_owner` the address of the dialog that changes it. `buttons` come first,
    the moves of the procedure follow; three are shown, the rest are under "more". `path` draws the states of the
    procedure and `side_states` those that stand beside the path. `composer` is the template above the
    timeline; what it needs comes from the tab's context. Ready tab templates: "ui/detail/timeline.html",
    "ui/detail/attachments.html", "ui/detail/changes.html".
    """

    kind: str
    title: Any
    listing: str
    url_name: str
    tabs: tuple[Tab, ...]
    name: str | Callable[[Any], Any] = "name"
    badge: str | Callable[[Any], Any] = ""
    number: str | Callable[[Any], Any] = ""
    tags: Callable[[Any], list[Any]] | None = None
    owner: str = "owner"
    change_owner: Callable[[Any], str] | None = None
    related: tuple[str, ...] = ("owner", "department", "case")
    path: bool = True
    path_states: tuple[str, ...] | Callable[[Any], tuple[str, ...]] = ()
    figures: Callable[[Any, Asked], list[Figure]] | None = None
    buttons: Callable[[Any, Asked], list[Button]] | None = None
    moves_first: bool = False
    cards: tuple[Card, ...] = ()
    composer: str = ""
    next_step: bool = True
