"""Plots of the benchmark as SVG: quantity in tints of the accent, numbers in columns of their own, no colour that judges."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log10

#: heat 2, 4 and 5, line, text, text-2, in the light and the dark theme
STYLE = """<style>
text { font: 13px system-ui, "Source Sans 3", sans-serif; fill: #17212D; font-variant-numeric: tabular-nums }
.head { font-weight: 600 } .quiet { fill: #4B5766 } .line { stroke: #E3E7EC } .mark { stroke: #2B3746; stroke-width: 2 } .ground { fill: #FFFFFF }
.b0 { fill: #B4CCEE } .b1 { fill: #7FA6DE } .b2 { fill: #2F66B8 }
@media (prefers-color-scheme: dark) {
text { fill: #E4E9EF } .quiet { fill: #AAB4C0 } .line { stroke: #262F39 } .mark { stroke: #C7D0DA } .ground { fill: #151B22 }
.b0 { fill: #234270 } .b1 { fill: #2F5DA3 } .b2 { fill: #5B93E8 } }
</style>"""
WIDTH, NAME, BARS, NUMBER, BAR, GAP, HEAD = 960, 424, 232, 84, 8, 12, 32


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: a value for each size, where it was measured, and the target."""

    name: str
    unit: str
    values: Sequence[float | None]
    target: float


def bars(rows: Sequence[Row], sizes: Sequence[int], title: str) -> str:
    """Each figure as bars, one a size, on a scale of its own; an ink mark where the target is."""
    row, drawn = len(sizes) * (BAR + 2) + GAP, [_heads(sizes)]
    for place, one in enumerate(rows):
        drawn += _figure(one, HEAD + place * row, row)
    return _picture(HEAD + len(rows) * row, drawn, title)


def _heads(sizes: Sequence[int]) -> str:
    words = [f'<text class="head" x="0" y="18">customers</text><text class="quiet" x="{NAME}" y="18">bar: value · mark: target</text>']
    words += [f'<text class="head" x="{_column(place)}" y="18" text-anchor="end">{_short(size)}</text>' for place, size in enumerate(sizes)]
    return "".join(words)


def _figure(one: Row, top: float, height: float) -> list[str]:
    most = max([one.target, *(value for value in one.values if value is not None)]) or 1
    middle = top + height / 2 + 4
    drawn = [f'<line class="line" x1="0" x2="{WIDTH}" y1="{top}" y2="{top}"/><text x="0" y="{middle}">{escape(one.name)}<tspan class="quiet"> {escape(one.unit)}</tspan></text>']
    for place, value in enumerate(one.values):
        if value is None:
            continue
        y = top + GAP / 2 + place * (BAR + 2)
        drawn.append(f'<rect class="b{_heat(place, len(one.values))}" x="{NAME}" y="{y:.1f}" width="{max(1.0, BARS * value / most):.1f}" height="{BAR}"/>')
        drawn.append(f'<text x="{_column(place)}" y="{middle}" text-anchor="end">{number(value)}</text>')
    x = NAME + BARS * one.target / most
    return [*drawn, f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{top + 4}" y2="{top + height - 4}"/>']


def growth(rows: Sequence[tuple[str, float]], times: float, title: str) -> str:
    """How many times the value of the smallest size the largest has, on a logarithmic scale from one to as many times the rows."""
    row, most = BAR + 12, log10(max(times, *(value for _name, value in rows), 10))
    drawn = [f'<text class="head" x="0" y="18">from the smallest to the largest</text><text class="quiet" x="{NAME}" y="18">logarithmic · mark: {times:g} times, as the rows</text>']
    for place, (name, value) in enumerate(rows):
        y = HEAD + place * row
        width = max(1.0, (WIDTH - NAME - NUMBER) * log10(max(1, value)) / most)
        drawn.append(f'<text x="0" y="{y + 12}">{escape(name)}</text><rect class="b2" x="{NAME}" y="{y + 3}" width="{width:.1f}" height="{BAR + 2}"/>')
        drawn.append(f'<text x="{WIDTH}" y="{y + 12}" text-anchor="end">× {number(value)}</text>')
    x = NAME + (WIDTH - NAME - NUMBER) * log10(times) / most
    drawn.append(f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{HEAD - 6}" y2="{HEAD + len(rows) * row}"/>')
    return _picture(HEAD + len(rows) * row, drawn, title)


def _picture(height: float, drawn: Sequence[str], title: str) -> str:
    box = f'viewBox="-16 -8 {WIDTH + 32} {height + 16:.0f}"'
    ground = f'<rect class="ground" x="-16" y="-8" width="{WIDTH + 32}" height="{height + 16:.0f}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img"><title>{escape(title)}</title>{STYLE}{ground}{"".join(drawn)}</svg>\n'


def _column(place: int) -> int:
    """The right edge of the numbers of a size."""
    return NAME + BARS + (place + 1) * (NUMBER + 16)


def _heat(place: int, sizes: int) -> int:
    """The largest size stands darkest."""
    return max(0, place + 3 - sizes)


def _short(size: int) -> str:
    return f"{size:,}"


def number(value: float) -> str:
    """Three figures, as many as can be trusted."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")
