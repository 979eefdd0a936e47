"""`python -m bench.page [--results FILE]`: the results as docs/benchmark.md, with its plots in docs/images/benchmark."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import plots
from bench.course import RESULTS
from bench.parts import PARTS
from gendan.installation import PROJECT

PAGE = PROJECT / "docs/benchmark.md"
FOREWORD = """# Benchmark

Written by `python -m bench.page` from the results of `make bench SIZES={asked}`; what each figure means, what stands behind it and what its
floor is: [bench/README.md](../bench/README.md). What was found and mended: [performance.md](performance.md).

{machines}
The floor is comparable work by plain SQL and a bare template in the same run; the ratio says what gendan adds, and moves less than the value with
what else runs on the machine. Client, server and database share it. Load is the mean number of processes that wanted a processor in the minute before a
figure, its own included: {load}. On a machine that works for others too the values are too high by about load ÷ processors; then the ratio and the processor time of web processes and
PostgreSQL together for one request tell more.
"""
GROWTH = """## Growth

How many times the value at {small:,} customers is the value at {large:,}; {times:g} times is growth with the number of rows.

![growth](images/benchmark/growth.svg)
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One figure at all sizes."""

    name: str
    part: str
    sizes: dict[int, dict[str, Any]]

    @property
    def any(self) -> dict[str, Any]:
        return next(iter(self.sizes.values()))

    def values(self, sizes: Sequence[int], fact: str = "value") -> list[float | None]:
        return [self.sizes[size].get(fact) if size in self.sizes else None for size in sizes]

    def growth(self, sizes: Sequence[int]) -> float | None:
        """The last value as a multiple of the first; of a rate the other way round."""
        first, last = (self.values(sizes)[place] for place in (0, -1))
        if not first or not last or len(sizes) < 2:
            return None
        return round(first / last if self.any["least"] else last / first, 2)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.page", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--page", type=Path, default=PAGE)
    given = parser.parse_args()
    write(json.loads(given.results.read_text()), given.page)
    print(given.page)


def write(results: Sequence[dict[str, Any]], page: Path) -> None:
    """Write page and plots from what was measured."""
    sizes, found = sorted({one["size"] for one in results}), arranged(results)
    images = page.parent / "images/benchmark"
    images.mkdir(parents=True, exist_ok=True)
    texts = [_foreword(results, sizes)]
    grown = sorted(((one.name, times) for one in found if (times := one.growth(sizes))), key=lambda pair: -pair[1])
    if grown:
        texts.append(GROWTH.format(small=sizes[0], large=sizes[-1], times=sizes[-1] / sizes[0]))
        (images / "growth.svg").write_text(plots.growth(grown, sizes[-1] / sizes[0], "Growth of all figures"), encoding="utf-8")
    for part, about in PARTS.items():
        if own := [one for one in found if one.part == part]:
            rows = [plots.Row(one.name, one.any["unit"], one.values(sizes), one.sizes[max(one.sizes)]["target"]) for one in own]
            (images / f"{part}.svg").write_text(plots.bars(rows, sizes, about.title), encoding="utf-8")
            texts.append(f"## {about.title}\n\n![{about.title}](images/benchmark/{part}.svg)\n\n{_table(own, sizes)}")
    page.write_text("\n".join(texts), encoding="utf-8")


def arranged(results: Sequence[dict[str, Any]]) -> list[Found]:
    """The figures in the order of their parts, each with its sizes."""
    found: dict[str, Found] = {}
    for one in results:
        found.setdefault(one["name"], Found(one["name"], one["part"], {})).sizes[one["size"]] = one
    return sorted(found.values(), key=lambda one: list(PARTS).index(one.part))


def _foreword(results: Sequence[dict[str, Any]], sizes: Sequence[int]) -> str:
    machines, loads = sorted({one["machine"] for one in results}), [one["load"] for one in results]
    days = sorted({one["at"][:10] for one in results})
    told = "".join(f"Measured on {machine}, {' to '.join(dict.fromkeys((days[0], days[-1])))}.\n" for machine in machines)
    return FOREWORD.format(asked=",".join(map(str, sizes)), machines=f"{told}\n", load=f"{min(loads):g} to {max(loads):g}")


def _table(found: Sequence[Found], sizes: Sequence[int]) -> str:
    heads = ["Figure", *(f"{size:,}" for size in sizes), "Growth", "× floor", "Processor, ms", "Target", "Held", "Load"]
    lines = [heads, ["---"] * len(heads), *(_line(one, sizes) for one in found)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _line(one: Found, sizes: Sequence[int]) -> list[str]:
    values = ["" if value is None else f"{plots.number(value)} {one.any['unit']}".rstrip() for value in one.values(sizes)]
    growth = one.growth(sizes)
    sign = "≥" if one.any["least"] else "≤"
    targets = list(dict.fromkeys(f"{plots.number(facts['target'])}" for facts in one.sizes.values()))
    return [
        one.name, *values, f"{growth:g}" if growth else "", _each(one, sizes, "ratio"), _each(one, sizes, "processor"), f"{sign} {' / '.join(targets)}",
        " / ".join("yes" if facts["ok"] else "no" for _size, facts in sorted(one.sizes.items())), _each(one, sizes, "load"),
    ]  # fmt: skip


def _each(one: Found, sizes: Sequence[int], fact: str) -> str:
    """A fact at each size, nothing where none has it."""
    values = one.values(sizes, fact)
    return " / ".join("–" if value is None else plots.number(value) for value in values) if any(value is not None for value in values) else ""


if __name__ == "__main__":
    main()
