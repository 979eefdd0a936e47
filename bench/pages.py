"""Pages through the public door: lists in three scopes, searches, the customer's page, the duplicate check."""

import random
from collections.abc import Iterator
from urllib.parse import quote

from bench import names
from bench.door import Client, expect, throughput
from bench.figures import Effort, Figure, p50, p95, timed
from bench.floor import Floor
from bench.people import Person
from bench.spent import Meter
from gendan.modules.customers import duplicates
from gendan.modules.customers.duplicates import Asked
from gendan.modules.customers.models import Customer
from gendan.modules.customers.names import keys_of

ALL = "/customers?view=all"
CORES = 2


def lists(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """Fifty customers by urgency, with the frame of the page, the filters and the capped number."""
    turns = range(effort.times + effort.warm)
    for person in people:
        client = Client(port, person.cookie)
        if not expect(client.get(ALL)).rows():
            raise SystemExit(f"bench: the list of {person.employee} is empty")
        meter = Meter(port, floor)
        taken = timed(lambda _n, client=client: expect(client.get(ALL)), turns, warm=effort.warm)
        cost = meter.each(len(turns))
        bare = timed(lambda _n, where=person.where: floor.listed(where), turns, warm=effort.warm)
        yield Figure(f"list of 50, {person.scope}, p50", p50(taken), "ms", 15, p50(bare), processor=cost)
        yield Figure(f"list of 50, {person.scope}, p95", p95(taken), "ms", 15, p95(bare))
        rate = throughput(port, ALL, person.cookie, seconds=effort.seconds)
        yield Figure(f"list of 50, {person.scope}, 8 clients", rate, "req/s", 200, CORES * 1000 / p50(bare), least=True)


def searches(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """Two and four characters from the inside of names that exist, over all customers."""
    client = Client(port, people[-1].cookie)
    for length in (2, 4):
        words = _words(length, effort.times + effort.warm)
        meter = Meter(port, floor)
        taken = timed(lambda word: expect(client.get(f"{ALL}&q={quote(word)}")), words, warm=effort.warm)
        cost = meter.each(len(words))
        bare = timed(lambda word: floor.listed(_like(word)), words, warm=effort.warm)
        yield Figure(f"search of {length} characters, p95", p95(taken), "ms", 20, p95(bare), processor=cost)


def _words(length: int, amount: int) -> list[str]:
    from_names = [name for name in _some_names(amount) if len(name) >= length]
    random_ = random.Random(length)  # noqa: S311
    at = [random_.randrange(len(name) - length + 1) for name in from_names]
    return [name[start : start + length] for name, start in zip(from_names, at, strict=True)]


def _some_names(amount: int) -> list[str]:
    """The cores of customers all over the table."""
    step = max(1, Customer.objects.count() // amount)
    return list(Customer.objects.filter(pk__in=range(1, step * amount + 1, step)).values_list("name_key", flat=True))


def _like(word: str) -> str:
    return f"WHERE c.name_dbl LIKE '%{''.join(letter * 2 for letter in word)}%'"


def home(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """The board of each of the three: own work, a department's head, the general manager."""
    turns = range(max(2, effort.times // 4) + effort.warm)
    for person in people:
        client, meter = Client(port, person.cookie), Meter(port, floor)
        taken = timed(lambda _n, client=client: expect(client.get("/")), turns, warm=effort.warm)
        cost = meter.each(len(turns))
        bare = timed(lambda _n, where=person.where: floor.listed(where), turns, warm=effort.warm)
        yield Figure(f"home, {person.scope}, p95", p95(taken), "ms", 60, p95(bare), processor=cost)


def record(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """The customer's page with path, figures, cards and story, for the person responsible."""
    person = people[0]
    amount = effort.times + effort.warm
    ids = list(Customer.objects.filter(owner=person.employee).order_by("pk").values_list("pk", flat=True)[:amount])
    ids = (ids * amount)[:amount]
    client = Client(port, person.cookie)
    meter = Meter(port, floor)
    taken = timed(lambda pk: expect(client.get(f"/customers/{pk}")), ids, warm=effort.warm)
    cost = meter.each(len(ids))
    bare = timed(floor.record, ids, warm=effort.warm)
    yield Figure("customer's page, p95", p95(taken), "ms", 30, p95(bare), processor=cost)


def alike(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """The check while typing, on names that somebody else wrote a little differently."""
    random_ = random.Random(7)  # noqa: S311
    step = max(1, Customer.objects.count() // (effort.times + effort.warm))
    chosen = range(1, step * (effort.times + effort.warm) + 1, step)
    originals = dict(Customer.objects.filter(pk__in=chosen).order_by("pk").values_list("pk", "name"))
    altered = {pk: names.mutated(name, random_) for pk, name in originals.items()}
    client = Client(port, people[0].cookie)
    ask = "/customers/matches"
    meter = Meter(port, floor)
    taken = timed(lambda name: expect(client.post(ask, name=name)), altered.values(), warm=effort.warm)
    cost = meter.each(len(altered))
    bare = timed(lambda name: floor.alike(keys_of(name)), altered.values(), warm=effort.warm)
    yield Figure("duplicate check, p95", p95(taken), "ms", 50, p95(bare), processor=cost)
    yield Figure("duplicate check, original among the first ten", _share_found(altered), "%", 95, least=True)


def _share_found(altered: dict[int, str]) -> float:
    """In percent; an exact namesake of the original counts as the original."""
    found = 0
    for pk, name in altered.items():
        hits = duplicates.find(Asked(name=name), limit=10, from_score=0)
        found += any(hit.row.id == pk for hit in hits)
    return 100 * found / len(altered)
