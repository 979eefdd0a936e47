"""How the cells of a table are written: escaped text with the least markup, for a thousand cells a page.

What is the same for all rows of a column (words, icons, links) is worked out once, when its writer is made.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from html import escape
from typing import Any

from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from gendan.spine.access import queries as access
from gendan.spine.org import queries as org
from gendan.spine.org.workdays import WorkCalendar, working_clock, working_day_length
from gendan.ui import formats, glyphs
from gendan.ui.listing.declare import Column, Format, Listing, getter
from gendan.ui.listing.filters import Asked

#: From a record to the inside of a cell, as HTML.
Write = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Pen:
    """What the writing of cells needs to know: who reads, when, and whose working time counts."""

    asked: Asked
    calendar: WorkCalendar
    day: timedelta
    masked: frozenset[str]
    states: dict[str, Any]
    clock: Callable[[datetime], timedelta] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "clock", working_clock(self.asked.now, self.calendar))

    @classmethod
    def plain(cls, asked: Asked) -> "Pen":
        """A pen that masks nothing and knows no states."""
        calendar = org.calendar_of(asked.user)
        return cls(asked, calendar, working_day_length(calendar), frozenset(), {})

    def left(self, due: datetime) -> str:
        """Working time left or late; the clock time where no working time lies between."""
        amount = self.clock(due)
        if abs(amount) < MINUTE and abs(due - self.asked.now) > HOUR:
            return formats.due_dated(due, now=self.asked.now)
        return formats.working_left(amount, day=self.day)


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def pen(listing: Listing, asked: Asked, *, states: dict[str, Any]) -> Pen:
    """The pen for one page of a list."""
    calendar = org.calendar_of(asked.user)
    fields = {column.mask for column in listing.columns if column.mask}
    masked = frozenset(field for field in fields if any(access.masked(asked.user, kind, field) for kind in listing.mask_kinds))
    return Pen(asked, calendar, working_day_length(calendar), masked, states)


def writer(column: Column, pen: Pen, model: type[Model]) -> Write:
    """What writes the cells of a column, by its format; asterisks where the field is masked."""
    of = getter(column.value or column.key)
    if column.mask and column.mask in pen.masked:
        return lambda record: escape(access.mask_text(of(record)))
    if column.format == Format.LINK and column.url:
        return _linked(of, column.url)
    write = _MAKERS[column.format](column, pen, model)
    return lambda record: write(of(record))


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


ENDED = ("won", "lost", "done")
OVER = '<span class="step"><span></span><span class="step-at faint">—</span></span>'
PLAN = '<a class="step-text" href="{0}" hx-get="{0}" hx-target="#dialog" hx-swap="innerHTML">{1}</a>'


def step_writer(pen: Pen, *, kind: str) -> Write:
    """What writes the second column: glyph, time, and what to do; where nothing is planned, the way to plan it."""
    now, plan, nothing = pen.asked.now, escape(_("plan the next step")), escape(_("no next step"))

    def write(record: Any) -> str:
        due = record.next_due_at
        state = formats.urgency_of(due, now=now)
        if due is None and getattr(record, "state_kind", "") in ENDED:
            return OVER
        if due is None:
            words, text = nothing, PLAN.format(plan_url(kind, record.pk), plan)
        else:
            title = escape(record.next_title)
            words, text = escape(when(due, pen)), f'<span class="step-text cut" title="{title}">{title}</span>'
        return f'<span class="step">{glyphs.svg(state)}<span class="step-at is-{state}">{words}</span>{text}</span>'

    return write


# -- one maker of writers a format ----------------------------------------------------------------------------

Maker = Callable[[Column, Pen, type[Model]], Callable[[Any], str]]


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = str(value)
    safe = escape(text)
    return f'<span title="{safe}">{safe}</span>' if len(text) > 12 else safe


def _muted(value: Any) -> str:
    return f'<span class="muted">{"" if value is None else escape(str(value))}</span>'


def _number(value: Any) -> str:
    text = formats.amount(value)
    return '<span class="zero">0</span>' if text == "0" else text


def _exception(value: Any) -> str:
    return f'<span class="is-overdue">{formats.amount(value)}</span>' if value else ""


def _percent(value: Any) -> str:
    return "" if value is None else f"{formats.amount(value)}%"


def _phone(value: Any) -> str:
    return escape(formats.phone_groups(value))


def _tags(value: Any) -> str:
    return " ".join(f'<span class="tag tag-line">{escape(str(word))}</span>' for word in value or ())


def _date(column: Column, pen: Pen, model: type[Model]) -> Callable[[Any], str]:
    today = pen.asked.today
    return lambda value: "" if value is None else _day(formats.local_day(value), today)


@lru_cache(maxsize=4096)
def _day(day: date, today: date) -> str:
    return f'<span class="muted">{formats.date_bare(day, today=today)}</span>'


def _moment(column: Column, pen: Pen, model: type[Model]) -> Callable[[Any], str]:
    now = pen.asked.now
    return lambda value: "" if value is None else f'<span class="muted">{escape(formats.due_dated(value, now=now))}</span>'


def _person(column: Column, pen: Pen, model: type[Model]) -> Callable[[Any], str]:
    me = pen.asked.user.pk
    return lambda value: person(value, me=me)


def _choice(column: Column, pen: Pen, model: type[Model]) -> Callable[[Any], str]:
    """The words of a field's choices; a value that is computed, or no choice any more, stands as it is."""
    path = column.value or column.key
    words = words_of(model, path, get_language() or "") if isinstance(path, str) else {}
    return lambda value: words[value] if value in words else escape(str(value or ""))


@lru_cache(maxsize=512)
def words_of(model: type[Model], path: str, language: str) -> dict[Any, str]:
    """The choices of a field in one language; `get_…_display` would build them anew for every cell."""
    *steps, name = path.replace("__", ".").split(".")
    for step in steps:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    fields = {field.name: field for field in model._meta.get_fields()}
    choices = getattr(fields.get(name), "flatchoices", None) or ()
    with override(language):
        return {value: escape(str(words)) for value, words in choices}


def _state(column: Column, pen: Pen, model: type[Model]) -> Callable[[Any], str]:
    words = {key: escape(str(title)) for key, title in pen.states.items()}
    return lambda value: words[value] if value in words else escape(str(value or ""))


def _yes_no(column: Column, pen: Pen, model: type[Model]) -> Callable[[Any], str]:
    yes, no = escape(_("yes")), f'<span class="faint">{escape(_("no"))}</span>'
    return lambda value: "" if value is None else yes if value else no


def _linked(of: Callable[[Any], Any], url: Callable[[Any], str]) -> Write:
    def write(record: Any) -> str:
        value = of(record)
        address = url(record) if value else ""
        safe = escape(str(value or ""))
        return f'<a href="{escape(address)}" title="{safe}">{safe}</a>' if address else _text(value)

    return write


def _always(write: Callable[[Any], str]) -> Maker:
    """A format that looks the same for everybody."""
    return lambda column, pen, model: write


_MAKERS: dict[Format, Maker] = {
    Format.TEXT: _always(_text), Format.CODE: _always(_text), Format.LINK: _always(_text), Format.MUTED: _always(_muted),
    Format.NUMBER: _always(_number), Format.AMOUNT: _always(_number), Format.EXCEPTION: _always(_exception),
    Format.PERCENT: _always(_percent), Format.PHONE: _always(_phone), Format.TAGS: _always(_tags),
    Format.CLASS: _always(badge), Format.DATE: _date, Format.MOMENT: _moment, Format.PERSON: _person,
    Format.CHOICE: _choice, Format.STATE: _state, Format.YES_NO: _yes_no,
}
