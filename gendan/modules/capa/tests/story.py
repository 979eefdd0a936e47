"""Steps that the stories of corrective actions share."""

from datetime import timedelta
from typing import Any

from gendan.modules.capa import actions
from gendan.modules.capa.models import Action, Bone, Capa, Why
from gendan.modules.orders.tests.factories import product as any_product
from gendan.spine.procedures import engine

STEPS = ("team", "problem", "containment", "cause", "plan", "carry", "prevent", "check", "thanks", "closed")
PROBLEM = {
    "problem": "轴承座内孔 Φ50 超上差 0.02，装不上轴承", "defect": "孔径超差", "found_on": "2026-09-23", "found_where": "客户装配线",
    "extent": "P2609 批 120 件", "clause": "",
}
CAUSE = {"factor": "machine", "cause": "镗刀磨损后未换", "escaped": "首检后没有巡检"}
EVIDENCE = "连续三批 360 件，孔径全部合格"


def product(cast: Any, now: Any) -> Any:  # noqa: ARG001  every factory is called so
    return any_product()


def opened(cast: Any, works: Any, now: Any, **values: Any) -> Capa:
    """Quality asks the workshop."""
    given = {"title": "轴承座孔径超差", "responsible": works, "origin": "complaint"} | values
    return actions.open_capa(values=given, actor=cast.han, now=now)


def move(capa: Capa, key: str, *, actor: Any, now: Any, **data: Any) -> Capa:
    engine.perform(capa, key, actor=actor, data=data, now=now)
    return capa


def analysed(capa: Capa, *, actor: Any, now: Any) -> None:
    """Three whys, and a confirmed cause on the fishbone."""
    capa.refresh_from_db()
    chain = [Why(position=place, text=said) for place, said in enumerate(("镗刀磨损", "没有按寿命换刀", "换刀没有台账"), start=1)]
    bones = [Bone(factor="machine", position=1, text="刀具磨损", is_root=True), Bone(factor="man", position=1, text="新手操作")]
    revision = capa.rounds.get(number=capa.round_no).revision
    actions.write_analysis(capa, whys=chain, bones=bones, revision=revision, actor=actor, now=now)


def agreed(capa: Capa, kind: str, *, owner: Any, actor: Any, now: Any, text: str = "按寿命换刀并记台账") -> Action:
    return actions.add_action(capa, kind=kind, text=text, owner=owner, due_at=now + timedelta(days=1), actor=actor, now=now)


def done(action: Action, *, now: Any, actor: Any = None) -> Action:
    return actions.finish_action(action, evidence="台账照片，三台机床", actor=actor or action.owner, now=now)


def brought_to(capa: Capa, goal: str, *, cast: Any, works: Any, now: Any) -> Capa:
    """Live it on until it stands in a step; the check comes after its time."""
    lu, shi, han = works.lu, works.shi, cast.han
    while capa.state != goal:
        match capa.state:
            case "team":
                move(capa, "gather", actor=lu, now=now, team=[shi.pk], checker=han.pk)
            case "problem":
                move(capa, "describe", actor=lu, now=now, **PROBLEM)
            case "containment":
                done(agreed(capa, "containment", owner=shi, actor=lu, now=now, text="隔离库存同批"), now=now)
                move(capa, "contain", actor=lu, now=now)
            case "cause":
                analysed(capa, actor=lu, now=now)
                move(capa, "find_cause", actor=lu, now=now, **CAUSE)
            case "plan":
                agreed(capa, "corrective", owner=shi, actor=lu, now=now)
                move(capa, "choose", actor=lu, now=now)
            case "carry":
                for action in capa.actions.filter(done_at=None, dropped_at=None):
                    done(action, now=now)
                move(capa, "carry_out", actor=lu, now=now)
            case "prevent":
                done(agreed(capa, "preventive", owner=shi, actor=lu, now=now, text="同类机床一并建台账"), now=now)
                move(capa, "make_rule", actor=lu, now=now, standard="作业指导书 WI-023 第 4 版")
            case "check":
                move(capa, "prove", actor=han, now=capa.check_from, evidence=EVIDENCE)
            case "thanks":
                move(capa, "close", actor=lu, now=max(now, capa.check_from), thanks="辛苦各位")
    return capa
