"""Two hundred people at once, each of whom looks, thinks and does: the same mix for the same seed."""

import asyncio
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.browser import Browser, Seen
from bench.deeds import MIX, Desk, desks
from bench.door import serving
from bench.figures import Effort, Figure, p50, p95
from bench.floor import Floor
from bench.people import Person
from bench.spent import Meter

ALONE = 40
#: Deeds whose answers are told one by one.
TOLD = ("home", "list", "search", "record", "log a follow-up", "move", "register a customer", "register an opportunity")


@dataclass(slots=True)
class Office:
    """Everybody who works, and what all of them have seen."""

    port: int
    seed: int
    seen: list[Seen] = field(default_factory=list)

    async def work(self, desk: Desk, *, think: float, until: float) -> None:
        """One person: a deed, some thought, the next deed; thinking takes half to one and a half of `think`."""
        clock, random_ = asyncio.get_running_loop().time, random.Random(f"{self.seed}-{desk.number}")  # noqa: S311
        browser = Browser(self.port, desk.cookie, self.seen)
        await asyncio.sleep(random_.uniform(0, think))
        while clock() < until:
            await self.one(desk, browser, random_)
            await asyncio.sleep(random_.uniform(think / 2, think * 1.5))
        browser.close()

    async def one(self, desk: Desk, browser: Browser, random_: random.Random) -> None:
        mix = MIX[desk.role]
        deed = random_.choices(list(mix), list(mix.values()))[0]
        await deed(desk, browser, random_)

    async def all_at_once(self, people: list[Desk], *, think: float, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        await asyncio.gather(*(self.work(desk, think=think, until=until) for desk in people))

    async def alone(self, people: list[Desk], deeds: int) -> None:
        """The same mix by one person after another, without thinking: the floor."""
        random_ = random.Random(self.seed)  # noqa: S311
        for number in range(deeds):
            desk = people[number % len(people)]
            browser = Browser(self.port, desk.cookie, self.seen)
            await self.one(desk, browser, random_)
            browser.close()


def load(people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """Waiting of all requests and of single deeds, errors, and the processor time of the web processes."""
    everybody = desks(effort.users)
    with serving("web", "worker", environment=os.environ) as (port, _pid):
        before, office = Office(port, seed=2), Office(port, seed=1)
        asyncio.run(before.alone(everybody, min(ALONE, 10 * effort.users)))
        meter = Meter(port, floor)
        asyncio.run(office.all_at_once(everybody, think=effort.think, seconds=effort.minutes * 60))
        web, base = meter.both(len(office.seen))
    wrong = [one for one in office.seen if one.error]
    for one in wrong[:10]:
        print(f"  {one.deed}: {one.error}", flush=True)
    name, waits, bare = "people at once", [one.milliseconds for one in office.seen], [one.milliseconds for one in before.seen]
    print(f"  {effort.users} people, {len(waits):,} requests in {effort.minutes:g} minutes", flush=True)
    yield Figure(f"{name}, errors", len(wrong), "", 0)
    yield Figure(f"{name}, any request, p50", p50(waits), "ms", 100, p50(bare))
    yield Figure(f"{name}, any request, p95", p95(waits), "ms", 300, p95(bare))
    yield Figure(f"{name}, processor time of a request", web, "ms", 40)
    yield Figure(f"{name}, processor time of PostgreSQL for a request", base, "ms", 10)
    for deed in TOLD:
        if own := [one.milliseconds for one in office.seen if one.deed == deed]:
            yield Figure(f"{name}, {deed}, p95", p95(own), "ms", 300)
