"""A reply drafted by the rules of F35, in the language of who reads it; somebody reads it over before it is handed in."""

from dataclasses import dataclass
from datetime import datetime

#: Up to so many steps are numbered as a letter numbers them.
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter is written from; what is empty is left out. `fault` is one of C36, empty before the verdict."""

    name: str
    company: str
    department: str
    writer: str
    number: str
    subject: str
    received_at: datetime
    now: datetime
    next_at: datetime
    product: str = ""
    batch: str = ""
    mood: str = ""
    fault: str = ""
    verdict: str = ""
    solution: str = ""
    wants_photos: bool = True


def letter(facts: Facts, *, language: str = "zh") -> str:
    """The whole letter."""
    return _english(facts) if language.startswith("en") else _chinese(facts)


def steps_of(solution: str) -> list[str]:
    """What is done, one line each."""
    return [line.strip(" ；;。.") for line in solution.splitlines() if line.strip(" ；;。.")]


def _chinese(facts: Facts) -> str:
    goods = "，".join(part for part in (facts.product, f"批号 {facts.batch}" if facts.batch else "") if part)
    about = f"{facts.received_at.month} 月 {facts.received_at.day} 日反映的“{facts.subject}”（{goods + '，' if goods else ''}编号 {facts.number}）"
    parts = [
        f"{facts.name}，您好：" if facts.name else "您好：",
        f"{_ZH_CALM.get(facts.mood, _ZH_CALM[''])}您 {about}，我们已经受理，正在跟进。",
        _ZH_FAULT.get(facts.fault, _ZH_FAULT[""]).format(verdict=facts.verdict.strip("。 ") or "详见附件"),
        _numbered(steps_of(facts.solution), "我们将这样处理：", lambda place: f"{NUMERALS[place] if place < len(NUMERALS) else place + 1}、", "。"),
        "请您方便时拍几张损坏部位和标签的照片发给我们，作为判断的依据。" if facts.wants_photos else "",
        f"{facts.next_at.month} 月 {facts.next_at.day} 日{facts.next_at:%H:%M} 前，我们会把进展告诉您。",
        f"{facts.company} {facts.department}".strip(),
        f"{facts.writer}　{facts.now.year} 年 {facts.now.month} 月 {facts.now.day} 日".strip("　"),
    ]
    return "\n\n".join(part for part in parts if part)


def _english(facts: Facts) -> str:
    goods = ", ".join(part for part in (facts.product, f"batch {facts.batch}" if facts.batch else "") if part)
    about = f"“{facts.subject}” ({goods + ', ' if goods else ''}our number {facts.number})"
    parts = [
        f"Dear {facts.name}," if facts.name else "Dear customer,",
        f"{_EN_CALM.get(facts.mood, _EN_CALM[''])} We have registered what you told us on {_day(facts.received_at)} about {about}, and are following it.",
        _EN_FAULT.get(facts.fault, _EN_FAULT[""]).format(verdict=facts.verdict.strip(". ") or "see the enclosure"),
        _numbered(steps_of(facts.solution), "This is what we will do:", lambda place: f"{place + 1}. ", "."),
        "Please send us some photographs of the damage and of the label, so that we can judge by them." if facts.wants_photos else "",
        f"You hear from us again by {facts.next_at:%H:%M} on {_day(facts.next_at)}.",
        f"{facts.company} {facts.department}".strip(),
        f"{facts.writer}, {_day(facts.now)}".strip(", "),
    ]
    return "\n\n".join(part for part in parts if part)


def _numbered(steps: list[str], head: str, mark, end: str) -> str:  # type: ignore[no-untyped-def]
    return "\n".join([head, *(f"{mark(place)}{step}{end}" for place, step in enumerate(steps))]) if steps else ""


def _day(moment: datetime) -> str:
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_ZH_CALM = {
    "": "感谢您告诉我们，给您带来的不便，我们深表歉意。",
    "worried": "感谢您告诉我们，您的担心我们理解，请放心，这件事有专人跟到底。",
    "upset": "给您添麻烦了，我们非常抱歉，也感谢您直接告诉我们。",
    "furious": "给您造成这样的影响，我们郑重道歉，对不起。您的心情我们完全理解，这件事我们高度重视。",
}
_EN_CALM = {
    "": "Thank you for telling us, and we are sorry for the inconvenience.",
    "worried": "Thank you for telling us. We understand that this worries you; it is being followed to its end.",
    "upset": "We are sorry for the trouble this has caused you, and thank you for telling us directly.",
    "furious": "We apologise for what has happened. We understand how you feel, and take this very seriously.",
}
_ZH_FAULT = {
    "": "我们会同生产、检验部门一起核实原因，不让您久等。",
    "ours": "我们已经核实，问题出在我们这里：{verdict}。",
    "not_ours": "我们会同生产、检验部门逐项核实，结果如下，依据随附：{verdict}。",
    "misuse": "我们会同技术部门核实了使用情况，结果如下，依据随附：{verdict}。我们愿意派人到现场一起调试。",
    "undecided": "我们已经会同生产、检验部门核实，还需要进一步确认：{verdict}。",
}
_EN_FAULT = {
    "": "We are examining it together with production and inspection.",
    "ours": "We have examined it, and the fault is ours: {verdict}.",
    "not_ours": "We have examined it step by step with production and inspection; this is what we found, with the evidence enclosed: {verdict}.",
    "misuse": "We have examined with our technicians how it was used; this is what we found, with the evidence enclosed: {verdict}. We offer to set it up on site together with you.",
    "undecided": "We have examined it with production and inspection, and have to confirm further: {verdict}.",
}
