"""Chinese names as people type them: full pinyin and initials, with surnames read as surnames."""

import unicodedata
from functools import lru_cache
from typing import Any

from pypinyin import Style, lazy_pinyin, load_phrases_dict, load_single_dict

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

# Words in which a character is read otherwise than alone: those of business, of this program, and of places. The
# library's own list of 47,000 (idioms, mostly) would cost every process 45 MB; the settings leave it out.
WORDS: dict[str, str] = {
    "角色": "jue se", "重新": "chong xin", "调整": "tiao zheng", "重复": "chong fu", "长期": "chang qi", "了解": "liao jie",
    "同行": "tong hang", "出差": "chu chai", "行业": "hang ye", "模板": "mu ban", "疑似": "yi si", "重庆": "chong qing",
    "时长": "shi chang", "长沙": "chang sha", "厦门": "xia men", "没收": "mo shou", "银行": "yin hang", "长远": "chang yuan",
    "着装": "zhuo zhuang", "目的": "mu di", "建行": "jian hang", "长春": "chang chun", "六安": "lu an", "乐清": "yue qing",
    "番禺": "pan yu", "长兴": "chang xing", "佛山": "fo shan", "相似": "xiang si", "了结": "liao jie", "行情": "hang qing",
    "校验": "jiao yan", "配给": "pei ji", "还原": "huan yuan", "行号": "hang hao", "模具": "mu ju", "弹簧": "tan huang",
    "音乐": "yin yue", "朝阳": "chao yang", "蚌埠": "beng bu", "长乐": "chang le", "漯河": "luo he", "成都": "cheng du",
    "西藏": "xi zang", "喀什": "ka shi", "弹性": "tan xing", "长寿": "chang shou", "公差": "gong chai", "补给": "bu ji",
    "校核": "jiao he", "还价": "huan jia", "长安": "chang an", "亳州": "bo zhou", "台州": "tai zhou", "东莞": "dong guan",
    "洪洞": "hong tong", "重工": "zhong gong", "起重": "qi zhong", "会计": "kuai ji", "还款": "huan kuan", "调休": "tiao xiu",
    "差旅": "chai lv", "重叠": "chong die", "供给": "gong ji", "长度": "chang du", "调试": "tiao shi", "行长": "hang zhang",
    "部长": "bu zhang", "厂长": "chang zhang", "科长": "ke zhang", "组长": "zu zhang", "店长": "dian zhang",
    "董事长": "dong shi zhang", "增长": "zeng zhang", "成长": "cheng zhang", "执行": "zhi xing", "进行": "jin xing",
    "施行": "shi xing", "行动": "xing dong", "行政": "xing zheng", "行程": "xing cheng", "自行": "zi xing",
}
# How a character is read in the names of firms and in labels, where no word says otherwise.
CHARACTERS = {"长": "chang", "重": "zhong", "厦": "xia", "乐": "le", "朝": "chao", "都": "du", "行": "hang", "藏": "zang"}
load_single_dict({ord(character): reading for character, reading in CHARACTERS.items()})
load_phrases_dict({word: [[reading] for reading in readings.split()] for word, readings in WORDS.items()})


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
