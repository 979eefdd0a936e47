"""Finds every translatable string of an app and says which of them have no Chinese."""

import ast
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils.translation.template import templatize

from gendan.messages_compile import GENDAN, catalogues

CHINESE = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w+)\}|%([sd])")
SPECS: dict[str, Any] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Message:
    context: str
    singular: str
    plural: str
    place: str

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.singular

    def as_po(self) -> str:
        """The entry as it should stand in the catalogue, with the translation still to write."""
        lines = [f"#: {self.place}"]
        if self.context:
            lines.append(f"msgctxt {quoted(self.context)}")
        lines.append(f"msgid {quoted(self.singular)}")
        if self.plural:
            lines += [f"msgid_plural {quoted(self.plural)}", 'msgstr[0] ""']
        else:
            lines.append('msgstr ""')
        return "\n".join(lines)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def folders() -> dict[str, Path]:
    """App label -> folder, for the apps of gendan; `gendan` stands for what lies outside of them."""
    found = {c.label: Path(c.path).resolve() for c in apps.get_app_configs() if c.name.startswith("gendan.")}
    found = {label: path for label, path in found.items() if path != GENDAN}
    return found | {"gendan": GENDAN}


def files_of(label: str) -> Iterator[Path]:
    """Python files and templates of one app, without its tests and migrations."""
    mine, others = folders()[label], [p for p in folders().values() if p != folders()[label]]
    for path in sorted([*mine.rglob("*.py"), *mine.rglob("*.html"), *mine.rglob("*.txt")]):
        parts = path.relative_to(mine).parts
        inner = any(other.is_relative_to(mine) and path.is_relative_to(other) for other in others)
        if not inner and not {"tests", "migrations", "static", "static_src"} & set(parts):
            yield path


def messages_of(label: str) -> list[Message]:
    return [message for path in files_of(label) for message in messages_in(path)]


def messages_in(path: Path) -> Iterator[Message]:
    source = path.read_text()
    if path.suffix == ".py":
        keywords = keywords_of(source)
    else:
        keywords = SPECS | {"_": None}
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    if keywords:
        place = str(path.relative_to(GENDAN.parent))
        for line, found, _, context in extract("python", io.BytesIO(source.encode()), keywords):
            yield message(found, context or "", f"{place}:{line}")


def message(found: Any, context: str, place: str) -> Message:
    """Babel gives a string, or a tuple of singular and plural (with the context in front when there is one)."""
    texts = [found] if isinstance(found, str) else [t for t in found if t is not None]
    if context and len(texts) > 1 and texts[0] == context:
        texts = texts[1:]
    return Message(context, texts[0], texts[1] if len(texts) > 1 else "", place)


def keywords_of(source: str) -> dict[str, Any]:
    """The names under which this file knows Django's translation functions."""
    known: dict[str, Any] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            known |= {a.asname or a.name: SPECS[a.name] for a in node.names if a.name in SPECS}
    return known


@cache
def translations() -> dict[tuple[str, str], tuple[str, ...]]:
    """(context, msgid) -> the Chinese, over all catalogues; fuzzy ones do not count."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for po in catalogues():
        with po.open("rb") as source:
            for entry in read_po(source, locale="zh_Hans"):
                singular = entry.id if isinstance(entry.id, str) else entry.id[0]
                strings = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
                if singular and not entry.fuzzy and all(strings):
                    found[entry.context or "", singular] = strings
    return found


def placeholders(text: str) -> set[str]:
    return {next(filter(None, found)) for found in PLACEHOLDER.findall(text)}


def untranslated(label: str) -> list[Message]:
    """The messages of an app that have no Chinese, each once."""
    missing = {m.key: m for m in messages_of(label) if m.key not in translations()}
    return list(missing.values())


def garbled(label: str) -> list[Message]:
    """Messages whose Chinese names a placeholder that the English does not have."""
    return [
        m
        for m in messages_of(label)
        if any(placeholders(s) - placeholders(m.singular + m.plural) for s in translations().get(m.key, ()))
    ]


def not_english(label: str) -> list[Message]:
    return [m for m in messages_of(label) if CHINESE.search(m.singular)]


def ambiguous() -> dict[tuple[str, str], set[str]]:
    """Messages that two catalogues translate differently: the last one read would win everywhere."""
    found: dict[tuple[str, str], set[str]] = {}
    for po in catalogues():
        with po.open("rb") as source:
            for entry in read_po(source, locale="zh_Hans"):
                singular = entry.id if isinstance(entry.id, str) else entry.id[0]
                string = entry.string if isinstance(entry.string, str) else entry.string[0]
                if singular and string:
                    found.setdefault((entry.context or "", singular), set()).add(string)
    return {key: strings for key, strings in found.items() if len(strings) > 1}
