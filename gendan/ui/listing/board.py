"""The list as columns of cards: what stands in each state, how urgent, how much, and what has stood too long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gendan.spine.procedures import registry
from gendan.spine.procedures.declare import Kind, Procedure, State
from gendan.ui import formats, glyphs
from gendan.ui.listing import cells
from gendan.ui.listing.cursor import decode
from gendan.ui.listing.declare import Column as Field
from gendan.ui.listing.declare import value_of
from gendan.ui.listing.paging import Page, page_of
from gendan.ui.listing.sheet import Sheet

SIZE = 20
ENDS = (Kind.WON, Kind.LOST, Kind.DONE)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards of a column are overdue, due today, without a next step, planned; and their sum."""

    all: int = 0
    overdue: int = 0
    today: int = 0
    none: int = 0
    planned: int = 0
    flames: int = 0
    amount: Any = 0

    @property
    def bar(self) -> list[tuple[str, float, float]]:
        """Class, start and width in per cent of each part of the activity bar, in the order of urgency."""
        parts, start = [], 0.0
        for name, count in (("late", self.overdue), ("today", self.today), ("none", self.none), ("plan", self.planned)):
            width = 100 * count / self.all if self.all else 0
            if width:
                parts.append((name, round(start, 2), round(width, 2)))
            start += width
        return parts


@dataclass(frozen=True, slots=True)
class Card:
    """A written card."""

    pk: int
    url: str
    title: str
    second: str
    badge: SafeString
    amount: Any
    date: str
    days: int | None
    flame: bool
    state: str
    glyph: SafeString
    when: str
    step: str
    plan_url: str
    owner: Any
    mine: bool
    facts: tuple[tuple[Any, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A written column; `moves` are the states its cards may go to, with the transition that leads there."""

    state: State
    counts: Counts
    cards: list[Card]
    more: str
    rest: int
    folded: bool
    moves: str


class BoardSheet:
    """The columns of one address of a list."""

    def __init__(self, sheet: Sheet) -> None:
        assert sheet.listing.board is not None
        self.sheet, self.board = sheet, sheet.listing.board
        self.procedure: Procedure = registry.procedure(self.board.procedure)
        self.counts = self._counts()

    @property
    def states(self) -> list[State]:
        """The open columns in their order, then the ends."""
        if self.board.columns:
            return [self.procedure.state(key) for key in self.board.columns]
        return sorted(self.procedure.states, key=lambda state: state.kind in ENDS)

    @property
    def columns(self) -> Iterable[Column]:
        for state in self.states:
            yield self.column(state)

    def column(self, state: State, after: str = "") -> Column:
        """A column with its next twenty cards."""
        counts, folded = self.counts.get(state.key, Counts()), state.kind in ENDS
        page = self._page(state, after) if counts.all and not folded else Page([], 0, "", "")
        rest = max(counts.all - page.last, 0) if page.rows else 0
        beside = [column.beside(page.rows) for column in self.sheet.listing.columns if column.board]
        cards = [self.card(record, beside) for record in page.rows]
        return Column(state, counts, cards, page.next, rest, folded, self._moves(state))

    def _page(self, state: State, after: str) -> Page:
        sheet = self.sheet
        return page_of(
            sheet.queryset.filter(state=state.key), order=sheet.order, asked=sheet.asked, size=SIZE, load=sheet.load,
            after=decode(after) if after else None,
        )

    def _moves(self, state: State) -> str:
        """For the drop: "target:transition" pairs, with ":ask" where the move has a form."""
        found = {
            move.target: f"{move.key}:ask" if move.form or move.reason_required else move.key for move in reversed(self.procedure.transitions)
            if state.key in move.source and not move.automatic and move.target != state.key
        }
        return " ".join(f"{target}:{key}" for target, key in found.items())

    # -- figures ----------------------------------------------------------------------------------------------

    def _counts(self) -> dict[str, Counts]:
        asked = self.sheet.asked
        due = {
            "overdue": Q(next_due_at__lt=asked.now),
            "today": Q(next_due_at__gte=asked.now, next_due_at__lt=asked.tomorrow),
            "none": Q(next_due_at__isnull=True), "planned": Q(next_due_at__gte=asked.tomorrow),
        }
        figures: dict[str, Any] = {name: Count("pk", filter=wanted) for name, wanted in due.items()}
        figures |= {"all": Count("pk"), "flames": Count("pk", filter=self._stale())}
        if self.board.amount:
            figures["amount"] = Sum(self.board.amount, default=0)
        wanted = [state.key for state in self.states]
        rows = self.sheet.queryset.filter(state__in=wanted).order_by().values("state").annotate(**figures)
        return {row.pop("state"): Counts(**row) for row in rows}

    def _stale(self) -> Q:
        found = Q(pk__in=[])
        for state in self.states:
            usual = self._usual(state.key) if state.kind not in ENDS else None
            if usual is not None:
                found |= Q(state=state.key, state_since__lt=self.sheet.asked.now - usual)
        return found

    def _usual(self, state: str) -> timedelta | None:
        return self.board.usual(state) if self.board.usual else None

    @property
    def total(self) -> Counts:
        """The sums over all open columns."""
        open_states = {state.key for state in self.states if state.kind not in ENDS}
        found = [counts for key, counts in self.counts.items() if key in open_states]
        names = ("all", "overdue", "today", "none", "planned", "flames", "amount")
        return Counts(**{name: sum(getattr(counts, name) for counts in found) for name in names})

    @property
    def weighted(self) -> Any:
        return self.board.weight(self.sheet.queryset) if self.board.weight else None

    # -- cards ------------------------------------------------------------------------------------------------

    def card(self, record: Any, beside: Sequence[Field] = ()) -> Card:
        """Write one card, with what else of the record stands on it."""
        board, asked, pen = self.board, self.sheet.asked, self.sheet.pen
        due, since = record.next_due_at, record.state_since
        state = formats.urgency_of(due, now=asked.now)
        usual = self._usual(record.state)
        return Card(
            pk=record.pk, url=self.sheet.listing.url_of(record), title=str(value_of(record, board.title) or ""),
            second=str(value_of(record, board.second) or "") if board.second else "",
            badge=cells.badge(value_of(record, board.badge)) if board.badge else SafeString(""),
            amount=value_of(record, board.amount) if board.amount else None, date=self._date(record),
            days=(asked.now - since).days if since else None,
            flame=bool(usual and since and asked.now - since > usual), state=state, glyph=glyphs.svg(state),
            when=cells.when(due, pen), step=record.next_title if due else _("plan"),
            plan_url="" if due else cells.plan_url(self.sheet.listing.kind, record.pk),
            owner=record.owner, mine=record.owner_id == asked.user.pk, facts=tuple(self._facts(record, beside)),
        )

    def _facts(self, record: Any, beside: Sequence[Field]) -> Iterator[tuple[Any, str]]:
        for column in beside:
            value = column.of(record)
            if value not in (None, ""):
                text = formats.date_bare(value, today=self.sheet.asked.today) if isinstance(value, date) else value
                yield column.title, formats.amount(text) if isinstance(text, Decimal) else str(text)

    def _date(self, record: Any) -> str:
        value: date | datetime | None = value_of(record, self.board.date) if self.board.date else None
        if value is None:
            return ""
        text = formats.date_bare(formats.local_day(value), today=self.sheet.asked.today)
        words = str(self.board.date_words)
        return words % text if "%s" in words else f"{words} {text}".strip()
