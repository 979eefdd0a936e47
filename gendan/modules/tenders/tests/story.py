"""Steps that the stories of bids share."""

from typing import Any

from gendan.modules.tenders import actions
from gendan.modules.tenders.models import Tender
from gendan.spine.procedures import engine

CRITERIA = [{"name": "价格", "weight": 60, "estimate": 70}, {"name": "技术", "weight": 30, "estimate": 90}, {"name": "服务", "weight": 10, "estimate": 80}]
SHORTLIST = {"submit_on": "2026-10-20", "evaluation": "综合评分法"}
OFFER = {"amount": "880000", "offered_on": "2026-10-15"}


def registered(customer: Any, actor: Any, now: Any, **values: Any) -> Tender:
    """A bid at its beginning."""
    return actions.register_tender(customer, values={"name": "滨江二期集采"} | values, actor=actor, now=now)


def finish(tender: Tender, stage: int, actor: Any, now: Any, *, leave: str = "") -> None:
    """All tasks of a stage are done."""
    for task in tender.tasks.filter(stage=stage).exclude(letter__in=leave or "-"):
        actions.finish_task(task, state="done", note="做完了", hours=4, actor=actor, now=now)


def quoted(tender: Tender, actor: Any, now: Any) -> Tender:
    """Shortlisted, scoring known, quoted once."""
    finish(tender, 1, actor, now)
    engine.perform(tender, "shortlist", actor=actor, data=SHORTLIST, now=now)
    actions.set_criteria(tender, rows=CRITERIA, actor=actor, now=now)
    engine.perform(tender, "quote", actor=actor, data=OFFER, now=now)
    return tender


def evaluated(tender: Tender, actor: Any, now: Any) -> Tender:
    """The evaluation is known."""
    finish(tender, 2, actor, now, leave="F")
    scores = {row.pk: 80 for row in tender.criteria.all()}
    actions.write_scores(tender, scores=scores, actor=actor, now=now)
    engine.perform(tender, "evaluate", actor=actor, data={"result": "第二名，价差 3%"}, now=now)
    return tender
