"""Verbs through the public door: an opportunity with its check, a move to the next stage, a quotation of 200 lines."""

from collections.abc import Iterator

from django.utils import timezone

from bench.door import Client, expect
from bench.figures import Effort, Figure, p50, timed
from bench.floor import Floor
from bench.people import Person
from bench.spent import Meter
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import STAGES, Opportunity
from gendan.modules.quotes.actions import new_quote

FIELDS = {
    "name": "泵房改造", "contact_name": "王经理", "source": "telephone", "region": "浙江 杭州", "initiation": "电话中提出",
    "amount": "120000", "duplicate_reason": "另一个项目",
}


def creating(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """Register an opportunity of one's own customer: the check under lock, number, case, to-do, review."""
    person, warm = people[0], min(effort.warm, 5)
    customers = list(Customer.objects.filter(owner=person.employee, deleted_at=None).order_by("-pk")[: effort.verbs + warm])
    client = Client(port, person.cookie)

    def create(customer: Customer) -> None:
        given = {**FIELDS, "customer": str(customer.pk), "customer_name": customer.name, "phone": customer.mobile}
        expect(client.post("/opportunities/new", **given), 302)

    meter = Meter(port, floor)
    taken = timed(create, customers, warm=warm)
    cost = meter.each(len(customers))
    bare = timed(lambda customer: floor.created(customer.name_keys), customers, warm=warm)
    yield Figure("creating an opportunity with its check, p50", p50(taken), "ms", 20, p50(bare), processor=cost)


def moving(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """One stage forward: stay, deadline, to-do, next step of the customer, story."""
    person, warm = people[0], min(effort.warm, 5)
    rows = Opportunity.objects.filter(owner=person.employee, state__in=STAGES[:3]).order_by("pk")
    moves = [(row.pk, STAGES[STAGES.index(row.state) + 1]) for row in rows[: effort.verbs + warm]]
    client = Client(port, person.cookie)

    def move(given: tuple[int, str]) -> None:
        expect(client.post(f"/do/opportunities.opportunity/{given[0]}/to_{given[1]}"), 302)

    meter = Meter(port, floor)
    taken = timed(move, moves, warm=min(warm, len(moves) - 1))
    cost = meter.each(len(moves))
    bare = timed(lambda given: floor.moved(given[0]), moves)
    yield Figure("a stage move, p50", p50(taken), "ms", 8, p50(bare), processor=cost)


LINES = 200


def quoting(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """A quotation of 200 lines: written anew (read as text, priced by the lists, summed), its page, its paper, its next version."""
    person = people[0]
    customer = Customer.objects.filter(owner=person.employee, deleted_at=None).order_by("-pk")[0]
    quote = new_quote(customer, name="泵房备件", actor=person.employee, now=timezone.now())
    client, text = Client(port, person.cookie), _text()

    def write(_time: int) -> None:
        expect(client.post(f"/quotes/{quote.pk}/lines", lines=text), 302)

    times = range(effort.verbs + 5)
    bare = p50(timed(lambda _time: floor.lines(LINES), times, warm=5))
    yield Figure("a quotation of 200 lines, written anew, p50", p50(timed(write, times, warm=5)), "ms", 150, bare)
    page = timed(lambda _time: expect(client.get(f"/quotes/{quote.pk}?tab=offer")), times, warm=5)
    yield Figure("a quotation of 200 lines, its page, p50", p50(page), "ms", 60)
    yield Figure("a quotation of 200 lines, as a PDF, p50", p50(_printed(client, quote.pk, effort)), "ms", 1500)
    yield Figure("a quotation of 200 lines, copied as the next version, p50", p50(_copied(client, quote.pk, effort)), "ms", 200, bare)


def _printed(client: Client, pk: int, effort: Effort) -> list[float]:
    """The paper of a quotation whose lines say something else each time."""
    taken = []
    for number in range(max(2, effort.verbs // 6)):
        expect(client.post(f"/quotes/{pk}/lines", lines=f"\t备件 {number}\t\t1\t件\t{100 + number}\n{_text()}"), 302)
        taken += timed(lambda _time: expect(client.post(f"/papers/quotes.quote/{pk}/make/quotation"), 302), range(1))
    return taken


def _copied(client: Client, pk: int, effort: Effort) -> list[float]:
    """Sent, and then the next version with the same lines; only the second counts."""
    taken = []
    for _time in range(effort.verbs):
        expect(client.post(f"/do/quotes.quote/{pk}/send", way="mail", to="a@example.com"), 302)
        taken += timed(lambda _one: expect(client.post(f"/do/quotes.quote/{pk}/revise", why="数量改了"), 302), range(1))
    return taken


def _text() -> str:
    return "\n".join(f"\t备件 {number}\tφ{number}\t{number}\t件\t{100 + number}" for number in range(1, LINES + 1))
