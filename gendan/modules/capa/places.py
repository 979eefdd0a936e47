"""The fishbone and the chain of whys as geometry: pure numbers, drawn alike on the page and on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDE = 0x2E7F
#: Of the fishbone: its size, the height of its spine, where the bones meet it, how far they lean.
WIDTH, HEIGHT, SPINE, MEETS, LEAN = 900, 360, 180, (300, 510, 720), 110
TOP, BOTTOM, TWIG, TWIG_UNITS = 40, 320, 190, 30
HEAD_X, HEAD_WIDTH, HEAD_UNITS = 742, 148, 22
#: Of the chain: a box, how far each stands further in, and the gap for the question between two.
BOX, STEP, GAP, LINE, PAD, BOX_UNITS = 520, 28, 26, 18, 8, 78


def units(text: str) -> int:
    """How wide a text is, a Chinese character counted twice."""
    return sum(2 if ord(sign) > WIDE else 1 for sign in text)


def cut(text: str, most: int) -> str:
    """As much of a text as fits, with a mark where something was left out."""
    if units(text) <= most:
        return text
    while text and units(text) > most - 2:
        text = text[:-1]
    return f"{text}…"


def wrap(text: str, most: int, *, lines: int) -> list[str]:
    """The text in lines; what does not fit into so many is cut."""
    found: list[str] = []
    rest = " ".join(text.split())
    while rest and len(found) < lines - 1 and units(rest) > most:
        place = len(rest)
        while units(rest[:place]) > most:
            place -= 1
        found.append(rest[:place])
        rest = rest[place:].lstrip()
    return [*found, cut(rest, most)] if rest else found


@dataclass(frozen=True, slots=True)
class Line:
    """From one point to another."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Twig:
    """A possible cause: its line, its words above it; `whole` is what was cut."""

    line: Line
    text: str
    whole: str
    is_root: bool


@dataclass(frozen=True, slots=True)
class Rib:
    """One of the six bones with its twigs."""

    key: str
    label: str
    line: Line
    label_y: int
    twigs: tuple[Twig, ...]


@dataclass(frozen=True, slots=True)
class Fishbone:
    """The whole picture; the head holds the defect."""

    ribs: tuple[Rib, ...]
    head: tuple[tuple[int, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    spine: Line = Line(16, SPINE, HEAD_X, SPINE)
    head_x: int = HEAD_X
    head_y: int = SPINE - 36
    head_width: int = HEAD_WIDTH
    head_height: int = 72

    @property
    def head_middle(self) -> int:
        return self.head_x + self.head_width // 2


def fishbone(defect: str, factors: Sequence[tuple[str, str, Iterable[tuple[str, bool]]]]) -> Fishbone:
    """Three bones above the spine and three below; of each factor its key, its name and its causes, confirmed or not."""
    ribs = [_rib(place, key, label, list(causes)) for place, (key, label, causes) in enumerate(factors)]
    lines = wrap(defect, HEAD_UNITS, lines=3)
    first = SPINE + 5 - 9 * (len(lines) - 1)
    return Fishbone(tuple(ribs), tuple((first + 18 * number, line) for number, line in enumerate(lines)))


def _rib(place: int, key: str, label: str, causes: list[tuple[str, bool]]) -> Rib:
    meets, above = MEETS[place % len(MEETS)], place < len(MEETS)
    outer = TOP if above else BOTTOM
    line = Line(meets - LEAN, outer, meets, SPINE)
    twigs = tuple(_twig(line, number, text, is_root) for number, (text, is_root) in enumerate(causes))
    return Rib(key, label, line, outer - 10 if above else outer + 20, twigs)


def _twig(rib: Line, number: int, text: str, is_root: bool) -> Twig:
    share = 0.2 + 0.2 * number
    x, y = round(rib.x1 + (rib.x2 - rib.x1) * share), round(rib.y1 + (rib.y2 - rib.y1) * share)
    return Twig(Line(x - TWIG, y, x, y), cut(text, TWIG_UNITS), text, is_root)


@dataclass(frozen=True, slots=True)
class Link:
    """One box of the chain with its lines of text; `arrow` leads to it, `asked_x` is where the question stands."""

    x: int
    y: int
    height: int
    lines: tuple[tuple[int, str], ...]
    arrow: Line | None
    is_root: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """The whys as stairs."""

    links: tuple[Link, ...]
    width: int
    height: int
    box: int = BOX


def chain(problem: str, whys: Sequence[str]) -> Chain:
    """The problem, and each because below it; the last one is the root."""
    links: list[Link] = []
    y = 4
    for place, text in enumerate([problem, *whys]):
        lines = wrap(text, BOX_UNITS, lines=4) or [""]
        x, height = 4 + STEP * place, LINE * len(lines) + 2 * PAD
        arrow = Line(x + STEP, y - GAP + 2, x + STEP, y - 3) if place else None
        rows = tuple((y + PAD + 13 + LINE * number, line) for number, line in enumerate(lines))
        links.append(Link(x, y, height, rows, arrow, is_root=bool(whys) and place == len(whys)))
        y += height + GAP
    return Chain(tuple(links), BOX + STEP * len(whys) + 8, y - GAP + 4)
