"""HTML of mails made safe: only what says something stays, pictures from elsewhere wait until they are asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "center", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "ol", "p", "pre", "q", "s", "small", "span", "strike", "strong", "sub",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
}
ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"}, "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto", "tel", "cid", "data"}
PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;")
BLOCKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr", "ul", "ol"}
SILENT = {"script", "style", "head", "title", "template", "noscript"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Safe HTML, and how many pictures from elsewhere it leaves out."""

    html: str
    blocked: int


def shown(html: str, *, inline: Mapping[str, str], remote: bool = False) -> Shown:
    """The HTML for a page: no scripts, styles or forms; `inline` leads content ids to their addresses."""
    blocked = 0

    def attribute(tag: str, name: str, value: str) -> str | None:
        nonlocal blocked
        if name == "href":
            return None if value.startswith(("cid:", "data:")) else value
        if name != "src":
            return value
        if value.startswith("cid:"):
            return inline.get(value[4:])
        if value.startswith("data:"):
            return value if value.startswith(PICTURES) else None
        if remote and value.startswith("https:"):
            return value
        blocked += 1
        return None

    return Shown(_cleaned(html, attribute), blocked)


def _cleaned(html: str, attribute: Callable[[str, str, str], str | None]) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, attribute_filter=attribute,
        clean_content_tags=SILENT - {"head"}, link_rel="noopener noreferrer nofollow", strip_comments=True,
        set_tag_attribute_values={"a": {"target": "_blank"}, "img": {"loading": "lazy"}},
    )


class _Text(HTMLParser):
    """Collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT and self.silent > 0
        if tag in BLOCKS - {"br"}:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))


def text_of(html: str) -> str:
    """The text of HTML, line by line; for mails that come without any."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.pieces).splitlines()]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip()
