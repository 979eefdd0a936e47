"""Steps that the stories of complaints share."""

from typing import Any

from gendan.modules.complaints import actions, rules
from gendan.modules.complaints.models import Cause, Complaint
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff, Todo

VERDICT = {"fault": "ours", "verdict_text": "键槽根部圆角过小", "solution": "换货 4 套，运费我方承担", "needs_capa": "on", "cost_cny": "300"}

#: What somebody says who is asked.
SAID = {"delivery": "self", "shortage": "3", "defect": "开裂", "phone": "13800001111", "address": "城东路 1 号", "text": "怎么安装"}


def said_of(klass: str) -> dict[str, Any]:
    """What a complaint of this class cannot be registered without."""
    return {name: SAID[name] for name in rules.AT_REGISTRATION.get(klass, ())} | {"batch": "B1"}


def told(actor: Any, now: Any, customer: Any = None, **values: Any) -> Complaint:
    """A complaint registered at the desk."""
    given = {"klass": "quality", "subject": "联轴器键槽裂纹", "text": "两件开裂", "phone": "13800001111", "complainant_name": "沈工", "customer": customer}
    return actions.register_complaint(given | values, actor=actor, now=now)


def found(row: Complaint, actor: Any, now: Any, kind: str, result: str = "confirmed", **values: Any) -> Any:
    """A finding with what its kind needs."""
    usual = {"text": "看到同样问题", "document": "HY-0921", "value": "R0.3", "place": "一号库"}
    return actions.note_finding(row, values={"kind": kind, "result": result} | usual | values, actor=actor, now=now)


def verified(row: Complaint, actor: Any, now: Any, parties: Any = None) -> Complaint:
    """The departments are asked."""
    data = {"verdict_text": "已核实", "parties": parties or ["quality"]}
    engine.perform(row, "verified", actor=actor, data=data, now=now)
    return row


def opinion(row: Complaint, party: str, actor: Any, now: Any, *, verdict: str = "agreed", words: str = "情况属实") -> Complaint:
    """One department gives its opinion."""
    sign = SignOff.objects.get(case=row.case_id, party=party, verdict="pending")
    engine.sign(sign, verdict=verdict, opinion=words, actor=actor, now=now)
    row.refresh_from_db()
    return row


def decided(row: Complaint, actor: Any, now: Any, **values: Any) -> Complaint:
    """The verdict, with its cause."""
    data = VERDICT | {"cause": str(Cause.objects.first().pk)} | values
    engine.perform(row, "decide", actor=actor, data=data, now=now)
    row.refresh_from_db()
    return row


def answered(row: Complaint, now: Any) -> Complaint:
    """Drafted by the handler, approved, sent."""
    engine.perform(row, "draft_reply", actor=row.owner, data={"text": "感谢您的反映，给您添麻烦了。我们正在跟进，请发来损坏照片。今天下午我们开会讨论后答复。"}, now=now)
    row.refresh_from_db()
    engine.perform(row, "approve_reply", actor=row.approver, now=now)
    engine.perform(row, "send_reply", actor=row.owner, data={"channel": "phone", "recipient": "沈工"}, now=now)
    row.refresh_from_db()
    return row


def done(row: Complaint, now: Any, agreement: str = "agreed") -> Complaint:
    """What was promised is carried out."""
    engine.perform(row, "implemented", actor=row.owner, data={"done_text": "4 套已送达", "agreement": agreement}, now=now)
    row.refresh_from_db()
    return row


def closed(row: Complaint, now: Any, score: int = 5) -> Complaint:
    """The complainant is satisfied."""
    engine.perform(row, "satisfied", actor=row.owner, data={"score": str(score), "text": "处理及时"}, now=now)
    row.refresh_from_db()
    return row


def task(row: Complaint, **more: Any) -> Todo:
    """The one open to-do."""
    return Todo.objects.get(record_kind="complaints.complaint", record_id=row.pk, status="open", **more)
