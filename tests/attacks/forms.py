"""The forms that a page shows, and what may be written into them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from hypothesis import strategies as st

VOID = {"hidden", "submit", "button", "image", "reset"}


@dataclass
class Form:
    """Where a form goes and its fields: each with its kind, what stands in it, and what it offers."""

    url: str
    fields: dict[str, tuple[str, str, list[str]]] = field(default_factory=dict)

    @property
    def key(self):
        return self.url.split("?")[0], tuple(sorted(self.fields))


class Reader(HTMLParser):
    """Finds the forms that are sent to this house by POST."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.form, self.select, self.area = page, [], None, "", ""

    def handle_starttag(self, tag, attributes):
        told = {name: value or "" for name, value in attributes}
        if tag == "form":
            target = told.get("hx-post") or told.get("action", "")
            is_post = told.get("method", "").lower() == "post" or "hx-post" in told
            self.form = Form(urljoin(self.page, target)) if is_post else None
            self.forms += [self.form] if self.form else []
        elif self.form is None or ("name" not in told and tag != "option"):
            return
        elif tag == "input" and told["name"] != "csrfmiddlewaretoken":
            kind, _value, offered = self.form.fields.get(told["name"], (told.get("type", "text"), "", []))
            value = told.get("value", "on" if kind in ("checkbox", "radio") else "")
            self.form.fields[told["name"]] = (kind, value, [*offered, value] if kind in ("checkbox", "radio") else [])
        elif tag == "select":
            self.select, self.form.fields[told["name"]] = told["name"], ("select", "", [])
        elif tag == "option" and self.select:
            kind, value, offered = self.form.fields[self.select]
            offered.append(told.get("value", ""))
            self.form.fields[self.select] = (kind, told.get("value", "") if "selected" in told else value, offered)
        elif tag == "textarea":
            self.form.fields[told["name"]] = ("textarea", "", [])
        elif tag == "button" and told.get("value"):
            self.form.fields[told["name"]] = ("select", told["value"], [told["value"]])

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""


def forms_of(page: str, html: str) -> list[Form]:
    reader = Reader(page)
    reader.feed(html)
    return [form for form in reader.forms if form.fields and form.url.startswith("/")]


# -- what is written into them ----------------------------------------------------------------------------------------

JUNK = [
    "", " ", "\0", "a\0b", "x" * 10_000, "字" * 3_000, "-1", "0", "1", "99999999999999999999", "9" * 400, "1e999", "-1e-999", "NaN", "Infinity", "１２", "0x10", "1,5",
    "2026-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "9999-12-31T23:59", "0001-01-01T00:00", "25:61", "24:00", "[]", "{}", "null", "[" * 2_000, '{"a": 1}', "[1, null]",
    "'; DROP TABLE x; --", "%", "%s", "\\", "../../etc/passwd", "{{7*7}}", "{% x %}", "<script>alert(1)</script>", "javascript:alert(1)", "http://[", "//evil.example",
    "\u202e", "\ufeff", "\U0001f600", "é" * 200, "a@b", "+", "true", "on", "None", "customers.customer:1", "1,2,x", "\n\n\n", "²", "٣", "--", "1970-01-01/2026-01-01",
]
LIKELY = {
    "number": ["1", "12.5", "300000"], "date": ["2026-09-25", "2026-12-31"], "datetime-local": ["2026-09-25T09:00"], "time": ["09:00"], "email": ["a@example.com"],
    "tel": ["13812345678"], "month": ["2026-09"], "url": ["https://example.com/x"], "color": ["#123456"], "file": [""],
}
STRANGE = st.one_of(st.sampled_from(JUNK), st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.integers().map(str), st.floats().map(str))


@st.composite
def filled(draw, form: Form):
    """Mostly what somebody would write, and in one to three fields something else."""
    odd = draw(st.sets(st.sampled_from(sorted(form.fields)), min_size=1, max_size=3))
    told = {}
    for name, (kind, value, offered) in form.fields.items():
        if name in odd:
            told[name] = draw(st.one_of(STRANGE, st.lists(STRANGE, max_size=3)))
        elif offered:
            told[name] = draw(st.sampled_from(offered))
        elif value or kind in VOID:
            told[name] = value
        else:
            told[name] = draw(st.sampled_from(LIKELY.get(kind, ["甲", "样件合格", ""])))
        if draw(st.integers(0, 9)) == 0:
            del told[name]
    return told
