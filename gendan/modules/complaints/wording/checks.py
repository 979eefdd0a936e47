"""Whether a reply keeps the rules of F35: calm first, "we" and never "I", photographs, what is done, when he hears next."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

#: So many characters after the salutation have to calm.
OPENING = 90


@dataclass(frozen=True, slots=True)
class Rule:
    """`hint` says what to write where the rule is broken."""

    key: str
    label: Any
    hint: Any


CALM = Rule("calm", _("calms first"), _("Begin with thanks, understanding or an apology, before anything else."))
WE = Rule("we", _("says “we”, not “I”"), _("The whole company is at it: write “we”, nowhere “I”."))
PHOTOS = Rule("photos", _("asks for photographs"), _("Ask for photographs of the damage."))
DEEDS = Rule("deeds", _("says what is done"), _("Say what we are doing or going to do."))
NEXT = Rule("next", _("names the next date"), _("Name the day or the hour at which he hears from us."))
RULES = (CALM, WE, PHOTOS, DEEDS, NEXT)

_ZH = {
    "salutation": re.compile(r"^[^\n]{0,40}(?:您好|你好|尊敬的|敬启)[^\n，,。:：!！]{0,30}[，,。:：!！]?\s*"),
    "calm": re.compile(r"感谢|谢谢|抱歉|歉意|对不起|致歉|理解您|理解贵|体谅|添麻烦|深表|不便|高度重视|非常重视|十分重视|放心"),
    "blame": re.compile(r"但是|然而|您(?:自己|使用不当|操作)|贵司(?:使用不当|操作)|责任不在|与我们无关|不属于"),
    # 我 before 们, 司, 方 … is the company; 自我 and 本我 are other words.
    "self": re.compile(r"(?<!自)(?<!忘)我(?!们|司|方|厂|部|店|院|所|行|处|校|国|馆|社|中心|公司|集团)|本人"),
    "we": re.compile(r"我们|我司|我方|我厂|我公司|本公司|本厂"),
    "photos": re.compile(r"照片|图片|拍照|拍摄|拍几张|相片|影像|视频"),
    "deeds": re.compile(r"(?:我们|我司|我方|我厂|我公司|本公司|本厂)[^。；;\n]{0,24}(?:将|会|已|正|立即|马上|安排|负责|研究|核实|检查|更换|补发|跟进|跟踪)"),
    "next": re.compile(
        r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:今|明|后)[天日]|(?:本|下)?(?:周|星期)[一二三四五六日天]|"
        r"\d+\s*个?\s*(?:工作日|小时|天|分钟)(?:之?内|以内)|[一二两三四五六七]\s*个?\s*(?:工作日|小时|天)(?:之?内|以内)|(?<!\d)\d{1,2}[-/]\d{1,2}(?!\d)"
    ),
}
_EN = {
    "salutation": re.compile(r"^\s*(?:dear|hello|hi|good (?:morning|afternoon|day))\b[^\n]{0,60}\n?", re.IGNORECASE),
    "calm": re.compile(r"\bthank|\bsorry\b|\bapolog|\bregret\b|\bunderstand\b|\binconvenience\b|\bseriously\b", re.IGNORECASE),
    "blame": re.compile(r"\bbut\b|\bhowever\b|\byour (?:fault|mistake|misuse)\b|\bnot our\b", re.IGNORECASE),
    "self": re.compile(r"\bI\b(?!\.)|\bI'(?:m|ve|ll|d)\b|\b(?:my|me|mine|myself)\b", re.IGNORECASE),
    "we": re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE),
    "photos": re.compile(r"\bphoto|\bpicture|\bimage|\bvideo", re.IGNORECASE),
    "deeds": re.compile(r"\bwe(?:'ll|'re|'ve)?\s+(?:will|shall|are|have|do|go|meet|check|replace|send|follow|examine|discuss|look)\b|\bwe'(?:ll|re|ve)\b", re.IGNORECASE),
    "next": re.compile(
        r"\b(?:today|tomorrow|tonight)\b|\bthis (?:morning|afternoon|evening)\b|\bwithin (?:\d+|one|two|three|four|five|seven|ten) (?:working |calendar )?(?:hour|day|minute)|"
        r"\b(?:by|on|until|before) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{4}-\d{1,2}-\d{1,2}\b|"
        r"\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}\b",
        re.IGNORECASE,
    ),
}
#: What somebody else said, or the name of a thing, is not how the company speaks.
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"\n]*\"|《[^》]*》")


def words_of(language: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a language; anything but English is read as Chinese."""
    return _EN if language.startswith("en") else _ZH


def broken(text: str, *, language: str = "zh", photos_needed: bool = True) -> list[Rule]:
    """The rules that the text does not keep, in their order; photographs that are here need not be asked for."""
    known, said = words_of(language), _QUOTED.sub(" ", text)
    kept = {
        CALM: _calms_first(said, known),
        WE: bool(known["we"].search(said)) and not known["self"].search(said),
        PHOTOS: not photos_needed or bool(known["photos"].search(said)),
        DEEDS: bool(known["deeds"].search(said)),
        NEXT: bool(known["next"].search(said)),
    }
    return [rule for rule in RULES if not kept[rule]]


def _calms_first(text: str, known: dict[str, re.Pattern[str]]) -> bool:
    body = known["salutation"].sub("", text.lstrip(), count=1).lstrip()
    calm = known["calm"].search(body[:OPENING])
    blame = known["blame"].search(body)
    return calm is not None and (blame is None or calm.start() < blame.start())
