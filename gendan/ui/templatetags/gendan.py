"""Template tags and filters of every page."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from gendan.spine.procedures import registry
from gendan.ui import formats, glyphs, records
from gendan.ui.kept import MARK, kept

register = template.Library()

EIGHT_HOURS = timedelta(hours=8)


def _now(context_or_value: Any) -> datetime:
    """The moment given to a filter, else the clock: a template is the last place before the reader."""
    return context_or_value if isinstance(context_or_value, datetime) else timezone.now()


@register.simple_tag(takes_context=True)
def page_title(context: Context) -> SafeString:
    """What the page wrote into its block "title": the phone's top line says the same as the browser's tab."""
    blocks = context.render_context[BLOCK_CONTEXT_KEY]  # type: ignore[index]
    block = blocks.get_block("title")
    with context.push():
        return block.nodelist.render(context)


@register.simple_tag
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """`{% icon "phone" %}`, `{% icon "phone" 20 %}`; with a label it speaks, without one it is an ornament."""
    return glyphs.icon(name, size, str(label))


@register.simple_tag
@lru_cache(maxsize=4096)
def fixed_url(name: str, *args: Any) -> str:
    """`{% url %}` for addresses that a page writes again and again, as those of a list's filters: asked once."""
    return reverse(name, args=args)


@register.simple_tag
def glyph(state: str) -> SafeString:
    """The 14 px disc of a time state: overdue, today, plan, none, paused."""
    return glyphs.svg(state)


@register.simple_tag
def glyph_shape(state: str) -> SafeString:
    """The inside of the disc, for drawings that place it themselves."""
    return mark_safe(glyphs.shape(state))  # noqa: S308


@register.simple_tag
def abc(letter: Any, size: str = "") -> SafeString:
    """The class of a customer as its small square; `{% abc "A" "head" %}` is the large one of a record's head."""
    if not letter:
        return SafeString("")
    return format_html('<span class="abc abc-{}{}">{}</span>', str(letter).lower(), " abc-head" * bool(size), letter)


@register.simple_tag
def rest_of(percent: Any) -> str:
    """What is missing to a hundred."""
    return f"{100 - float(percent or 0):g}"


@register.filter
def working_left(left: timedelta | None, day: timedelta | None = None) -> str:
    """`{{ left|working_left:day_length }}`; without a day length a day has eight hours."""
    return formats.working_left(left, day=day or EIGHT_HOURS)


@register.filter
def working_span(amount: timedelta | None, day: timedelta | None = None) -> str:
    """`{{ oldest|working_span:day_length }}`: "1 天 3 小时", without "left" or "late"."""
    return "" if amount is None else formats.span(amount, day=day or EIGHT_HOURS)


@register.filter
def due_text(due: datetime | None, now: datetime | None = None) -> str:
    return formats.due_text(due, now=_now(now))


@register.filter
def due_dated(due: datetime | None, now: datetime | None = None) -> str:
    return formats.due_dated(due, now=_now(now))


@register.filter
def clock(moment: datetime | None) -> str:
    return formats.clock(moment) if moment else ""


@register.filter
def date_short(day: date | datetime | None, today: date | datetime | None = None) -> str:
    return formats.date_short(day, today=formats.local_day(today or timezone.now()))


@register.filter
def date_bare(day: date | datetime | None, today: date | datetime | None = None) -> str:
    if day is None:
        return ""
    return formats.date_bare(formats.local_day(day), today=formats.local_day(today or timezone.now()))


@register.filter
def date_long(day: date | datetime | None) -> str:
    return formats.date_long(formats.local_day(day)) if day else ""


@register.filter
def relative_time(moment: datetime | None, now: datetime | None = None) -> str:
    return formats.relative_time(moment, now=_now(now))


@register.filter
def urgency_of(due: datetime | None, now: datetime | None = None) -> str:
    return formats.urgency_of(due, now=_now(now))


@register.filter
def amount(value: Any, places: int | None = None) -> str:
    return formats.amount(value, places=places)


@register.filter
def price(value: Any) -> str:
    return formats.price(value)


@register.filter
def wan(value: Any) -> str:
    return formats.wan(value)


@register.filter
def phone_groups(value: str | None) -> str:
    return formats.phone_groups(value)


@register.filter
def initial(name: Any) -> str:
    return formats.initial(name)


@register.filter
def words(text: str) -> list[str]:
    """`{% for state in "none today plan"|words %}`."""
    return text.split()


@register.filter
def share_of(part: Any, whole: Any) -> str:
    """A percentage for the width of a bar: `{{ count|share_of:largest }}` gives "37.5"."""
    return f"{100 * float(part or 0) / float(whole):.2f}" if whole else "0"


@register.simple_tag
def record_url(kind: str, record_id: int) -> str:
    """The page of a record by its kind and id; empty where it has none."""
    return records.record_url(kind, record_id)


@register.simple_tag
def record_icon(kind: str) -> str:
    return records.icon_of(kind)


@register.filter
def percent(value: Any) -> str:
    return formats.percent(value)


@register.simple_tag
def state_title(record: Any) -> str:
    """The title of the state that a followed record stands in."""
    procedure = registry.find(record.case.procedure) if record.case else None
    state = procedure.find_state(record.state) if procedure else None
    return str(state.title) if state else record.state


class KeptNode(Node):
    """The block, its keys, and in between the process's memory; the node itself is part of the key."""

    def __init__(self, block: NodeList, keys: list[FilterExpression]) -> None:
        self.nodelist, self.keys = block, keys

    def render(self, context: Context) -> SafeString:
        key = (self, get_language(), *(one.resolve(context) for one in self.keys))
        text = kept(key, lambda: self._written(context))
        if MARK in text:
            text = text.replace(MARK, escape(str(context.get("csrf_token", ""))))
        return mark_safe(text)  # noqa: S308  a template wrote it

    def _written(self, context: Context) -> str:
        with context.push(csrf_token=MARK):
            return self.nodelist.render(context)


@register.tag("kept")
def kept_block(parser: Parser, token: Token) -> KeptNode:
    """`{% kept key … %}…{% endkept %}`: written once per language and keys. Nothing else may change what is inside."""
    keys = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    block = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(block, keys)
