"""The report of a year as one page that needs nothing else: what was lived, what was asked, and what was found."""

from pathlib import Path

from django.db.models import Count, Q

from gendan.modules.opportunities.models import Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Case, Escalation, Stay, Todo
from year.drawing import bars, curves, listed, table, whole_page
from year.life import Year


def summary(year: Year) -> str:
    """The year in a few lines, for the terminal."""
    found = [*year.proof.wrong, *year.failures]
    lines = [
        f"{year.scale.people} people, {year.scale.customers} customers, {len(year.evenings)} working days, seed {year.scale.seed}",
        f"came from outside: {sum(year.came.values())}; to-dos taken up: {sum(year.done.values())}",
        f"questions asked: {sum(year.proof.asked.values())}; findings: {len(found)}",
        *found[:40],
    ]
    return "\n".join(lines)


def write(year: Year, path: Path, *, seconds: float) -> None:
    """Write the page; `seconds` is how long the year took."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_page(year, seconds), encoding="utf-8")


def _page(year: Year, seconds: float) -> str:
    found = [*year.proof.wrong, *year.failures]
    parts = [
        f"<h1>A year of {year.scale.people} people and {year.scale.customers:,} customers</h1>",
        f"<p class=quiet>{len(year.evenings)} working days, seed {year.scale.seed}, lived in {seconds / 60:.1f} minutes.</p>",
        "<h2>What was found</h2>", listed(found[:200]) if found else "<p>Nothing. Every question had the answer that was promised.</p>",
        "<h2>What was asked</h2>", table(year.proof.asked.most_common()),
        "<h2>What came from outside</h2>", table([(name.removeprefix("a_").removeprefix("an_"), count) for name, count in year.came.most_common()]),
        "<h2>Open and late to-dos, evening by evening</h2>", curves(year.evenings, ("open", "late")),
        "<h2>Opportunities by stage</h2>", bars(_funnel()),
        "<h2>Late stays by procedure, percent</h2>", bars(_lateness()),
        "<h2>Load: to-dos finished by person, the busiest</h2>", bars(_load()),
        "<h2>Steps of escalation</h2>", table(_climbed()),
        "<h2>What the year had in store</h2>",
        listed([f"{day}: no clock" for day in sorted(year.troubles.clock_off)] + [f"{day}: no mail" for day in sorted(year.troubles.mail_off)]
                + [f"{day}: {what}" for day, what in year.troubles.told]),
    ]
    return whole_page("A year", parts)


def _funnel() -> list[tuple[str, float]]:
    return [(row["state"], row["n"]) for row in Opportunity.objects.values("state").annotate(n=Count("pk")).order_by("-n")]


def _lateness() -> list[tuple[str, float]]:
    rows = Stay.objects.values("case__procedure").annotate(n=Count("pk"), late=Count("pk", filter=Q(breached=True))).order_by("case__procedure")
    return [(row["case__procedure"], round(100 * row["late"] / row["n"], 1)) for row in rows]


def _load() -> list[tuple[str, float]]:
    rows = Employee.objects.annotate(n=Count("todos", filter=Q(todos__status="done"))).order_by("-n", "pk")[:20]
    return [(f"{one.name} · {one.title}", one.n) for one in rows]


def _climbed() -> list[tuple[str, int]]:
    rows = Escalation.objects.exclude(done_at=None).values("action").annotate(n=Count("pk")).order_by("action")
    return [(row["action"], row["n"]) for row in rows] + [("cases", Case.objects.count()), ("to-dos", Todo.objects.count())]
