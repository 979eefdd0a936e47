"""What a list page shows: the tabs, chips, heads, rows and foot of one address, ready for the template."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gendan.spine.access import queries as access
from gendan.spine.procedures import registry
from gendan.ui.listing import cells, markup, saved, search
from gendan.ui.listing.address import BOARD, TABLE, Address, Shape, asks, read
from gendan.ui.listing.cursor import decode
from gendan.ui.listing.declare import Column, Listing, Order, everything, extended
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.group_menu import GroupMenu
from gendan.ui.listing.grouping import Grouping, groupings
from gendan.ui.listing.groups import Groups
from gendan.ui.listing.heads import LEAD, Head
from gendan.ui.listing.line import Line
from gendan.ui.listing.narrowing import narrowed
from gendan.ui.listing.paging import COUNTED, Page, count_capped, page_of
from gendan.ui.listing.rows import plan_of
from gendan.ui.listing.tabs import Tab, pinned, tabs_of
from gendan.ui.own.listing import whole


class Sheet:
    """One address of a list, seen by one person at one moment; everything is worked out when it is asked for."""

    def __init__(
        self, listing: Listing, *, data: QueryDict, asked: Asked, cookies: Mapping[str, str] | None = None
    ) -> None:
        self.listing, self.data, self.asked, self.cookies = whole(extended(listing), asked.user), data, asked, cookies or {}
        self._problems: list[str] = []
        self.saved_views = saved.views_for(asked.user, listing.key)
        self.address = self._address()

    # -- the address ------------------------------------------------------------------------------------------

    def _address(self) -> Address:
        data = self.data
        key = data.get("view", "")
        if not key and not asks(data):
            key = self.cookies.get(f"view.{self.listing.key}", "")
        found = self._queries
        if key not in found:
            key = "" if asks(data) else self.listing.views[0].key
        return self._known(read(data, view=key, saved=found.get(key, "")))

    @cached_property
    def _queries(self) -> dict[str, str]:
        """The query of every view this person may open."""
        own = {view.key: view.query for view in self.listing.views}
        return own | {saved.key_of(view): view.query for view in self.saved_views}

    def _known(self, address: Address) -> Address:
        """Drop what the list does not know; so a link from an older version still opens."""
        return address._replace(shape=self._sound(address.shape), saved=self._sound(address.saved))

    def _sound(self, shape: Shape) -> Shape:
        known = {column.key for column in self.listing.columns}
        orders = {order.key for order in self.listing.orders}
        columns = tuple(key for key in shape.columns if key in known)
        usual = {column.key: column.width for column in self.listing.columns} | {LEAD: self.listing.lead.width}
        return replace(
            shape, conditions=tuple(item for item in shape.conditions if self.listing.filter(item.key)),
            sort=shape.sort if shape.sort in orders else "", columns=() if columns == self.usual_columns else columns,
            layout=shape.layout if shape.layout == BOARD and self.listing.board else "",
            group=shape.group if shape.group in groupings(self.listing) and shape.layout != BOARD else "",
            widths=tuple((key, width) for key, width in shape.widths if usual.get(key, width) != width),
        )

    @property
    def layout(self) -> str:
        return self.address.shape.layout or TABLE

    @property
    def template(self) -> str:
        return "board" if self.layout == BOARD else "list"

    @cached_property
    def order(self) -> Order:
        return self.listing.order(self.address.shape.sort)

    # -- the rows ---------------------------------------------------------------------------------------------

    @property
    def queryset(self) -> QuerySet:
        """All visible rows that match."""
        return self._found.rows

    @cached_property
    def _found(self) -> search.Found:
        return search.found(self._filtered("view"), self.listing, self.address.q, order=self.order, cap=COUNTED)

    def narrowed(self, action: str) -> QuerySet:
        """The matching rows to which the person may do `action`."""
        return self._filtered(action).filter(search.matching(self.listing, self.address.q))

    def _filtered(self, action: str) -> QuerySet:
        rows, problems = narrowed(
            self.listing.visible(self.asked.user, action), self.listing, self.address.shape, self.asked
        )
        self._problems += problems
        return rows.filter(self.grouping.where(self.address.of)) if self.grouping and self.address.of else rows

    # -- in groups ----------------------------------------------------------------------------------------------

    @cached_property
    def grouping(self) -> Grouping | None:
        """By what the rows are grouped; what is masked groups nobody."""
        found = groupings(self.listing).get(self.address.shape.group)
        return found if found and found.column.mask not in self.pen.masked else None

    @cached_property
    def groups(self) -> Groups | None:
        """The groups; None for a list that is not grouped, or narrowed to one group."""
        return Groups(self, self.grouping) if self.grouping and not self.address.of else None

    @cached_property
    def group_title(self) -> str:
        """The group to which the list is narrowed; empty where it is not."""
        return Groups(self, self.grouping).title(self.address.of) if self.grouping and self.address.of else ""

    @cached_property
    def group_menu(self) -> GroupMenu:
        return GroupMenu(self.listing, self.address, self.pen.masked)

    @property
    def problems(self) -> tuple[str, ...]:
        """Conditions that could not be read, in words."""
        assert self.queryset is not None
        return tuple(self._problems)

    @cached_property
    def page(self) -> Page:
        """The rows of the page; of a grouped list, those that are shown in all groups."""
        if self.groups:
            return Page(rows, 1, "", "") if (rows := self.groups.rows) else Page([], 0, "", "")
        place = {"after": decode(self.address.after), "before": decode(self.address.before)}
        return page_of(
            self.queryset, order=self.order, asked=self.asked, size=self.listing.page_size, load=self.load_lines, **place
        )

    def load(self, ids: list[int]) -> QuerySet:
        """Whole rows for ids that were read from the visible ones."""
        rows = self.listing.model._base_manager.filter(pk__in=ids).select_related(*self.listing.related)
        return self.listing.annotate(rows)

    def load_lines(self, ids: list[int]) -> Iterable[Any]:
        """As `load`, but only the columns of the database that the table shows: records are wide, and fifty cost time."""
        plan = plan_of(self.listing.model, self._paths()) if self.listing.annotate is everything else None
        return plan.rows(ids) if plan else self.load(ids)

    def _paths(self) -> list[str | Callable[[Any], Any]]:
        """Everything that drawing the lines and the links to other pages asks of a record; a function may ask all."""
        lead, order = self.listing.lead, self.order
        steps = ("next_due_at", "next_title", "state_kind") if self.listing.next_step else ()
        shown = [column.value or column.key for column in self.columns]
        own = [self.listing.row_url or "pk", *(column.url or "" for column in self.columns)]
        return [lead.value, lead.full, lead.badge, *shown, *steps, *(field for field, _way in order.fields), *own]

    @cached_property
    def pen(self) -> cells.Pen:
        return cells.pen(self.listing, self.asked, states=states_of(self.listing))

    @cached_property
    def lines(self) -> SafeString:
        """The rows as the lines of the table."""
        return markup.lines(self.page.rows, self.listing, self.filled_columns, self.pen, editable=self.is_editable)

    @cached_property
    def is_editable(self) -> bool:
        """Whether cells open for writing."""
        return any(self.listing.writes(column) for column in self.columns) and self.may("edit")

    @property
    def has_rows(self) -> bool:
        return bool(self.groups.all if self.groups else self.page.rows)

    @property
    def is_whole(self) -> bool:
        """Whether all rows that match stand on the page."""
        return self.page.is_whole and (self.groups is None or len(self.page.rows) >= self.total)

    @cached_property
    def filled_columns(self) -> list[Column]:
        """The shown columns as the rows of this page fill them."""
        return [column.beside(self.page.rows) for column in self.columns]

    @cached_property
    def total(self) -> int:
        """How many rows match, up to one above the cap; without a query where the search or the page knows it."""
        if self._found.number is not None:
            return self._found.number
        if self.groups:
            return self.groups.number
        return self.page.last if self.page.is_whole and self.page.rows else count_capped(self.queryset)

    @property
    def total_words(self) -> str:
        return f"{COUNTED:,}+" if self.total > COUNTED else f"{self.total:,}"

    @property
    def is_capped(self) -> bool:
        return self.total > COUNTED

    # -- the columns ------------------------------------------------------------------------------------------

    @cached_property
    def usual_columns(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.listing.columns if column.default)

    @cached_property
    def columns(self) -> list[Column]:
        """The chosen columns in the order of the declaration."""
        wanted, widths = self.address.shape.columns or self.usual_columns, dict(self.address.shape.widths)
        shown = [column for column in self.listing.columns if column.key in wanted]
        return [replace(column, width=widths.get(column.key, column.width)) for column in shown] if widths else shown

    @property
    def lead_width(self) -> int:
        """How wide the first column is."""
        return dict(self.address.shape.widths).get(LEAD, self.listing.lead.width)

    @property
    def widths_url(self) -> str:
        """The address of this list with the widths still to be said: a column is pulled in the browser."""
        shape = replace(self.address.shape, widths=())
        return "?" + urlencode([*self.address._replace(shape=shape).spelled(), ("widths", "")])

    @cached_property
    def heads(self) -> list[Head]:
        shown = {column.key for column in self.columns}
        return [self._head(column, shown) for column in self.listing.columns]

    def _head(self, column: Column, shown: set[str]) -> Head:
        current, key = self.order, column.order
        declared = next((order for order in self.listing.orders if order.key == key), None)
        url = self.address.reshaped(sort=key) if declared else ""
        way = current.fields[0][1] if declared and current.key == key and current.fields else ""
        after = shown ^ {column.key}
        chosen = tuple(item.key for item in self.listing.columns if item.key in after)
        columns = () if chosen == self.usual_columns else chosen
        return Head(column, url, way, column.key in shown, self.address.reshaped(columns=columns) if chosen else "")

    @cached_property
    def shown_heads(self) -> list[Head]:
        shown = (head for head in self.heads if head.shown)
        return [replace(head, column=column) for head, column in zip(shown, self.columns, strict=True)]

    @cached_property
    def totals(self) -> list[Any]:
        """The sums of this page, one place a shown column; None where a column is not summed."""
        return [self._total(column) if column.total else None for column in self.filled_columns]

    def _total(self, column: Column) -> Any:
        if column.mask in self.pen.masked and column.mask:
            return None
        return sum(value for value in map(column.of, self.page.rows) if value is not None)

    @property
    def has_totals(self) -> bool:
        return self.groups is None and any(column.total for column in self.columns)

    # -- what the kept parts of the page depend on --------------------------------------------------------------

    @cached_property
    def face(self) -> Hashable:
        """Everything that head, filter line and the heads of the columns show: who sees the same face sees the same."""
        me = self.asked.user.pk
        views = tuple((view.pk, view.name, view.pinned, view.owner_id == me or view.owner_name) for view in self.saved_views)
        return (
            self.listing, self.address._replace(after="", before=""), views, self.problems, self.line.words,
            self.group_title, self.may_export, self.may_create, self.is_loose,
        )

    @cached_property
    def foot(self) -> Hashable:
        """What the foot shows beyond the face."""
        page, actions = self.page, tuple(action.key for action in self.bulk)
        return self.total_words, self.is_whole, page.first, page.last, page.previous, page.next, actions

    # -- head and filter line -----------------------------------------------------------------------------------

    @cached_property
    def tabs(self) -> list[Tab]:
        return tabs_of(self.listing, self.saved_views, current=self.address.view, me=self.asked.user.pk)

    @cached_property
    def pinned_tabs(self) -> list[Tab]:
        """The first tabs that find room; the chosen one is always among them."""
        return pinned(self.tabs, self.saved_views)

    @cached_property
    def other_tabs(self) -> list[Tab]:
        seen = {tab.key for tab in self.pinned_tabs}
        return [tab for tab in self.tabs if tab.key not in seen]

    @cached_property
    def current_tab(self) -> Tab | None:
        return next((tab for tab in self.tabs if tab.current), None)

    @cached_property
    def line(self) -> Line:
        return Line(self.listing, self.address, self.asked)

    @cached_property
    def orders(self) -> list[tuple[Order, str, bool]]:
        return [(order, self.address.reshaped(sort=order.key), order is self.order) for order in self.listing.orders]

    # -- links ------------------------------------------------------------------------------------------------

    @cached_property
    def query(self) -> str:
        """This list without the place of the page, for links to actions and exports."""
        return self.address.link()

    @cached_property
    def revert_url(self) -> str:
        return f"?view={self.address.view}" if self.address.view else "?"

    @cached_property
    def urgency_url(self) -> str:
        """The link of the head of the second column; empty where the list knows no urgency."""
        found = next((order for order in self.listing.orders if order.urgency), None)
        return self.address.reshaped(sort=found.key) if found else ""

    @cached_property
    def next_url(self) -> str:
        return self.address.link(after=self.page.next) if self.page.next else ""

    @cached_property
    def previous_url(self) -> str:
        return self.address.link(before=self.page.previous) if self.page.previous else ""

    @cached_property
    def table_url(self) -> str:
        return self.address.reshaped(layout="")

    @cached_property
    def board_url(self) -> str:
        return self.address.reshaped(layout=BOARD) if self.listing.board else ""

    @cached_property
    def search_pairs(self) -> list[tuple[str, str]]:
        """What a form has to send along so that only its own input changes."""
        return [(name, value) for name, value in parse_qsl(self.address._replace(q="").link()[1:])]

    # -- what may be done ---------------------------------------------------------------------------------------

    def may(self, action: str) -> bool:
        return access.may_any(self.asked.user, action, self.listing.kind)

    @cached_property
    def bulk(self) -> list[Any]:
        return [action for action in self.listing.actions if self.may(action.action)]

    @cached_property
    def may_export(self) -> bool:
        return self.may("export")

    @cached_property
    def may_create(self) -> bool:
        return self.listing.create is not None and self.may("create")

    @cached_property
    def is_hidden_by_filter(self) -> bool:
        """Whether there would be rows without conditions and search."""
        return bool(self.address.shape.conditions or self.address.q) and self.listing.visible(self.asked.user).exists()

    @cached_property
    def is_hidden_by_right(self) -> bool:
        return not self.may("view")

    @property
    def is_loose(self) -> bool:
        return self.cookies.get("density") == "loose"

    @property
    def search_words(self) -> str:
        return str(self.listing.search_words or _("Find in this list"))


def states_of(listing: Listing) -> dict[str, Any]:
    """The names of all states of the procedures that run on the list's kind."""
    return {state.key: state.title for procedure in procedures_of(listing.kind) for state in procedure.states}


def procedures_of(kind: str) -> Iterable[Any]:
    """The registered procedures of a kind of record."""
    return [procedure for procedure in registry.procedures() if procedure.record.lower() == kind]
