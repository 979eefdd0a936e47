"""A list in groups: their heads with numbers and sums, and the rows of those that are open, page by page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gendan.ui.listing import cells, markup
from gendan.ui.listing.address import MOST_OPEN
from gendan.ui.listing.counting import MOST, Figures, figures_of
from gendan.ui.listing.cursor import decode
from gendan.ui.listing.declare import Column, Format
from gendan.ui.listing.grouping import Grouping, stored_field
from gendan.ui.listing.paging import COUNTED, Page, page_of

Name = Callable[[Any], tuple[str, SafeString]]
SIZE = 20


@dataclass(frozen=True, slots=True)
class Group:
    """What its rows have in common, how many they are, its sums in the places of the columns, and the rows where it is open."""

    at: str
    title: str
    head: SafeString
    number: int
    at_least: bool
    sums: list[Any]
    page: Page | None
    lines: SafeString
    toggle: str
    alone: str
    fragment: str

    @property
    def words(self) -> str:
        if self.number > COUNTED:
            return f"{COUNTED:,}+"
        return f"{self.number:,}+" if self.at_least else f"{self.number:,}"

    @property
    def more(self) -> str:
        """What fetches the next rows; empty where all are shown."""
        return f"{self.fragment}&rows={self.page.next}" if self.page and self.page.next else ""


class Groups:
    """The groups of one address of a list."""

    def __init__(self, sheet: Any, grouping: Grouping) -> None:
        self.sheet, self.grouping = sheet, grouping

    @cached_property
    def all(self) -> list[Group]:
        """In the order of what they have in common, else the largest first; those without it come last."""
        figures, address = self._figures[0][:MOST], self.sheet.address
        name = self._names(figures)
        ordered = sorted(figures, key=self._place)
        spelled = [self.grouping.spelled(one.value) for one in ordered]
        opened = set(address.open or (spelled[:MOST_OPEN] if address.shape.unfolded else ()))
        return [
            self._group(one, name, is_open=at in opened, at_least=self._figures[1])
            for one, at in zip(ordered, spelled, strict=True)
        ]

    @cached_property
    def _figures(self) -> tuple[list[Figures], bool]:
        return figures_of(self.sheet.queryset, self.grouping, self._summed)

    @property
    def is_cut(self) -> bool:
        """Whether there are more groups or rows than were read."""
        return self._figures[1] or len(self._figures[0]) > MOST

    @property
    def number(self) -> int:
        """How many rows there are in all groups, up to one above the cap."""
        return min(sum(one.number for one in self._figures[0]), COUNTED + 1)

    @property
    def rows(self) -> list[Any]:
        """The rows that are shown."""
        return [row for group in self.all if group.page for row in group.page.rows]

    def one(self, at: str, *, is_open: bool, after: str = "") -> Group | None:
        """A single group with its rows, those behind `after`; None where it holds none."""
        rows = self.sheet.queryset.filter(self.grouping.where(at))
        found, cut = figures_of(rows, self.grouping, self._summed)
        return (
            self._group(found[0], self._names(found[:1]), is_open=is_open, at_least=cut, after=after) if found else None
        )

    def title(self, at: str) -> str:
        """What a group is called."""
        try:
            one = Figures(self.grouping.read(at), 0, ())
        except (ValidationError, ValueError, KeyError):
            return at
        return self._names([one])(one.value)[0]

    # -- one group ----------------------------------------------------------------------------------------------

    @cached_property
    def _summed(self) -> list[Column]:
        """The shown columns that the database can sum."""
        return [column for column in self.sheet.columns if column.total and self._is_stored(column)]

    def _is_stored(self, column: Column) -> bool:
        path = column.value or column.key
        if column.mask and column.mask in self.sheet.pen.masked:
            return False
        return (
            column.source is not None
            or isinstance(path, str)
            and stored_field(self.sheet.listing.model, path) is not None
        )

    def _group(self, one: Figures, name: Name, *, is_open: bool, at_least: bool, after: str = "") -> Group:
        at, (title, head) = self.grouping.spelled(one.value), name(one.value)
        page = self._page(at, after) if is_open else None
        address, sheet = self.sheet.address, self.sheet
        kept = tuple(other for other in address.open if other != at)
        sums = dict(zip((column.key for column in self._summed), one.sums, strict=True))
        fragment = (
            reverse("lists:group", args=[sheet.listing.key]) + address.link(open=()) + "&" + urlencode({"at": at})
        )
        return Group(
            at,
            title,
            head,
            one.capped,
            at_least,
            [sums.get(column.key) for column in sheet.columns],
            page,
            self._lines(page) if page else SafeString(""),
            toggle=address.link(open=kept if is_open else (*kept, at)),
            alone=address.link(of=at, open=()),
            fragment=fragment,
        )

    def _page(self, at: str, after: str) -> Page:
        sheet, rows = self.sheet, self.sheet.queryset.filter(self.grouping.where(at))
        return page_of(
            rows,
            order=sheet.order,
            asked=sheet.asked,
            size=SIZE,
            load=sheet.load_lines,
            after=decode(after) if after else None,
        )

    def _lines(self, page: Page) -> SafeString:
        columns = [column.beside(page.rows) for column in self.sheet.columns]
        return markup.lines(page.rows, self.sheet.listing, columns, self.sheet.pen, editable=self.sheet.is_editable)

    # -- what a group is called ---------------------------------------------------------------------------------

    def _names(self, figures: Iterable[Figures]) -> Name:
        """From a value to its words, plain and as the head of the group writes them; what values refer to is read once."""
        column, values = self.grouping.column, [one.value for one in figures if one.value is not None]
        nothing = _("nobody") if column.format == Format.PERSON else _("not filled in")
        if self.grouping.related is not None:
            found = self.grouping.related._base_manager.in_bulk(values)
            write = self._person if column.format == Format.PERSON else _plain
            of: Callable[[Any], Any] = lambda value: found.get(value, value)  # noqa: E731
        else:
            of, write = self._words(column, values), _class if column.format == Format.CLASS else _plain
        faint = nothing, format_html('<span class="faint">{}</span>', nothing)
        return lambda value: faint if value is None else (str(of(value)), write(of(value)))

    def _person(self, employee: Any) -> SafeString:
        return cells.person(employee, me=self.sheet.asked.user.pk)

    def _words(self, column: Column, values: list[Any]) -> Callable[[Any], Any]:
        if column.words is not None:
            return column.words(values)
        if column.format == Format.YES_NO:
            return {True: _("yes"), False: _("no")}.__getitem__
        known = self._known
        return lambda value: known.get(value, value)

    @cached_property
    def _known(self) -> dict[Any, Any]:
        """The words of a fixed set of values, in their order."""
        if self.grouping.column.format == Format.STATE:
            return {key: str(title) for key, title in self.sheet.pen.states.items()}
        if self.grouping.field is None or self.grouping.column.format == Format.CLASS:
            return {}
        return cells.words_of(self.sheet.listing.model, self.grouping.path, get_language() or "")

    def _place(self, one: Figures) -> tuple[Any, ...]:
        """Sort key of a group: nothing last; a fixed set in its order, classes by their letters, else the largest first."""
        known = list(self._known)
        place: Any = known.index(one.value) if one.value in known else len(known)
        letter = str(one.value) if self.grouping.column.format == Format.CLASS else ""
        return one.value is None, place, letter, -one.number, str(one.value)


def _plain(value: Any) -> SafeString:
    return mark_safe(escape(str(value)))  # noqa: S308


def _class(value: Any) -> SafeString:
    return cells.badge(value)
