"""The kinds of contract that a company begins with (F59.5, F59.6, F64.5); they are the company's own to change."""

from typing import Any

from gendan.modules.contracts.models import ContractKind
from gendan.modules.contracts.words import Level, Party

KINDS: tuple[tuple[str, list[str], str, bool, str], ...] = (
    ("常规产品合同", [], Level.NONE, False, "常规产品、没有特殊要求：业务员独立评审并签署意见。"),
    ("特殊要求合同", [Party.PRODUCTION, Party.TECHNOLOGY, Party.QUALITY, Party.FINANCE], Level.TOP, False,
     "有特殊要求：生产、技术、质量、财务会签，总经理批准。"),
    ("智能钥匙校准系统合同", [], Level.HEAD, False, "销售识别潜在要求并评审数量、价格、交期，市场部主管批准后签订。"),
    ("智能网联产品合同", [Party.TECHNOLOGY], Level.HEAD, True, "先做技术方案，经主管批准并由顾客确认；销售与研发会签后批准。"),
)


def lay_kinds(**_signal: Any) -> None:
    """Write the kinds where there are none at all; runs after every migration."""
    if not ContractKind.objects.exists():
        ContractKind.objects.bulk_create(
            ContractKind(name=name, parties=parties, approval=approval, with_proposal=proposal, note=note, position=position)
            for position, (name, parties, approval, proposal, note) in enumerate(KINDS)
        )
