"""Steps that the stories of samples share."""

from typing import Any

from gendan.modules.samples import actions
from gendan.modules.samples.models import Sample, SampleKind, SampleRequest
from gendan.spine.procedures import engine
from gendan.spine.timeline.tests.samples import upload

MASTER = {"specification": "170/92A", "unit": "件", "material": "涤棉纱卡", "colour": "藏青"}
PAYERS = {"fee": "200", "fee_payer": "customer", "freight": "30", "freight_payer": "us"}
SENT = {"way": "carrier", "carrier": "顺丰", "waybill": "SF123", "sent_on": "2026-09-25"}


def listed(clerk: Any, now: Any, name: str = "工装夹克", **values: Any) -> Sample:
    """A sample with all that the library asks for."""
    kind, _made = SampleKind.objects.get_or_create(name="工装")
    row = actions.enter_sample(values={"name": name, "kind": kind} | values, picture=upload(), actor=clerk, now=now)
    return actions.write_master(row, values=MASTER, actor=clerk, now=now)


def asked(customer: Any, actor: Any, now: Any, **values: Any) -> SampleRequest:
    """A sample from stock, asked for."""
    given = {"origin": "stock", "what": "轴承座 518 样品", "fee": 200, "freight": 30} | values
    return actions.ask_sample(customer, values=given, actor=actor, now=now)


def decided(request: SampleRequest, cast: Any, now: Any, maker: Any = None, **values: Any) -> SampleRequest:
    """Lin decides who pays; Han of quality gives it out."""
    data = PAYERS | {"maker": (maker or cast.han).pk} | values
    engine.perform(request, "decide", actor=cast.lin, data=data, now=now)
    return request


def sent(request: SampleRequest, cast: Any, now: Any) -> SampleRequest:
    """Given out by quality, sent by the salesperson."""
    engine.perform(request, "ready", actor=request.maker, data={"batch": "P2609", "quantity": "2"}, now=now)
    engine.perform(request, "send", actor=request.owner, data=SENT, now=now)
    return request
