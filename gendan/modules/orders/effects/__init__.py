"""What the moves of orders write besides the state."""

from gendan.modules.orders.effects.changing import (
    carry_out,
    change_can_be_made,
    decline_rush,
    grant_rush,
    tell_declined,
    tell_refused,
)
from gendan.modules.orders.effects.coordinating import (
    begin_coordination,
    fail_coordination,
    failed,
    finish_coordination,
    keep_trial,
    passed,
)
from gendan.modules.orders.effects.planning import book, follow_progress, lay_out, move_promise, replan
from gendan.modules.orders.effects.reviewing import (
    cancel,
    deviates,
    give_back,
    issue,
    keep_plans,
    keep_talks,
    ship,
    sign,
    submit,
    waive,
)
from gendan.modules.orders.effects.versions import revise, write_lines

__all__ = [
    "begin_coordination", "book", "cancel", "carry_out", "change_can_be_made", "decline_rush", "deviates", "fail_coordination",
    "failed", "finish_coordination", "follow_progress", "give_back", "grant_rush", "issue", "keep_plans", "keep_talks",
    "keep_trial", "lay_out", "move_promise", "passed", "replan", "revise", "ship", "sign", "submit", "tell_declined", "tell_refused", "waive",
    "write_lines",
]
