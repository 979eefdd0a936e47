"""Markdown as safe HTML: no raw HTML, no pictures but files of this house, links that lead nowhere else by themselves."""

import re
from functools import lru_cache
from html import escape, unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "s", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt"}, "ol": {"start"}}
PICTURE = re.compile(r"/attachments/\d+(\?inline=1)?")
TICK = re.compile(r"<li>\[([ xX])\] ")
POINT = re.compile(r"<li>☐ (.*?)</li>", re.DOTALL)
BOXES = {" ": "☐ ", "x": "☑ ", "X": "☑ "}

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if PICTURE.fullmatch(value) else None
    return value


@lru_cache(maxsize=512)
def rendered(text: str) -> SafeString:
    """The text for a page. The page has its own first heading, so those of the text begin one lower."""
    html = _markdown.render(text)
    html = re.sub(r"<(/?)h([1-6])>", lambda found: f"<{found[1]}h{min(4, max(2, int(found[2])))}>", html)
    html = TICK.sub(lambda found: f"<li>{BOXES[found[1]]}", html)
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"},
        attribute_filter=_attribute, link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has let through nothing but the tags above


def tickable(html: str, *, form: str) -> SafeString:
    """The points to tick as boxes that are sent with a form of the page; their words are what is kept."""
    return mark_safe(POINT.sub(lambda found: _box(found[1], form), html))  # noqa: S308 - from `rendered`, and words without marks


def _box(words: str, form: str) -> str:
    said = escape(unescape(nh3.clean(words, tags=set())))
    return f'<li class="tick"><label><input type="checkbox" name="checked" value="{said}" form="{form}"> {words}</label></li>'


def plain(text: str, *, length: int = 120) -> str:
    """The beginning of a text without its marks, for lists and hits."""
    words = nh3.clean(TICK.sub("<li>", _markdown.render(text)), tags=set())
    return " ".join(words.split())[:length]
