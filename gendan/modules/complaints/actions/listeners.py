"""What complaints do when something happens elsewhere."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.complaints import candidates, outward
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.actions.intake import join_complaint, register_taken, take_complaint
from gendan.modules.complaints.actions.outside import tell_desk
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.words import Channel, Klass, Source
from gendan.modules.returns import actions as returns
from gendan.modules.returns.models import Return, Voice
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.ui.records import record_url


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": what was to be verified or approved goes to the successor."""
    running = Complaint.objects.filter(state_kind__in=("open", "waiting"))
    running.filter(verifier=employee).update(verifier=successor)
    running.filter(approver=employee).update(approver=successor)


def keep_those_who_complain(*, customer_ids: list[int], **_facts: Any) -> None:
    """Listener of "customers.to_be_binned": a complaint or a return that still runs is ended first, not hidden with its customer."""
    running = {"customer__in": customer_ids, "state_kind__in": ("open", "waiting")}
    row = Complaint.objects.filter(**running).select_related("owner").first() or Return.objects.filter(**running).select_related("owner").first()
    if row is not None:
        reason = _("%(number)s of this customer is still open: end it first.") % {"number": row.number}
        raise Refusal(reason, who=str(row.owner or ""), code="still_open")


def _asked(capa: Any) -> list[Complaint]:
    ids = list(capa.sources.filter(kind=KIND).values_list("object_id", flat=True))
    return list(Complaint.objects.filter(pk__in=ids).select_related("owner", "case"))


def capa_closed(*, capa: Any, actor: Employee | None, now: datetime) -> None:
    """Listener of "capa.closed": whoever handles the complaint hears that the correction worked (F56.4)."""
    for row in _asked(capa):
        if row.owner is not None and row.owner != actor:
            _tell_effective(row, str(capa.number), row.owner, now=now)


def _tell_effective(row: Complaint, number: str, person: Employee, *, now: datetime) -> None:
    tell(
        person, topic="complaints.closed", url=record_url(KIND, row.pk), now=now,
        title=lambda: _("Corrective action %(number)s is proven effective: %(title)s") % {"number": number, "title": row},
    )


def capa_reopened(*, capa: Any, actor: Employee | None, now: datetime) -> None:
    """Listener of "capa.reopened": it did not work: the complaints that counted as put right are opened again."""
    for row in _asked(capa):
        if row.state == "closed":
            reason = _("Corrective action %(number)s did not work.") % {"number": capa.number}
            engine.perform(row, "come_back", actor=None, data={"reason": reason}, now=now)


def sample_objected(*, request: Any, actor: Employee, now: datetime) -> None:
    """Listener of "samples.objected": an objection to a sample is a complaint of quality (F27.3)."""
    _objected(
        request, actor=actor, now=now, channel=Channel.SAMPLE, subject=request.what, text=request.objection, product=request.product,
        batch=request.batch, quantity=request.quantity, first_words=_("Quality looks at it."),
    )


def consignment_objected(*, consignment: Any, text: str, actor: Employee, now: datetime) -> None:
    """Listener of "consignments.objected": an objection in the performance is a complaint about its order (F68.7)."""
    _objected(consignment, actor=actor, now=now, order=consignment.order, subject=consignment.order.name, text=text)


def _objected(record: Any, *, actor: Employee, now: datetime, **said: Any) -> None:
    values = {"customer": record.customer, "contact": record.contact, "klass": Klass.QUALITY, "source": Source.GOODS, **said}
    row = take_complaint(values, actor=actor, now=now, owner=record.owner or actor)
    register_taken(row, actor=row.owner, now=now)


def return_finished(*, record: Any, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "returns.finished": whoever handles the complaint hears that the goods are settled (F56.7)."""
    row = Complaint.objects.filter(pk=record.source_id).select_related("owner").first() if record.source_kind == KIND else None
    if row is not None and row.owner is not None and row.owner != actor:
        facts = {"number": record.number, "title": row}
        tell(row.owner, topic="complaints.closed", url=record_url(KIND, row.pk), now=now, title=lambda: _("Return %(number)s is finished: %(title)s") % facts)


# -- goods and people who complain elsewhere ----------------------------------------------------------------------------


def goods_complained(*, record: Return | Voice, text: str, actor: Employee | None, now: datetime) -> None:
    """Listener of "returns.complained": what a customer says of his goods belongs to a complaint (F56, F106.7)."""
    if isinstance(record, Voice):
        _hear(record, text, actor=actor, now=now)
        return
    same = Complaint.objects.filter(pk=record.source_id or 0).first() if record.source_kind == KIND else _same(
        customer_id=record.customer.pk, order_id=record.order_id, product_id=record.product_id, batch=record.batch, at=now,
    )
    if same is not None:
        _go_on(same, record, text, actor=actor, now=now)
    else:
        same = take_complaint(_of_goods(record, text), actor=actor, now=now, owner=record.owner)
        register_taken(same, actor=same.owner, now=now)
    if not record.source_kind:
        returns.attach(record, to=same, actor=actor, now=now)


def _same(**about: Any) -> Complaint | None:
    return candidates.same_matter(Complaint.objects.all(), **about).first()


def _of_goods(record: Return, text: str) -> dict[str, Any]:
    """F56: the return of goods is a way of complaining."""
    person, told = record.contact, bool(record.order or record.product or record.batch)
    return {
        "customer": record.customer, "contact": person, "phone": (person.mobile or person.phone) if person else record.customer.phone,
        "subject": f"{record.what} {record.reason}"[:160], "text": text, "order": record.order, "product": record.product, "batch": record.batch,
        "defect": (record.defect or record.reason)[:200], "quantity": record.quantity, "channel": Channel.GOODS, "source": Source.GOODS,
        "klass": Klass.TRADE if told else Klass.QUALITY,
    }


def _hear(voice: Voice, text: str, *, actor: Employee | None, now: datetime) -> None:
    """What the service desk cannot settle is a complaint like any other: somebody calls him and classifies it."""
    product = voice.about.product if voice.about else None
    values = {
        "complainant_name": voice.name, "phone": voice.phone, "subject": (text.splitlines() or [""])[0][:160], "text": text, "product": product,
        "channel": Channel.ORAL,
    }
    same = _same(phone=voice.phone, product_id=product.pk if product else None, at=now)
    row = take_complaint(values, actor=actor, now=now, owner=outward.desk_of(voice, on=timezone.localdate(now)))
    if same is not None:
        row = join_complaint(row, to=same, actor=None, now=now)
    elif row.owner is not None and row.owner != actor:
        tell_desk(row, row.owner, now=now)
    returns.pass_on_voice(voice, number=row.number, actor=actor, now=now)


def _go_on(row: Complaint, record: Return, text: str, *, actor: Employee | None, now: datetime) -> None:
    """He is not content with what becomes of his goods: a closed complaint is opened again, whoever handles it hears of it."""
    if row.state == "closed":
        engine.perform(row, "come_back", actor=None, data={"reason": text}, now=now)
    timeline.record("complaints.goods", row, actor=actor, at=now, text=text, data={"title": str(record)}, main=row.main_object)
    if row.owner is not None and row.owner != actor:
        facts = {"name": row.who, "title": str(row)}
        tell(row.owner, topic="complaints.came", body=text[:500], url=record_url(KIND, row.pk), now=now,
             title=lambda: _("%(name)s has complained again: %(title)s") % facts)
