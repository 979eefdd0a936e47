"""The rules of samples in plain functions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.samples import queries
from gendan.modules.samples.models import Sample, SampleRequest
from gendan.modules.samples.words import Requirement
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import head_of
from gendan.spine.procedures.declare import Move
from gendan.spine.refusal import NotAllowed

#: The field of the form for each kind of requirement.
REQUIRED = {Requirement.STATED: "stated", Requirement.UNSTATED: "unstated", Requirement.LEGAL: "legal"}


def require_clerk(actor: Employee, *, on: date) -> None:
    """F45.1, PM-41: nobody enters samples without an authorisation record, whatever his role."""
    if queries.permit_of(actor, on=on) is None:
        reason = _("Samples are entered only by those whom the system operator has authorised by a record.")
        raise NotAllowed(reason, who=queries.operators())


def missing_in(sample: Sample) -> list[str]:
    """What a sample still lacks before it stands in the library (F45.2 … F45.4)."""
    found = [] if sample.pictures.exists() else [_("a picture")]
    if sample.kind_id is None:
        found.append(_("its product kind"))
    return found if sample.master_at else [*found, _("the master record")]


def is_complete(move: Move) -> str | None:
    """A sample stands in the library with picture, kind and master record."""
    missing = missing_in(move.record)
    return _("Still missing: %(what)s.") % {"what": "、".join(missing)} if missing else None


def decided_by_another(move: Move) -> str | None:
    """Who asked for the sample does not decide who pays for it, unless nobody is above him (A28)."""
    record: SampleRequest = move.record
    if move.actor is None or move.actor.pk not in (record.owner_id, record.created_by_id):
        return None
    above = head_of(record.department, besides=move.actor) if record.department else None
    return _("Somebody above decides who pays for your sample.") if above is not None else None


def lines_of(text: str) -> list[str]:
    """One requirement a line."""
    return list(dict.fromkeys(line.strip()[:300] for line in text.splitlines() if line.strip()))


def wanted_in(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Kind and text of every requirement in a form's data."""
    return [(kind.value, line) for kind, name in REQUIRED.items() for line in lines_of(str(data.get(name) or ""))]


def price_covers_cost(move: Move) -> str | None:
    """F24.4: cost and budget are known before a sample is ordered."""
    record = move.record
    return _("Name the price first: cost and budget have to be known.") if record.price is None or record.unit_cost is None else None
