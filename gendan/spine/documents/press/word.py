"""Fills, checks and begins Word templates. Only ever loaded by a child of the press.

A template may name the fields of its paper, repeat rows over a list and leave parts out under a condition; nothing else
of jinja2 is let in: no calls, no globals, no names with a leading underscore.
"""

import base64
import io
import json
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import ChainableUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

HEADERS_AND_FOOTERS = (("header", DocxTemplate.HEADER_URI), ("footer", DocxTemplate.FOOTER_URI))
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
PARAGRAPH, TAG = re.compile(r"<w:p([ >])"), re.compile(r"<[^>]+>")
LOOP = dict.fromkeys(("index", "index0", "first", "last", "length"), "")
MISSING = object()
TRANSPARENT = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Compare,
    nodes.Operand, nodes.Const,
)


def money(value: Any) -> str:
    """1234567.50 as 1,234,567.50; whatever is no number stays as it is."""
    whole, point, rest = str(value or "").partition(".")
    return f"{int(whole):,}{point}{rest}" if re.fullmatch(r"\d+", whole) else str(value or "")


def day(value: Any) -> str:
    """2026-09-24 as 2026年9月24日."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", str(value or ""))
    return f"{int(found[1])}年{int(found[2])}月{int(found[3])}日" if found else str(value or "")


def quantity(value: Any) -> str:
    """12.500 as 12.5."""
    text = str(value or "")
    return text.rstrip("0").rstrip(".") if "." in text else text


def environment() -> SandboxedEnvironment:
    """jinja2 with nothing but what templates of papers need."""
    made = SandboxedEnvironment(autoescape=True, undefined=ChainableUndefined)
    made.globals.clear()
    made.filters = {"money": money, "day": day, "quantity": quantity, "upper": str.upper, "lower": str.lower}
    made.tests = {name: made.tests[name] for name in ("defined", "undefined", "none", "even", "odd")}
    return made


def run(work: dict[str, Any]) -> Any:
    """`do` is fill, check or begin."""
    return {"fill": fill, "check": check, "begin": begin}[work["do"]](work)


def fill(work: dict[str, Any]) -> str:
    """The template with the values of a paper, in base64."""
    template = _opened(work["template"])
    values = json.loads(work["data"], object_hook=lambda found: SimpleNamespace(**{name: _clean(one) for name, one in found.items()}))
    try:
        template.render(vars(values), environment(), autoescape=True)
    except TemplateError as error:
        raise ValueError(f"{type(error).__name__}: {error.message}") from None
    held = io.BytesIO()
    template.save(held)
    return base64.b64encode(held.getvalue()).decode()


def _clean(value: Any) -> Any:
    """Without the marks that XML does not know."""
    return CONTROL.sub("", value) if isinstance(value, str) else value


def _opened(template: str) -> DocxTemplate:
    try:
        found = DocxTemplate(io.BytesIO(base64.b64decode(template)))
        found.init_docx()
    except (PackageNotFoundError, KeyError) as error:
        raise ValueError(f"not a Word file: {error}") from None
    return found


def check(work: dict[str, Any]) -> list[dict[str, Any]]:
    """What is wrong with a template: code, name, part, line and the words of the line."""
    reader = Reader(work["fields"])
    for part, source in _parts(_opened(work["template"])):
        reader.read(part, source)
    return reader.problems


def _parts(template: DocxTemplate) -> Iterator[tuple[str, str]]:
    """Everything that is filled in, as jinja2 reads it."""
    yield "body", template.patch_xml(template.get_xml())
    for name, uri in HEADERS_AND_FOOTERS:
        for _key, part in template.get_headers_footers(uri):
            yield name, template.patch_xml(template.get_part_xml(part))
    for part in template.docx.part.package.iter_parts():
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield "footnote", template.patch_xml(part.blob.decode())
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        yield "properties", getattr(template.docx.core_properties, name) or ""


class Reader:
    """Walks through what a template says and notes what its paper does not have."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields, self.environment = fields, environment()
        self.problems: list[dict[str, Any]] = []
        self.part, self.lines = "", [""]

    def read(self, part: str, source: str) -> None:
        """One part of the file; a line is a paragraph."""
        lined = PARAGRAPH.sub(r"\n<w:p\1", source)
        self.part, self.lines = part, [TAG.sub("", line).strip() for line in lined.split("\n")]
        try:
            self.walk(self.environment.parse(lined), self.fields)
        except TemplateSyntaxError as error:
            self.note("syntax", error.message or "", error.lineno)

    def note(self, code: str, name: str, number: int | None) -> None:
        """Something that is wrong in a line; a few kinds of nodes do not know theirs."""
        number = number or len(self.lines)
        words = self.lines[min(number, len(self.lines)) - 1][:80]
        line = sum(1 for text in self.lines[: number - 1] if text) + 1
        self.problems.append({"code": code, "name": name, "part": self.part, "line": line, "text": words})

    def walk(self, node: nodes.Node, scope: dict[str, Any], *, asking: bool = False) -> None:
        """Go through the tree; `scope` holds what may be named here. "If there are lines" is `asking`: a group will do."""
        if isinstance(node, nodes.For):
            self.walk_rows(node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            if isinstance(self.shape_of(node, scope), dict | list) and not asking:
                self.note("group", spelled(node), node.lineno)
        elif isinstance(node, nodes.Filter | nodes.Test) and node.node is not None and self.knows(node):
            self.walk(node.node, scope)
        elif isinstance(node, TRANSPARENT):
            for child in node.iter_child_nodes():
                asked = asking if isinstance(node, nodes.And | nodes.Or | nodes.Not) else child is getattr(node, "test", None)
                self.walk(child, scope, asking=asked)
        else:
            self.note("not_let_in", type(node).__name__.lower(), node.lineno)

    def knows(self, node: Any) -> bool:
        """Whether a filter or test is one of ours, without arguments."""
        known = self.environment.filters if isinstance(node, nodes.Filter) else self.environment.tests
        return node.name in known and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)

    def walk_rows(self, node: nodes.For, scope: dict[str, Any]) -> None:
        """Rows of a list; inside, the row has the list's own fields."""
        rows = self.shape_of(node.iter, scope)
        if not isinstance(rows, list) or not isinstance(node.target, nodes.Name):
            if rows is not MISSING:
                self.note("no_rows", spelled(node.iter), node.lineno)
            return
        inside = {**scope, node.target.name: rows[0], "loop": LOOP}
        children: list[nodes.Node | None] = [*node.body, *node.else_, node.test]
        for child in filter(None, children):
            self.walk(child, inside)

    def shape_of(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """What stands under a name: "" for a value, a dict for a group, a list for rows; MISSING is noted."""
        if isinstance(node, nodes.Name):
            found = scope.get(node.name, MISSING)
        elif name := member_of(node):
            above = self.shape_of(node.node, scope)  # type: ignore[attr-defined]
            if above is MISSING:
                return MISSING
            found = above.get(name, MISSING) if isinstance(above, dict) else MISSING
        else:
            self.note("not_let_in", type(node).__name__.lower(), node.lineno)
            return MISSING
        if found is MISSING:
            hidden = any(part.startswith("_") for part in spelled(node).split("."))
            self.note("not_let_in" if hidden else "unknown", spelled(node), node.lineno)
        return found


def member_of(node: nodes.Node) -> str:
    """The last part of a dotted name; empty for anything else."""
    if isinstance(node, nodes.Getattr):
        return node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return node.arg.value
    return ""


def spelled(node: nodes.Node) -> str:
    """A name as its writer wrote it."""
    if isinstance(node, nodes.Name):
        return node.name
    return f"{spelled(node.node)}.{member_of(node)}" if member_of(node) else type(node).__name__.lower()  # type: ignore[attr-defined]


def begin(work: dict[str, Any]) -> str:
    """A first template with every field of a paper in it, to be laid out in Word."""
    document = Document()
    document.core_properties.author, document.core_properties.title = "", work["title"]
    document.core_properties.comments = ""
    document.add_heading(work["title"], level=1)
    for entry in work["values"]:
        document.add_paragraph(f"{entry['label']}：{{{{ {entry['name']} }}}}")
    for rows in work["rows"]:
        _begin_rows(document, rows)
    held = io.BytesIO()
    document.save(held)
    return base64.b64encode(held.getvalue()).decode()


def _begin_rows(document: Any, rows: dict[str, Any]) -> None:
    """A table with a row that repeats: docxtpl wants the two marks of the loop in rows of their own."""
    columns = rows["columns"]
    table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    table.rows[1].cells[0].text = f"{{%tr for row in {rows['name']} %}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for place, column in enumerate(columns):
        table.rows[0].cells[place].text = column["label"]
        table.rows[2].cells[place].text = f"{{{{ row.{column['name']} }}}}"
    document.add_paragraph("")
