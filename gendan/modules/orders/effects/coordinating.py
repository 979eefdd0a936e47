"""What the coordination of a special order writes (F13)."""

from django.utils import timezone

from gendan.modules.orders.models import Coordination, Order, TrialRun
from gendan.spine.documents.actions import next_number
from gendan.spine.procedures import engine
from gendan.spine.procedures.declare import Move


def begin_coordination(move: Move) -> None:
    """The leader has signed: formula and process are adjusted (F12.4b, F13.1)."""
    order: Order = move.record
    made = Coordination(
        number=next_number("order_coordination", at=move.now), order=order, customer=order.customer, owner=order.owner,
        department=order.department, main_owner=order.main_owner, main_department=order.main_department,
        main_related_ids=order.main_related_ids, created_at=move.now, created_by=move.actor,
    )
    made.save(force_insert=True)
    engine.start(made, procedure="order_coordination", actor=move.actor, now=move.now, owner=order.owner)


def keep_trial(move: Move) -> None:
    """A trial was held, with the newest version of the formula (F13.3)."""
    record: Coordination = move.record
    stage = move.transition.target.removesuffix("_judged")
    TrialRun.objects.create(
        coordination=record, stage=stage, attempt=record.trials.filter(stage=stage).count() + 1, formula=record.formulas.latest("number"),
        held_on=move.data["held_on"], quantity=move.data.get("quantity"), result=move.data["result"], recorded_by=move.actor,
    )
    move.keep(trial=stage)


def passed(move: Move) -> None:
    """Quality lets it pass."""
    _judge(move, passed=True)


def failed(move: Move) -> None:
    """Quality does not."""
    _judge(move, passed=False)


def _judge(move: Move, *, passed: bool) -> None:
    run = move.record.trials.filter(passed=None).order_by("-pk").first()
    if run is not None:
        run.passed, run.quality_opinion = passed, move.data["quality_opinion"]
        run.judged_by, run.judged_at = move.actor, move.now
        run.save(update_fields=["passed", "quality_opinion", "judged_by", "judged_at"])


def finish_coordination(move: Move) -> None:
    """It can be made: the order notice follows (F13.4)."""
    move.keep(finished_on=timezone.localdate(move.now))
    _move_order(move, "coordinated")


def fail_coordination(move: Move) -> None:
    """It cannot be made: the customer is talked with again."""
    move.keep(finished_on=timezone.localdate(move.now))
    _move_order(move, "coordination_failed")


def _move_order(move: Move, key: str) -> None:
    order = Order.objects.select_related("case").get(pk=move.record.order_id)
    if order.state == "coordinating":
        reason = {"reason": move.data["reason"]} if move.data.get("reason") else {}
        engine.perform(order, key, actor=None, data=reason, now=move.now)
