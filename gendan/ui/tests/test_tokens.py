"""The colours: every pair that stands on one another has the contrast that the design asks for, in both themes."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[1] / "static_src" / "css"
PAIR = re.compile(r"--gd-([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
FOUND = PAIR.findall((CSS / "tokens.css").read_text())
THEMES = {"light": {name: light for name, light, _ in FOUND}, "dark": {name: dark for name, _, dark in FOUND}}
GROUNDS = ("canvas", "surface", "sunken", "hover")
STATES = ("late", "today", "plan", "none")
TEXT = [(text, ground, 4.6) for text in ("text", "text-2", "text-3", "accent") for ground in GROUNDS]
TINTED = [(state, f"{state}-tint", 4.8 if state != "none" else 4.6) for state in STATES]
PLAIN = [(state, ground, 4.5) for state in STATES for ground in ("surface", "canvas", "hover")]
MARKS = [(f"{state}-mark", "surface", 3.0) for state in STATES] + [("control", "surface", 3.0)]
OTHERS = [("on-ink", "ink", 4.8), ("accent", "accent-tint", 4.5), ("text", "selected", 4.6), ("on-heat-5", "heat-5", 4.5)]


def luminance(colour: str) -> float:
    def linear(channel: str) -> float:
        value = int(channel, 16) / 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground", "least"), [*TEXT, *TINTED, *PLAIN, *MARKS, *OTHERS])
def test_contrast(theme: str, front: str, ground: str, least: float) -> None:
    colours = THEMES[theme]
    ratio = contrast(colours[front], colours[ground])
    assert ratio >= least, f"{front} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("fill", ["fill", "fill-hover", "count"])
def test_white_on_a_fill(theme: str, fill: str) -> None:
    assert contrast("#ffffff", THEMES[theme][fill]) >= 4.8


def test_no_colour_stands_outside_of_the_tokens() -> None:
    strange = []
    for path in CSS.glob("*.css"):
        text = re.sub(r'url\("data:[^"]*"\)', "", path.read_text())
        found = re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\brgba?\(", text)
        if path.name not in ("tokens.css", "print.css"):
            strange += [(path.name, colour) for colour in found if colour.lower() not in ("#fff", "#ffffff")]
    assert not strange


def test_no_text_is_smaller_than_twelve() -> None:
    sizes = [(path.name, int(size)) for path in CSS.glob("*.css") for size in re.findall(r"font(?:-size)?:[^;}]*?(\d+)px", path.read_text())]
    assert min(size for _, size in sizes) >= 12


def test_only_two_weights() -> None:
    weights = {weight for path in CSS.glob("*.css") for weight in re.findall(r"font-weight: (\w+)", path.read_text())}
    assert weights <= {"400", "600", "inherit"}
