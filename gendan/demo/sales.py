"""When the stories of prices, contracts and orders begin: after a share of the days, or so many days before the end."""

from datetime import datetime

from gendan.demo import agreeing, consigning, ordering, pricing, quoting, stories
from gendan.demo.stories import Story
from gendan.demo.world import World
from gendan.modules.contracts.actions import ask_renewals
from gendan.modules.orders.actions import warn_of_delays
from gendan.modules.quotes.actions import expire_due

BEGINNINGS: tuple[tuple[float, Story], ...] = (
    (0.3, quoting.unanswered), (0.34, ordering.delivered), (0.4, agreeing.framework), (0.44, quoting.declined), (0.5, ordering.tried),
    (0.55, quoting.cut), (0.62, ordering.larger), (0.66, quoting.refused), (0.7, ordering.changed_contract), (0.74, ordering.late),
    (0.78, ordering.moved), (0.82, ordering.pressed),
)
LAST: tuple[tuple[int, Story], ...] = (
    (10, consigning.abroad), (4, quoting.in_dollars), (3, quoting.open_link), (2, agreeing.under_review), (2, agreeing.differing), (2, ordering.waiting),
)
AT_THE_END: tuple[Story, ...] = (quoting.below_floor, quoting.approved, quoting.asked)
CLOCK = 0.3  # of the days: from then on there is something that the clock looks at


def of_the_day(world: World, *, number: int, now: datetime) -> None:
    """What begins today, what goes on, and what the clock does each day."""
    whole = len(world.days)
    if number == 0:
        pricing.found(world, now=now)
        ordering.found(world, now=now)
    if number == round(0.5 * whole):
        pricing.change(world, now=now)
    for story in [story for share, story in BEGINNINGS if number == round(share * whole)] + [story for left, story in LAST if number == whole - left]:
        stories.begin(world, story, number=number, now=now)
    if number < whole - 1:
        stories.go_on(world, number=number, now=now)
    if number >= round(CLOCK * whole):
        for look in (expire_due, ask_renewals, warn_of_delays):
            look(now=now)


def at_the_end(world: World, *, now: datetime) -> None:
    """What lies on the desks when somebody looks."""
    number = len(world.days)
    for story in AT_THE_END:
        stories.begin(world, story, number=number, now=now)
    stories.go_on(world, number=number, now=now)
