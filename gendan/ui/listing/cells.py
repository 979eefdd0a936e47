"""How the cells of a table are written: escaped text with the least markup, for a thousand cells a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from gendan.spine.access import queries as access
from gendan.spine.org import queries as org
from gendan.spine.org.workdays import WorkCalendar, working_day_length, working_time_between
from gendan.ui import formats, glyphs
from gendan.ui.listing.declare import Column, Format, Listing, value_of
from gendan.ui.listing.filters import Asked


@dataclass(frozen=True, slots=True)
class Pen:
    """What the writing of cells needs to know: who reads, when, and whose working time counts."""

    asked: Asked
    calendar: WorkCalendar
    day: timedelta
    masked: frozenset[str]
    states: dict[str, Any]

    @classmethod
    def plain(cls, asked: Asked) -> "Pen":
        """A pen that masks nothing and knows no states."""
        calendar = org.calendar_of(asked.user)
        return cls(asked, calendar, working_day_length(calendar), frozenset(), {})

    def left(self, due: datetime) -> str:
        """Working time left or late; the clock time where no working time lies between."""
        now = self.asked.now
        amount = working_time_between(now, due, self.calendar)
        if abs(amount) < timedelta(minutes=1) and abs(due - now) > timedelta(hours=1):
            return formats.due_dated(due, now=now)
        return formats.working_left(amount, day=self.day)


@dataclass(frozen=True, slots=True)
class Cell:
    """One written cell; `right` puts it at the right edge, `edit` is its column where it may be changed in place."""

    html: SafeString
    right: bool = False
    edit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A written row."""

    pk: int
    url: str
    name: str
    full: str
    badge: SafeString
    step: SafeString
    cells: list[Cell]
    state: str


def pen(listing: Listing, asked: Asked, *, states: dict[str, Any]) -> Pen:
    """The pen for one page of a list."""
    calendar = org.calendar_of(asked.user)
    fields = {column.mask for column in listing.columns if column.mask}
    masked = frozenset(field for field in fields if access.masked(asked.user, listing.kind, field))
    return Pen(asked, calendar, working_day_length(calendar), masked, states)


def row(record: Any, listing: Listing, columns: Iterable[Column], pen: Pen, *, editable: bool = False) -> Row:
    """Write one record."""
    name = str(value_of(record, listing.lead.value) or "")
    full = str(value_of(record, listing.lead.full) or name) if listing.lead.full else name
    letter = value_of(record, listing.lead.badge) if listing.lead.badge else ""
    url = listing.url_of(record)
    step = next_step(record, pen, kind=listing.kind) if listing.next_step else SafeString("")
    state = formats.urgency_of(record.next_due_at, now=pen.asked.now) if listing.next_step else ""
    written = [cell(record, item, pen, editable=editable) for item in columns]
    return Row(record.pk, url, name, full, badge(letter), step, written, state)


def cell(record: Any, column: Column, pen: Pen, *, editable: bool = False) -> Cell:
    """Write one value by the column's format."""
    value = column.of(record)
    if column.mask in pen.masked and column.mask:
        return Cell(conditional_escape(access.mask_text(value)), column.is_right)
    html = _WRITERS[column.format](value, column, record, pen)
    return Cell(conditional_escape(html), column.is_right, column.key if editable and column.edit else "")


@lru_cache(maxsize=64)
def badge(letter: Any) -> SafeString:
    """A class as its small square; empty without one."""
    if not letter:
        return SafeString("")
    return format_html('<span class="abc abc-{}">{}</span>', str(letter).lower(), letter)


def person(employee: Any, *, me: int) -> SafeString:
    """A circle with the first character, and the name."""
    if employee is None:
        return format_html('<span class="faint">{}</span>', _("nobody"))
    return _named(str(employee), " avatar-me" if employee.pk == me else "")


@lru_cache(maxsize=4096)
def _named(name: str, mine: str) -> SafeString:
    return format_html(
        '<span class="person"><span class="avatar{}" aria-hidden="true">{}</span><span class="cut">{}</span></span>',
        mine, formats.initial(name), name,
    )


def when(due: datetime | None, pen: Pen) -> str:
    """The right-aligned words beside a glyph: late by working time, else clock time."""
    if due is None:
        return _("no next step")
    return pen.left(due) if due < pen.asked.now else formats.due_dated(due, now=pen.asked.now)


def plan_url(kind: str, pk: int) -> str:
    """Where a next step is planned for a record that has none."""
    return f"/todos/new/{kind}/{pk}"


def next_step(record: Any, pen: Pen, *, kind: str) -> SafeString:
    """The second column: glyph, time, and what to do; where nothing is planned, the way to plan it."""
    due, now = record.next_due_at, pen.asked.now
    state = formats.urgency_of(due, now=now)
    if getattr(record, "state_kind", "") in ("won", "lost", "done") and due is None:
        return format_html('<span class="step"><span></span><span class="step-at faint">{}</span></span>', "—")
    if due is None:
        text = format_html(
            '<a class="step-text" href="{0}" hx-get="{0}" hx-target="#dialog" hx-swap="innerHTML">{1}</a>',
            plan_url(kind, record.pk), _("plan the next step"),
        )
    else:
        title = escape(record.next_title)
        text = mark_safe(f'<span class="step-text cut" title="{title}">{title}</span>')  # noqa: S308 escaped above
    return mark_safe(  # noqa: S308
        f'<span class="step">{glyphs.svg(state)}<span class="step-at is-{state}">{escape(when(due, pen))}</span>{text}</span>'
    )


# -- one writer a format --------------------------------------------------------------------------------------

Writer = Callable[[Any, Column, Any, Pen], Any]


def _text(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    text = "" if value is None else str(value)
    return mark_safe(f'<span title="{escape(text)}">{escape(text)}</span>') if len(text) > 12 else text  # noqa: S308


def _muted(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    return format_html('<span class="muted">{}</span>', "" if value is None else value)


def _number(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    text = formats.amount(value)
    return mark_safe('<span class="zero">0</span>') if text == "0" else text


def _exception(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    return format_html('<span class="is-overdue">{}</span>', formats.amount(value)) if value else ""


def _percent(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    return "" if value is None else f"{formats.amount(value)}%"


def _date(value: date | datetime | None, column: Column, record: Any, pen: Pen) -> Any:
    if value is None:
        return ""
    return _day(formats.local_day(value), pen.asked.today)


@lru_cache(maxsize=4096)
def _day(day: date, today: date) -> SafeString:
    return format_html('<span class="muted">{}</span>', formats.date_bare(day, today=today))


def _moment(value: datetime | None, column: Column, record: Any, pen: Pen) -> Any:
    return "" if value is None else format_html('<span class="muted">{}</span>', formats.due_dated(
        value, now=pen.asked.now))


def _person(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    return person(value, me=pen.asked.user.pk)


def _class(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    return badge(value)


def _choice(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    name = column.value or column.key
    if not isinstance(name, str):
        return value
    *steps, field = name.replace("__", ".").split(".")
    holder = value_of(record, ".".join(steps)) if steps else record
    shown = _words_of(type(holder), field, get_language() or "").get(value)  # type: ignore[arg-type]
    return shown if shown is not None else value or ""


@lru_cache(maxsize=512)
def _words_of(model: type[Model], name: str, language: str) -> dict[Any, str]:
    """The choices of a field in one language; `get_…_display` would build them anew for every cell."""
    fields = {field.name: field for field in model._meta.get_fields()}
    choices = getattr(fields.get(name), "flatchoices", None) or ()
    with override(language):
        return {value: str(words) for value, words in choices}


def _state(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    return pen.states.get(value, value or "")


def _phone(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    return formats.phone_groups(value)


def _tags(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    return mark_safe(" ".join(f'<span class="tag tag-line">{escape(word)}</span>' for word in value or ()))  # noqa: S308


def _yes_no(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    return "" if value is None else _("yes") if value else format_html('<span class="faint">{}</span>', _("no"))


def _link(value: Any, column: Column, record: Any, pen: Pen) -> Any:
    url = column.url(record) if column.url and value else ""
    return format_html('<a href="{}" title="{}">{}</a>', url, value, value) if url else _text(
        value, column, record, pen)


_WRITERS: dict[Format, Writer] = {
    Format.TEXT: _text, Format.MUTED: _muted, Format.NUMBER: _number, Format.EXCEPTION: _exception,
    Format.AMOUNT: _number, Format.PERCENT: _percent, Format.DATE: _date, Format.MOMENT: _moment,
    Format.PERSON: _person, Format.CLASS: _class, Format.CHOICE: _choice, Format.STATE: _state,
    Format.PHONE: _phone, Format.CODE: _text, Format.TAGS: _tags, Format.YES_NO: _yes_no, Format.LINK: _link,
}
