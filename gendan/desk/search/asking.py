"""What somebody typed: a text, narrowed to one kind by its first character; and how labels answer to it."""

import re
from dataclasses import dataclass
from functools import cache

from pypinyin import Style
from pypinyin.constants import PINYIN_DICT
from pypinyin.style import convert

from gendan.spine.org.names import initials, pinyin

PEOPLE, CUSTOMERS, OPPORTUNITIES, TODOS = "people", "customers", "opportunities", "todos"
PREFIXES = {
    "@": PEOPLE, "＠": PEOPLE, "#": CUSTOMERS, "＃": CUSTOMERS, "$": OPPORTUNITIES, "￥": OPPORTUNITIES, "¥": OPPORTUNITIES,
    "＄": OPPORTUNITIES, "!": TODOS, "！": TODOS,
}
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Question:
    """`only` is the one kind that is asked for, or empty for everything."""

    text: str = ""
    only: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.only

    @property
    def letters(self) -> str:
        """The text as pinyin or initials: small Latin letters without blanks; empty where it is something else."""
        plain = re.sub(r"[\s']", "", self.text.lower())
        return plain if len(plain) > 1 and plain.isascii() and plain.isalpha() else ""

    def wants(self, kind: str) -> bool:
        """Whether records of this kind are asked for."""
        return self.only in ("", kind)


def question_of(typed: str) -> Question:
    """Read what was typed."""
    text = typed.strip()[:LONGEST]
    only = PREFIXES.get(text[:1], "")
    return Question(text[1:].strip() if only else text, only)


def answers(label: str, text: str) -> bool:
    """Whether a label holds the text, or begins with it in pinyin or initials."""
    wanted = text.casefold().strip()
    if wanted in label.casefold():
        return True
    letters = wanted.replace(" ", "")
    return letters.isascii() and (initials(label).startswith(letters) or pinyin(label).startswith(letters))


@cache
def _syllable() -> re.Pattern[str]:
    """Every syllable of Mandarin, the longest first."""
    readings = {reading for several in PINYIN_DICT.values() for reading in several.split(",")}
    plain = {convert(reading, Style.NORMAL, strict=False) for reading in readings}
    known = sorted((one for one in plain if one.isascii() and one.isalpha()), key=len, reverse=True)
    return re.compile("|".join(known))


def initials_of_pinyin(letters: str) -> str:
    """"qingyuzh" → "qyz": the initials of full pinyin, of which the last syllable may be unfinished; "" where it is none."""
    at, found = 0, ""
    while at < len(letters):
        match = _syllable().match(letters, at)
        if match is None or len(match.group()) == 1 and letters[at] not in "aoe":
            return found + letters[at] if found and len(letters) - at <= 4 and _begins(letters[at:]) else ""
        found, at = found + letters[at], match.end()
    return found


def _begins(rest: str) -> bool:
    return any(word.startswith(rest) for word in _syllable().pattern.split("|"))
