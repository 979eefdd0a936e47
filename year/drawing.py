"""Pages of reports that need nothing else: tables, lists, bars and curves, drawn by hand."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

WIDTH, HEIGHT, LEFT, ROW = 720, 180, 150, 18
STYLE = """
body { font: 14px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1d2433; background: #fff }
h1 { font-size: 1.4rem } h2 { font-size: 1.05rem; margin-top: 2rem } table { border-collapse: collapse } td, th { padding: .1rem 1rem .1rem 0; text-align: left }
td.n { text-align: right; font-variant-numeric: tabular-nums } svg { width: 100%; height: auto } .quiet { color: #5d6677 }
@media (prefers-color-scheme: dark) { body { color: #e6e9ef; background: #14181f } .quiet { color: #9aa4b5 } }
"""


def whole_page(title: str, parts: Sequence[str]) -> str:
    """The parts as one page."""
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(title)}</title><style>{STYLE}</style><body>{''.join(parts)}</body></html>\n"


def table(rows: Iterable[tuple[str, Any]]) -> str:
    return "<table>" + "".join(f"<tr><td>{escape(str(name))}<td class=n>{value:,}" for name, value in rows) + "</table>"


def listed(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}" for line in lines) + "</ul>"


def bars(rows: Sequence[tuple[str, float]]) -> str:
    most = max([value for _name, value in rows] or [1]) or 1
    drawn = [
        f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end" font-size="11" fill="currentColor">{escape(name[:22])}</text>'
        f'<rect x="{LEFT}" y="{y + 3}" width="{(WIDTH - LEFT - 60) * value / most:.1f}" height="{ROW - 6}" fill="#4267d6"/>'
        f'<text x="{LEFT + (WIDTH - LEFT - 60) * value / most + 6:.1f}" y="{y + 13}" font-size="11" fill="currentColor">{value:,}</text>'
        for y, (name, value) in ((number * ROW, row) for number, row in enumerate(rows))
    ]
    return f'<svg viewBox="0 0 {WIDTH} {len(rows) * ROW + 4}" role="img">{"".join(drawn)}</svg>'


def curves(evenings: Sequence[dict[str, Any]], keys: Sequence[str]) -> str:
    most = max([evening[key] for evening in evenings for key in keys] or [1]) or 1
    step = (WIDTH - 80) / max(1, len(evenings) - 1)
    drawn = []
    for key, colour in zip(keys, ("#4267d6", "#c4521b"), strict=True):
        points = " ".join(f"{number * step:.1f},{HEIGHT - 10 - (HEIGHT - 20) * one[key] / most:.1f}" for number, one in enumerate(evenings))
        last = evenings[-1][key] if evenings else 0
        drawn.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
                     f'<text x="{WIDTH - 74}" y="{HEIGHT - 6 - (HEIGHT - 20) * last / most:.1f}" font-size="11" fill="{colour}">{key} {last:,}</text>')
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img">{"".join(drawn)}</svg>'
