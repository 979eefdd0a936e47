"""Verbs of the kinds of contract."""

from datetime import datetime
from typing import Any

from gendan.modules.contracts.models import Contract, ContractKind
from gendan.spine.access.queries import require_any
from gendan.spine.org.models import Employee
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def write_kind(kind: ContractKind | None, *, values: dict[str, Any], actor: Employee, now: datetime) -> ContractKind:
    """Add or change a kind; contracts under review keep what they were submitted with."""
    require_any(actor, "configure", Contract)
    row = kind or ContractKind()
    for name in ("name", "parties", "approval", "with_proposal", "note", "position", "is_active"):
        if name in values:
            setattr(row, name, values[name])
    row.save()
    timeline.record("contracts.kind", row, actor=actor, at=now, system=True, data={"title": row.name})
    return row
