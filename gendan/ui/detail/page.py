"""The one view of every record page: whole, or for htmx one tab, or as the drawer that a list opens."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from gendan.spine.access.queries import seen
from gendan.spine.org import queries as org
from gendan.spine.procedures import engine, registry, todos
from gendan.spine.procedures.declare import Kind
from gendan.spine.records import kind_of, model_of
from gendan.ui import formats
from gendan.ui.detail import counted, path
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.todos import Line, line, open_of
from gendan.ui.listing import cells
from gendan.ui.listing.declare import listing_of, listings, value_of
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.neighbours import Neighbours, neighbours_of
from gendan.ui.own.card import card_of as own_card

SHOWN, SHOWN_FIGURES = 3, 8


class RecordSheet:
    """One record as one person sees it at one moment; everything is worked out when the template asks for it."""

    def __init__(self, request: HttpRequest, detail: Detail, record: Any, *, asked: Asked) -> None:
        self.request, self.detail, self.record, self.asked = request, detail, record, asked
        self.kind = kind_of(record)

    # -- head -------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return str(value_of(self.record, self.detail.name) or self.record)

    @property
    def number(self) -> Any:
        return value_of(self.record, self.detail.number) if self.detail.number else ""

    @property
    def badge(self) -> Any:
        return value_of(self.record, self.detail.badge) if self.detail.badge else ""

    @cached_property
    def tags(self) -> list[Any]:
        return self.detail.tags(self.record) if self.detail.tags else []

    @property
    def owner(self) -> Any:
        return value_of(self.record, self.detail.owner) if self.detail.owner else None

    @property
    def change_owner_url(self) -> str:
        return self.detail.change_owner(self.record) if self.detail.change_owner else ""

    @property
    def url(self) -> str:
        return reverse(self.detail.url_name, args=[self.record.pk])

    @cached_property
    def list_url(self) -> str:
        known = {listing.key for listing in listings()}
        return listing_of(self.detail.listing).address() if self.detail.listing in known else ""

    @cached_property
    def neighbours(self) -> Neighbours | None:
        return neighbours_of(self.request, self.detail.listing, pk=self.record.pk)

    @property
    def previous_url(self) -> str:
        return self._beside(self.neighbours.previous if self.neighbours else 0)

    @property
    def next_url(self) -> str:
        return self._beside(self.neighbours.next if self.neighbours else 0)

    def _beside(self, pk: int) -> str:
        return reverse(self.detail.url_name, args=[pk]) if pk else ""

    # -- what may be done -------------------------------------------------------------------------------------

    @cached_property
    def moves(self) -> list[Any]:
        """The moves of the procedure, the impossible ones with their reasons."""
        if not getattr(self.record, "case_id", None):
            return []
        return engine.available(self.record, actor=self.asked.user, now=self.asked.now)

    @cached_property
    def all_buttons(self) -> list[Button]:
        own = self.detail.buttons(self.record, self.asked) if self.detail.buttons else []
        offered = [item for item in self.moves if self._has_button(item.transition.target)]
        onward = [self._move(item) for item in offered if not self._gives_up(item.transition.target)]
        ends = [self._move(item) for item in offered if self._gives_up(item.transition.target)]
        both = (onward + own if self.detail.moves_first else own + onward) + ends
        return sorted(both, key=lambda button: not button.allowed)

    def _gives_up(self, target: str) -> bool:
        """Whether it ends there for nothing: such a move never stands before the next sensible step."""
        return registry.procedure(self.record.case.procedure).state(target).kind == Kind.LOST

    @cached_property
    def path_states(self) -> tuple[str, ...]:
        """The states of the path, which may differ from record to record."""
        states = self.detail.path_states
        return states(self.record) if callable(states) else states

    def _has_button(self, target: str) -> bool:
        """Moves along the path are made on the path itself; only the next state and the ends have buttons too."""
        states = self.path_states
        if target not in states or registry.procedure(self.record.case.procedure).state(target).kind in path.ENDS:
            return True
        return states.index(target) == (states.index(self.record.state) + 1 if self.record.state in states else 0)

    def _move(self, item: Any) -> Button:
        url = f"/do/{self.kind}/{self.record.pk}/{item.transition.key}"
        return Button(
            key=item.transition.key, title=item.transition.title, url=url, post=not item.asks, dialog=item.asks,
            allowed=item.allowed, reason=item.reason, who=item.who,
        )

    @property
    def buttons(self) -> list[Button]:
        return [button for button in self.all_buttons if button.allowed][:SHOWN]

    @property
    def more_buttons(self) -> list[Button]:
        shown = {button.key for button in self.buttons}
        return [button for button in self.all_buttons if button.key not in shown]

    @cached_property
    def steps(self) -> list[path.Step]:
        if not self.detail.path or not hasattr(self.record, "case_id"):
            return []
        moves = {item.transition.target: item.transition.key for item in self.moves if item.allowed}
        calendar = org.calendar_of(self.owner or self.asked.user)
        return path.steps_of(
            self.record, states=self.path_states, moves=moves, calendar=calendar, now=self.asked.now
        )

    @property
    def is_tall(self) -> bool:
        return path.is_tall(self.steps)

    # -- figures, tabs, cards ------------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> list[tuple[Figure, str]]:
        """Each figure with its value as text."""
        found = self.detail.figures(self.record, self.asked) if self.detail.figures else []
        return [(figure, self._said(figure.value)) for figure in found[:SHOWN_FIGURES]]

    def _said(self, value: Any) -> str:
        if isinstance(value, date):
            return formats.date_short(value, today=self.asked.today)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return formats.amount(value)
        return "" if value is None else str(value)

    @cached_property
    def tab(self) -> Tab:
        wanted = self.request.GET.get("tab", "")
        return next((tab for tab in self.detail.tabs if tab.key == wanted), self.detail.tabs[0])

    @cached_property
    def tabs(self) -> list[tuple[Tab, int | None, bool]]:
        """Each tab, its count, and whether it is open."""
        numbers = counted.add_up({tab: tab.count(self.record, self.asked) for tab in self.detail.tabs if tab.count})
        return [(tab, numbers.get(tab), tab is self.tab) for tab in self.detail.tabs]

    def context(self) -> dict[str, Any]:
        """What the template needs, with what the open tab and the shown cards add."""
        found: dict[str, Any] = {"sheet": self, "detail": self.detail, "record": self.record, "now": self.asked.now}
        for card in self.cards:
            found |= card.context(self.record, self.asked) if card.context else {}
        return found | self.tab_context()

    def tab_context(self) -> dict[str, Any]:
        return self.tab.context(self.record, self.asked) if self.tab.context else {}

    @cached_property
    def cards(self) -> list[Any]:
        own = own_card(self.record, self.asked)
        declared = (*self.detail.cards, *((own,) if own else ()))
        return [card for card in declared if card.shown is None or card.shown(self.record, self.asked)]

    # -- to-dos ---------------------------------------------------------------------------------------------------

    @cached_property
    def todos(self) -> list[Line]:
        """The open to-dos, the most urgent first: the one that the list shows."""
        pen = cells.Pen.plain(self.asked)
        found = open_of(self.record)
        return [line(item, pen, kind=self.kind, pk=self.record.pk) for item in found]

    @property
    def next_todo(self) -> Line | None:
        return self.todos[0] if self.todos else None

    @cached_property
    def may_act(self) -> bool:
        """Whether this person may finish the next step."""
        first = self.next_todo
        return first is not None and todos.may_change(first.todo, actor=self.asked.user, now=self.asked.now)

    @property
    def state(self) -> str:
        return formats.urgency_of(getattr(self.record, "next_due_at", None), now=self.asked.now)


def record_or_404(request: HttpRequest, detail: Detail, pk: int) -> Any:
    """The record of the page with all that the page shows of it, as far as the person sees it."""
    record = seen(model_of(detail.kind), pk, request.user, beside=tuple(detail.related))
    if record is None:
        raise Http404
    return record


def record_page(request: HttpRequest, detail: Detail, record: Any, **extra: Any) -> HttpResponse:
    """Answer with the page of a record that the caller took from `visible_to`."""
    sheet = RecordSheet(request, detail, record, asked=Asked(request.user, timezone.now()))
    if request.headers.get("HX-Target") == "tab":
        context = {"sheet": sheet, "detail": detail, "record": record, "now": sheet.asked.now, **sheet.tab_context()}
        return render(request, "ui/detail/tab.html", context | extra)
    template = "ui/detail/peek.html" if request.GET.get("peek") else "ui/detail.html"
    return render(request, template, sheet.context() | extra)
