"""Lives through the made-up company's months, day by day, through the same verbs that people use."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random
from unicodedata import east_asian_width

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import translation

from gendan.demo import company, days, goods, happenings
from gendan.demo.firms import firms
from gendan.demo.talk import Talk
from gendan.demo.world import ZONE, Scale, World, working_days
from gendan.spine.access.viewer import remembering
from gendan.spine.org import book, memory
from gendan.spine.org.actions.numbers import set_number
from gendan.spine.org.models import Employee, NumberSetting
from gendan.spine.org.queries import company_calendar
from gendan.spine.refusal import Refusal
from gendan.spine.whole import gathering

Say = Callable[[str], object]
Progress = Callable[[int, int], object]
MARK = "demo.company"  # the newest row says how far it is, and to the login page who may enter


def _nobody(done: int, whole: int) -> None:
    """Hears how far the building is, and keeps it."""


def is_there() -> bool:
    """Whether the made-up company stands complete."""
    return bool(_mark().get("ready"))


def is_ours() -> bool:
    """Whether this database holds nothing but the made-up company, or a part of it."""
    return bool(_mark())


def _mark() -> dict[str, object]:
    row = NumberSetting.objects.filter(key=MARK).order_by("-id").first()
    return row.value if row else {}


def build(
    *, now: datetime, say: Say = print, scale: Scale | None = None, fresh: bool = False, progress: Progress = _nobody
) -> None:
    """Fill an empty database; what an interrupted attempt left, or with `fresh` the whole company, is cleared first.

    `progress` hears after each day how many are lived, and of how many.
    """
    if is_there() and not fresh:
        return
    if Employee.objects.exists() or is_ours():
        if not is_ours():
            raise Refusal("Somebody works here already: the demo company needs a database of its own.")
        say("clearing the demo company")
        clear()
    with translation.override("zh-hans"), book.held(), hurried():
        live(now=now, scale=scale or Scale(), progress=progress)


def clear() -> None:
    """Empty the whole database; what every installation stands on is laid again."""
    call_command("flush", verbosity=0, interactive=False)


def table() -> list[str]:
    """Who may enter, for the terminal."""
    rows = [(role, company.KNOWN[login].name, login, company.PASSWORD) for role, login in company.ENTRANCES]
    heads = ("角色", "姓名", "登录名", "密码")
    return ["  " + "".join(_wide(cell, width) for cell, width in zip(row, (16, 12, 12, 14), strict=True)) for row in [heads, *rows]]


def _wide(text: str, width: int) -> str:
    """Padded; a Chinese character takes two columns."""
    return text + " " * max(1, width - sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text))


@contextmanager
def hurried() -> Iterator[None]:
    """Nobody else is here: what a power cut could lose is written again, and no move needs a savepoint."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    features, before = connection.features, connection.features.uses_savepoints
    features.uses_savepoints = False
    thresholds = gc.get_threshold()
    gc.set_threshold(200_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        features.uses_savepoints = before
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


def live(*, now: datetime, scale: Scale, progress: Progress = _nobody) -> World:
    """Found the company and let its days pass until now."""
    set_number(MARK, {"ready": False}, actor=None, now=now)
    world = _begin(now, scale)
    for number, day in enumerate(world.days):
        with transaction.atomic(), gathering(), remembering():
            happenings.of_the_day(world, day, number=number)
            with memory.remembering():
                days.live_day(world, day, number=number)
        _bar(number + 1, len(world.days))
        progress(number + 1, len(world.days))
    with transaction.atomic(), remembering():
        happenings.at_the_end(world, now=now)
        set_number(MARK, {"ready": True, "password": company.PASSWORD, "entrances": _entrances(world)}, actor=None, now=now)
    return world


def _entrances(world: World) -> list[dict[str, str]]:
    return [{"role": role, "login": login, "name": world.people[login].name} for role, login in company.ENTRANCES]


def _begin(now: datetime, scale: Scale) -> World:
    calendar, chance = company_calendar(), Random(scale.seed)  # noqa: S311 a story, not a secret
    passed = working_days(calendar=calendar, until=now.astimezone(ZONE).date(), count=scale.days)
    with transaction.atomic(), remembering():
        start = datetime.combine(passed[0], datetime.min.time(), tzinfo=ZONE).replace(hour=8)
        people = company.found_company(joined_on=passed[0], now=start)
        products = goods.stock_the_catalogue()
    talk = Talk(chance, [(one.name, one.line.name) for one in products], [name for name, _s, _p in goods.RIVALS])
    world = World(scale, chance, people, products, talk, calendar, passed, until=now)
    taken: set[str] = set()
    world.firms = {region: firms(region, chance, taken) for region in company.REGIONS}
    return world


def _bar(done: int, whole: int) -> None:
    """A bar on a terminal, nothing in a file."""
    if not sys.stderr.isatty():
        return
    full = 40 * done // whole
    end = "\n" if done == whole else ""
    print(f"\r  {'█' * full}{'·' * (40 - full)} {done}/{whole} 天", end=end, file=sys.stderr, flush=True)
