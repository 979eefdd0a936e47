"""Complaints of the made-up company: one at each step, a major one, one closed with proof, and a call that was none."""

from datetime import datetime, timedelta

from gendan.demo.world import World
from gendan.modules.complaints import actions as complaints
from gendan.modules.complaints.models import Cause, Complaint
from gendan.modules.customers.models import Customer
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff

#: class, subject, what was said, grade, how many steps it has gone
SAID = (
    ("quality", "联轴器 GICL-5 键槽裂纹", "两件装机后键槽根部开裂，产线停了。", 1, 5),
    ("short_weight", "轴承座到货少两件", "装箱单写 20 件，实收 18 件。", 2, 0),
    ("behaviour", "报价电话没人回", "上周留了两次话，没有人回电话。", 3, 6),
    ("trade", "丝杠表面锈斑", "同一批十支里三支有锈斑。", 2, 1),
    ("quality", "减速机噪声偏大", "空载噪声 78 分贝，合同写的是 75。", 2, 3),
    ("work", "技术参数答错", "给的安装尺寸是旧图纸的。", 3, 2),
)
REPLY = (
    "您好，给您添麻烦了，很抱歉。我们已经与生产和检验一起查过这一批：同批库存已隔离，给您换货。"
    "请您方便时拍几张照片发给我们，方便我们判断。我们会在三个工作日内送到。"
)


def show(world: World, *, now: datetime) -> None:
    """Made in the last days by the real actions, chosen by order, so that the other days go on as without it."""
    begun = world.moment(world.days[-5], share=0.3) if len(world.days) > 5 else now
    customers = Customer.objects.filter(state="maintain", deleted_at=None, owner__isnull=False).order_by("-importance", "pk")[: len(SAID)]
    for position, (said, customer) in enumerate(zip(SAID, customers, strict=False)):
        _walk(world, customer, said, begun=begun + timedelta(minutes=25 * position), now=now)
    desk = world.people["jiang"]
    values = {"matter": "suggestion", "subject": "发货短信里带上运单号", "caller": "顾师傅", "phone": "13951230000", "channel": "hotline"}
    complaints.take_enquiry(values, actor=desk, now=now)


def _walk(world: World, customer: Customer, said: tuple[str, str, str, int, int], *, begun: datetime, now: datetime) -> None:
    klass, subject, text, grade, steps = said
    values = {
        "klass": klass, "subject": subject, "text": text, "grade": grade, "customer": customer, "channel": "hotline", "is_major": grade == 1,
        "mood": "upset", "first_words": "给您添麻烦了，我先记下来，马上请人核实。", "received_at": begun,
    }
    values |= {"delivery": "delivered", "shortage": 2} if klass == "short_weight" else {}
    values |= {"defect": "锈斑", "batch": "P2608"} if klass == "trade" else {}
    row = complaints.register_complaint(values, actor=world.people["jiang"], now=begun)
    for step in (_find, _ask, _sign, _decide, _answer, _close)[:steps]:
        step(world, row, begun)
        row.refresh_from_db()


def _find(world: World, row: Complaint, now: datetime) -> None:
    kind = "assay" if row.klass == "quality" else "stock" if row.klass == "trade" else "enquiry"
    values = {"kind": kind, "result": "confirmed", "document": "HY-0921", "value": "R0.3", "text": "情况属实，同批库存里也有。", "place": "成品库"}
    complaints.note_finding(row, values=values, actor=row.verifier or world.people["han"], now=now)


def _ask(world: World, row: Complaint, now: datetime) -> None:
    data = {"verdict_text": "情况属实", "parties": ["quality"] if row.klass == "quality" else ["concerned"]}
    engine.perform(row, "verified", actor=row.verifier, data=data, now=now)


def _sign(world: World, row: Complaint, now: datetime) -> None:  # noqa: ARG001 each step is called alike
    for sign in SignOff.objects.filter(case=row.case_id, verdict="pending").select_related("todo__assignee"):
        engine.sign(sign, verdict="agreed", opinion="属实，按规定处理。", actor=sign.todo.assignee, now=now)


def _decide(world: World, row: Complaint, now: datetime) -> None:  # noqa: ARG001 each step is called alike
    cause = Cause.objects.order_by("position").first()
    data = {
        "fault": "ours", "verdict_text": "情况属实", "solution": "换货，运费由我方承担", "cause": cause.pk if cause else "", "cost_cny": "1860",
        "needs_capa": "on" if row.klass == "quality" else "", "no_capa_reason": "" if row.klass == "quality" else "个别情况，已当面纠正",
    }
    engine.perform(row, "decide", actor=row.owner, data=data, now=now)


def _answer(world: World, row: Complaint, now: datetime) -> None:  # noqa: ARG001 each step is called alike
    engine.perform(row, "draft_reply", actor=row.owner, data={"text": REPLY, "language": "zh", "anyway": "已电话商定"}, now=now)
    row.refresh_from_db()
    engine.perform(row, "approve_reply", actor=row.approver, now=now)
    engine.perform(row, "send_reply", actor=row.owner, data={"channel": "phone", "recipient": row.who}, now=now)


def _close(world: World, row: Complaint, now: datetime) -> None:  # noqa: ARG001 each step is called alike
    engine.perform(row, "implemented", actor=row.owner, data={"done_text": "已换货送达", "agreement": "agreed"}, now=now)
    later = now + timedelta(days=3)
    engine.perform(row, "satisfied", actor=row.owner, data={"score": "5", "text": "处理得快，满意"}, now=later)
