"""The report of a year as one page that needs nothing else: what was lived, what was asked, and what was found."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from django.db.models import Count, Q

from gendan.modules.opportunities.models import Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Case, Escalation, Stay, Todo
from year.life import Year

WIDTH, HEIGHT, LEFT, ROW = 720, 180, 150, 18
STYLE = """
body { font: 14px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1d2433; background: #fff }
h1 { font-size: 1.4rem } h2 { font-size: 1.05rem; margin-top: 2rem } table { border-collapse: collapse } td, th { padding: .1rem 1rem .1rem 0; text-align: left }
td.n { text-align: right; font-variant-numeric: tabular-nums } svg { width: 100%; height: auto } .quiet { color: #5d6677 }
@media (prefers-color-scheme: dark) { body { color: #e6e9ef; background: #14181f } .quiet { color: #9aa4b5 } }
"""


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
        "<h2>What was found</h2>", _listed(found[:200]) if found else "<p>Nothing. Every question had the answer that was promised.</p>",
        "<h2>What was asked</h2>", _table(year.proof.asked.most_common()),
        "<h2>What came from outside</h2>", _table([(name.removeprefix("a_").removeprefix("an_"), count) for name, count in year.came.most_common()]),
        "<h2>Open and late to-dos, evening by evening</h2>", _curves(year.evenings, ("open", "late")),
        "<h2>Opportunities by stage</h2>", _bars(_funnel()),
        "<h2>Late stays by procedure, percent</h2>", _bars(_lateness()),
        "<h2>Load: to-dos finished by person, the busiest</h2>", _bars(_load()),
        "<h2>Steps of escalation</h2>", _table(_climbed()),
        "<h2>What the year had in store</h2>",
        _listed([f"{day}: no clock" for day in sorted(year.troubles.clock_off)] + [f"{day}: no mail" for day in sorted(year.troubles.mail_off)]
                + [f"{day}: {what}" for day, what in year.troubles.told]),
    ]
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>A year</title><style>{STYLE}</style><body>{''.join(parts)}</body></html>\n"


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


# -- drawing ------------------------------------------------------------------------------------------------------------


def _table(rows: Iterable[tuple[str, Any]]) -> str:
    return "<table>" + "".join(f"<tr><td>{escape(str(name))}<td class=n>{value:,}" for name, value in rows) + "</table>"


def _listed(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}" for line in lines) + "</ul>"


def _bars(rows: Sequence[tuple[str, float]]) -> str:
    most = max([value for _name, value in rows] or [1]) or 1
    drawn = [
        f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end" font-size="11" fill="currentColor">{escape(name[:22])}</text>'
        f'<rect x="{LEFT}" y="{y + 3}" width="{(WIDTH - LEFT - 60) * value / most:.1f}" height="{ROW - 6}" fill="#4267d6"/>'
        f'<text x="{LEFT + (WIDTH - LEFT - 60) * value / most + 6:.1f}" y="{y + 13}" font-size="11" fill="currentColor">{value:,}</text>'
        for y, (name, value) in ((number * ROW, row) for number, row in enumerate(rows))
    ]
    return f'<svg viewBox="0 0 {WIDTH} {len(rows) * ROW + 4}" role="img">{"".join(drawn)}</svg>'


def _curves(evenings: Sequence[dict[str, Any]], keys: Sequence[str]) -> str:
    most = max([evening[key] for evening in evenings for key in keys] or [1]) or 1
    step = (WIDTH - 80) / max(1, len(evenings) - 1)
    drawn = []
    for key, colour in zip(keys, ("#4267d6", "#c4521b"), strict=True):
        points = " ".join(f"{number * step:.1f},{HEIGHT - 10 - (HEIGHT - 20) * one[key] / most:.1f}" for number, one in enumerate(evenings))
        last = evenings[-1][key] if evenings else 0
        drawn.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
                     f'<text x="{WIDTH - 74}" y="{HEIGHT - 6 - (HEIGHT - 20) * last / most:.1f}" font-size="11" fill="{colour}">{key} {last:,}</text>')
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img">{"".join(drawn)}</svg>'
