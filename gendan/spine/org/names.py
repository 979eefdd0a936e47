"""Chinese names as people type them: full pinyin and initials, with surnames read as surnames."""

import unicodedata
from functools import lru_cache
from typing import Any

from pypinyin import Style, lazy_pinyin

# Surnames that a dictionary of words reads otherwise.
SURNAMES: dict[str, tuple[str, ...]] = {
    "曾": ("zeng",), "单": ("shan",), "仇": ("qiu",), "区": ("ou",), "查": ("zha",), "解": ("xie",), "朴": ("piao",),
    "任": ("ren",), "华": ("hua",), "盖": ("ge",), "缪": ("miao",), "乐": ("yue",), "覃": ("qin",), "召": ("shao",),
    "折": ("she",), "种": ("chong",), "秘": ("bi",), "繁": ("po",), "牟": ("mu",), "员": ("yun",), "乜": ("nie",),
    "逄": ("pang",), "冼": ("xian",), "洗": ("xian",), "翟": ("zhai",), "晁": ("chao",), "郇": ("xun",),
    "隗": ("wei",), "宓": ("mi",), "葛": ("ge",), "纪": ("ji",), "祭": ("zhai",), "贲": ("ben",), "黑": ("he",),
    "句": ("gou",), "谌": ("chen",), "撒": ("sa",), "佘": ("she",), "沈": ("shen",), "尉": ("wei",), "车": ("che",),
    "万": ("wan",), "俞": ("yu",), "宁": ("ning",), "燕": ("yan",), "应": ("ying",), "那": ("na",), "哈": ("ha",),
    "藏": ("zang",), "重": ("chong",), "幸": ("xing",), "相": ("xiang",), "行": ("xing",), "长": ("chang",),
    "尉迟": ("yu", "chi"), "万俟": ("mo", "qi"), "长孙": ("zhang", "sun"), "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"), "令狐": ("ling", "hu"), "宰父": ("zai", "fu"), "鲜于": ("xian", "yu"),
    "夏侯": ("xia", "hou"), "公孙": ("gong", "sun"), "呼延": ("hu", "yan"), "皇甫": ("huang", "fu"),
}


def pinyin(text: str) -> str:
    """The full reading in small letters without blanks: 重庆 becomes "chongqing", ABC重工 "abczhonggong"."""
    return "".join(_syllables(text))


def initials(text: str) -> str:
    """The first letter of each character, and Latin words whole: ABC重工 becomes "abczg"."""
    return "".join(part[0] if chinese else part for part, chinese in _pieces(text))


def person_pinyin(name: str) -> str:
    """As `pinyin`, with the surname read as a surname: 曾晓 becomes "zengxiao"."""
    return "".join(_person_syllables(name))


def person_initials(name: str) -> str:
    """As `initials`, with the surname read as a surname: 尉迟恭 becomes "ycg"."""
    surname, given = _split(name)
    return "".join(syllable[0] for syllable in surname) + initials(given)


def _person_syllables(name: str) -> tuple[str, ...]:
    surname, given = _split(name)
    return (*surname, *_syllables(given))


def _split(name: str) -> tuple[tuple[str, ...], str]:
    plain = name.strip()
    for length in (2, 1):
        if len(plain) >= length and plain[:length] in SURNAMES:
            return SURNAMES[plain[:length]], plain[length:]
    return (), plain


def _syllables(text: str) -> tuple[str, ...]:
    return tuple(part for part, _chinese in _pieces(text))


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """The readings and other letters in order, each with whether it was a Chinese character."""
    pieces = []
    wide = unicodedata.normalize("NFKC", text)
    for reading in lazy_pinyin(wide, style=Style.NORMAL, errors=_other):
        plain = "".join(char for char in reading.lower() if char.isalnum() and char.isascii())
        if plain:
            pieces.append((plain, not isinstance(reading, _Other)))
    return tuple(pieces)


def _other(stretch: str) -> Any:
    return [_Other(stretch)]


class _Other(str):
    """A stretch that is not Chinese."""

    __slots__ = ()
