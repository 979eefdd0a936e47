"""Company names, telephone numbers and codes brought to forms in which the same thing looks the same. Pure."""

import re
import unicodedata
import zlib
from functools import cache, lru_cache

import opencc
import phonenumbers
from pypinyin import Style, lazy_pinyin
from rapidfuzz import process
from rapidfuzz.distance import Indel

from gendan.modules.customers.places import is_place, leading_place, short_place
from gendan.modules.customers.words import FREE_MAIL_DOMAINS, LEGAL_FORMS, TRADE_WORDS
from gendan.spine.org.names import WORDS

MARKS = re.compile(r"[\s()（）\[\]{}【】《》「」·•,，.。、\-_/&'\"“”‘’:：;；!！?？]")
BRACKETS = re.compile(r"[(\[【《「]([^)\]】》」]*)[)\]】》」]?")
BRANCH = re.compile(r"^(.{2,}?公司).{0,12}?(?:分公司|分厂|办事处|营业部)$")
LEGAL = re.compile(
    r"(?:股份有限责任公司|有限责任公司|股份有限公司|集团有限公司|控股有限公司|有限公司|股份公司|集团公司|总公司|分公司|"
    r"有限合伙企业|普通合伙企业|合伙企业|有限合伙|有限责任公|有限责任|股份有限公|股份有限|有限公|有限|公司|集团|控股|股份|"
    r"总厂|分厂|工厂|厂)$"
)
TRADES = sorted(TRADE_WORDS.split(), key=len, reverse=True)
LEGAL_WORDS = frozenset(LEGAL_FORMS.split())
FREE_MAIL = frozenset(FREE_MAIL_DOMAINS.split())
_TRADE = re.compile("|".join(TRADES))
_ONLY_TRADE = re.compile(f"(?:{'|'.join(TRADES)})+")
_CJK = re.compile(r"[一-鿿]")

@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


_BETWEEN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """One width and case, simplified characters, no blanks beside Chinese ones."""
    return _BETWEEN.sub("", _to_simplified().convert(unicodedata.normalize("NFKC", name))).lower().strip()


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """The name without width, case, brackets, blanks, punctuation, and in simplified characters."""
    return MARKS.sub("", _folded(name))


def _without_places(text: str) -> str:
    """Drop bracketed places and legal forms, then a leading place unless only words of trade would remain."""
    text = BRACKETS.sub(lambda found: "" if _is_dressing(found.group(1)) else found.group(1), text)
    place = leading_place(text)
    rest = text[len(place):]
    return text if len(rest) < 2 or _ONLY_TRADE.fullmatch(LEGAL.sub("", rest)) else rest


def _is_dressing(text: str) -> bool:
    return not text.strip() or is_place(text.strip()) or bool(LEGAL.fullmatch(text.strip()))


def _without_legal_form(text: str) -> str:
    while (shorter := LEGAL.sub("", text)) != text and len(shorter) >= 2:
        text = shorter
    return text


def _latin_core(text: str) -> str:
    words = MARKS.sub(" ", text.replace("'", "").replace(".", "")).split()
    kept = [word for word in words if word not in LEGAL_WORDS]
    return "".join(kept or words)


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """What is left of a name without legal form and place: "柏舟数控机床" of "柏舟数控机床(太仓)股份有限公司"."""
    text = _folded(name)
    if not _CJK.search(text):
        return _latin_core(text)
    branch = BRANCH.match(text)
    text = _without_places(branch.group(1) if branch else text)
    return _without_legal_form(MARKS.sub("", text)) or normal(name)


@lru_cache(maxsize=4096)
def place_of(name: str) -> str:
    """The place in a name, before it or in brackets, without "市" and the like: "苏州"; "" where there is none."""
    text = _folded(name)
    found = leading_place(text) or next((part for part in BRACKETS.findall(text) if is_place(part)), "")
    return short_place(found)


def brand(core_name: str) -> str:
    """The part before the first word of trade, at least two characters: "柏舟" of "柏舟数控机床"."""
    found = _TRADE.search(core_name, 2)
    return core_name[: found.start()] if found else core_name


# -- pinyin -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def _reading(character: str) -> str:
    """The usual reading of one character, without tone; other characters stay as they are."""
    return lazy_pinyin(character, style=Style.NORMAL, v_to_u=False)[0] if _CJK.match(character) else character


_WORD = re.compile("|".join(WORDS))


def _syllables(text: str) -> list[str]:
    parts: list[str] = []
    at = 0
    for found in _WORD.finditer(text):
        parts += [_reading(character) for character in text[at:found.start()]]
        parts += WORDS[found.group()].split()
        at = found.end()
    return parts + [_reading(character) for character in text[at:]]


def pinyin_of(name: str) -> str:
    """The name's pinyin without tones or blanks: "qingyuzhonggong"; about 5 µs, so that a million take seconds."""
    return "".join(_syllables(normal(name)))


def initials_of(name: str) -> str:
    """The first letters: "qyzg"."""
    return "".join(part[0] for part in _syllables(normal(name)) if part)


def sound(text: str) -> str:
    """Pinyin in which what many people do not tell apart is the same (zh and z, n and ng)."""
    return " ".join(map(_sound_of, text))


@lru_cache(maxsize=20_000)
def _sound_of(character: str) -> str:
    return re.sub(r"ng$", "n", re.sub(r"^([zcs])h", r"\1", _reading(character)))


# -- how alike ----------------------------------------------------------------------------------------------


def _overlap(a: str, b: str) -> float:
    """How many characters the two share, in any order, 0 to 1."""
    left = list(b)
    shared = 0
    for character in a:
        if character in left:
            left.remove(character)
            shared += 1
    return 2 * shared / (len(a) + len(b)) if a or b else 0.0


def _alike(a: str, b: str) -> float:
    return Indel.normalized_similarity(a, b)


def likeness(a: str, b: str) -> float:
    """How alike two cores are, 0 to 1: order, characters in any order, the brand most, and how they sound."""
    if a == b:
        return 1.0
    brand_a, brand_b = brand(a), brand(b)
    written = 0.45 * _alike(a, b) + 0.2 * _overlap(a, b) + 0.35 * _alike(brand_a, brand_b)
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 2 and longer.startswith(shorter):
        written = max(written, 0.78 + 0.22 * len(shorter) / len(longer))
    if len(a) == len(b) and sound(a) == sound(b):
        written = max(written, 0.95)
    return written


def similarity(a: str, b: str) -> float:
    """How alike two names are, 0 to 100; equal cores in two different places stay below 97."""
    score = 0.85 * likeness(core(a), core(b)) + 0.15 * _alike(normal(a), normal(b))
    places = place_of(a), place_of(b)
    if core(a) == core(b):
        score = 1.0 if not all(places) or places[0] == places[1] else 0.96
    elif all(places):
        score += 0.03 if places[0] == places[1] else -0.03
    return round(100 * min(max(score, 0.0), 1.0), 1)


def closest(typed: str, names: dict[int, tuple[str, str]], *, limit: int) -> list[tuple[int, float]]:
    """The ids of the most alike names with their similarity, best first; `names` maps id to (name, core).

    A quick comparison of the cores chooses whom the full one looks at.
    """
    wanted = core(typed)
    cores = {key: stored for key, (_name, stored) in names.items()}
    chosen = process.extract(wanted, cores, scorer=Indel.normalized_similarity, limit=max(6 * limit, 60))
    scored = [(key, similarity(typed, names[key][0])) for _core, _score, key in chosen]
    return sorted(scored, key=lambda hit: (-hit[1], hit[0]))[:limit]


def shared_spans(name: str, typed: str) -> list[tuple[str, bool]]:
    """The name in pieces, each with whether its characters are in what was typed; for tinting."""
    wanted = set(core(typed)) or set(normal(typed))
    head = len(leading_place(name))
    legal = LEGAL.search(name)
    body = len(name) if legal is None else legal.start()
    pieces: list[tuple[str, bool]] = []
    for at, character in enumerate(name):
        hit = head <= at < body and (normal(character) in wanted if normal(character) else False)
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = (pieces[-1][0] + character, hit)
        else:
            pieces.append((character, hit))
    return pieces


def masked_name(name: str, typed: str) -> str:
    """The name with every character hidden that was not typed; place and legal form stay."""
    legal = LEGAL.search(name)
    body = len(name) if legal is None else legal.start()
    hidden: list[str] = []
    at = 0
    for text, hit in shared_spans(name, typed):
        for character in text:
            keep = hit or at >= body or MARKS.match(character) or _in_place(name, at)
            hidden.append(character if keep else "＊")
            at += 1
    return "".join(hidden)


def _in_place(name: str, at: int) -> bool:
    spans = [found.span(1) for found in re.finditer(r"[(（]([^)）]*)[)）]", name) if is_place(found.group(1))]
    return at < len(leading_place(name)) or any(start <= at < end for start, end in spans)


# -- blocking keys --------------------------------------------------------------------------------------------


def _number(key: str) -> int:
    """A stable signed 32-bit number, so that the index of keys stays small."""
    value = zlib.crc32(key.encode())
    return value - (1 << 32) if value >= 1 << 31 else value


def _key_texts(name: str) -> list[str]:
    text, place = core(name), place_of(name)
    if not text:
        return []
    window = text[: 4 if _CJK.search(text) else 7]
    keys = [f"h{text[:2]}", f"d{window}"]
    keys += [f"d{window[:at]}{window[at + 1:]}" for at in range(len(window))] if len(window) > 2 else []
    keys += [f"s{sound(text[:2])}"] if _CJK.search(text) else []
    keys += [f"p{place}{text[:2]}", f"p{place}{text[:1]}{text[2:4]}"] if place else []
    return keys


def keys_of(name: str) -> list[int]:
    """Numbers that two names share when they may mean the same company; stored in an indexed array.

    The head of the core; the head with one character left out (which two names share that differ by one wrong,
    missing, extra or swapped character); its sound; its head with the place.
    """
    return list(dict.fromkeys(_number(text) for text in _key_texts(name)))


# -- numbers and codes ----------------------------------------------------------------------------------------

_MOBILE = re.compile(r"^(?:\+?86|0086)?(1[3-9]\d{9})$")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x)\s*\d+\s*$", re.IGNORECASE)
_SPLIT = re.compile(r"[/;；、,，|\n]|\s{2,}|或")


@lru_cache(maxsize=4096)
def phone_key(text: str, country: str = "CN") -> str:
    """The number's digits without country code for China, with it elsewhere; "" when it is no number."""
    text = _EXTENSION.sub("", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"[^\d+]", "", text)
    if mobile := _MOBILE.match(digits):
        return mobile.group(1)
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    national = phonenumbers.national_significant_number(number)
    if len(national) < 5:
        return ""
    return national if number.country_code == 86 else f"{number.country_code}{national}"


def phone_keys(*texts: str) -> list[str]:
    """The keys of all numbers in the texts, each once; a text may hold several numbers."""
    parts = (part for text in texts if text for part in _SPLIT.split(text))
    return sorted({key for part in parts if (key := phone_key(part))})


def is_chinese_mobile(text: str) -> bool:
    """Whether it is an 11-digit mobile number of the mainland (F92)."""
    return bool(_MOBILE.match(re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))))


def shown_phone(key: str) -> str:
    """Grouped 3-4-4 as people read it."""
    return f"{key[:3]} {key[3:7]} {key[7:]}" if len(key) == 11 and key.startswith("1") else key


def masked_phone(key: str) -> str:
    """The first three and last four digits only."""
    return f"{key[:3]}****{key[-4:]}" if len(key) >= 8 else "****"


def email_domain(address: str) -> str:
    """The company's part of an e-mail address; "" for the free providers that everybody uses."""
    domain = address.rpartition("@")[2].strip().lower() if "@" in address else ""
    return "" if domain in FREE_MAIL else domain


_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = [pow(3, place, 31) for place in range(17)]


def credit_code_valid(code: str) -> bool:
    """Whether the unified social credit code has the right length, letters and check digit (GB 32100-2015)."""
    if len(code) != 18 or any(letter not in _CODE_LETTERS for letter in code):
        return False
    total = sum(_CODE_LETTERS.index(letter) * weight for letter, weight in zip(code[:17], _CODE_WEIGHTS, strict=True))
    return _CODE_LETTERS[(31 - total % 31) % 31] == code[17]


def credit_code_of(seventeen: str) -> str:
    """The code with its check digit, for made-up companies."""
    return next(seventeen + letter for letter in _CODE_LETTERS if credit_code_valid(seventeen + letter))
