"""The strategy of a year is written, and broken down into measures that somebody does by a day (F42.1, F42.3)."""

from datetime import datetime

from gendan.modules.classes.models import Measure, Strategy
from gendan.spine.access.queries import require_any
from gendan.spine.org.models import Employee
from gendan.spine.procedures import todos
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def write_strategy(*, year: int, aim: str, common: str, actor: Employee, now: datetime) -> Strategy:
    """Write the strategy of a year, or write it anew."""
    require_any(actor, "edit", Strategy)
    row, _new = Strategy.objects.update_or_create(
        year=year, defaults={"aim": aim, "common": common, "written_at": now, "written_by": actor},
    )
    timeline.record("classes.strategy", row, actor=actor, at=now, data={"title": str(row)})
    return row


@whole
def add_measure(
    strategy: Strategy, *, element: str, what: str, assignee: Employee, due_at: datetime, actor: Employee, now: datetime, abc: str = "",
) -> Measure:
    """What is done, for whom, by whom and until when: it becomes a to-do at once."""
    require_any(actor, "edit", Strategy)
    row = Measure(strategy=strategy, element=element, abc=abc, what=what.strip())
    row.full_clean(exclude=["todo"])
    row.todo = todos.add(
        strategy, key="measure", title=row.what, assignee=assignee, due_at=due_at, actor=actor, now=now, context=str(row.get_element_display()),
    )
    row.save()
    return row
