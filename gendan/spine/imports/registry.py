"""All importers, in the order of their registration."""

from gendan.spine.imports.declare import Importer
from gendan.spine.imports.own import extended

_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Make a declaration known; a second one with the same key replaces the first."""
    _importers[importer.key] = importer


def importer(key: str) -> Importer:
    """The importer of this key with the company's own fields; KeyError where there is none."""
    return extended(_importers[key])


def importers() -> list[Importer]:
    """All of them."""
    return list(_importers.values())


def find(name: str) -> Importer:
    """By key, by kind, or by a word of either ("customer", "products"); KeyError lists what there is."""
    wanted = name.lower().rstrip("s")
    for one in _importers.values():
        names = {one.key, one.kind, one.key.rpartition(".")[2], one.kind.rpartition(".")[2], one.key.partition(".")[0]}
        if wanted in {word.rstrip("s") for word in names} or name in names:
            return extended(one)
    raise KeyError(f"{name}: one of {', '.join(_importers)}")
