"""Compiles every stale translation catalogue of gendan: `python -m gendan.messages_compile`."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

GENDAN = Path(__file__).resolve().parent


def catalogues(root: Path = GENDAN) -> list[Path]:
    """The .po files under `root`, in a stable order."""
    return sorted(root.rglob("locale/*/LC_MESSAGES/*.po"))


def is_stale(po: Path) -> bool:
    """Whether the compiled file is missing or older than its source."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def compile_one(po: Path) -> None:
    """Write the .mo beside `po`; the replacement is atomic, so that running processes never read half a file."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
    unfinished = po.with_suffix(f".mo.{os.getpid()}")
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    unfinished.replace(po.with_suffix(".mo"))


def compile_stale(root: Path = GENDAN) -> list[Path]:
    """Compile what changed since the last time; returns the catalogues that were compiled."""
    stale = [po for po in catalogues(root) if is_stale(po)]
    for po in stale:
        compile_one(po)
    return stale


def main() -> None:
    for po in compile_stale():
        print(f"compiled {po.relative_to(GENDAN.parent)}")


if __name__ == "__main__":
    main()
