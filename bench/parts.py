"""The parts of the benchmark by name, in the order in which they are measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """`measures` are the functions in `bench`; `door` says that they ask a running server, `changes` that rows change."""

    measures: tuple[str, ...]
    title: str
    door: bool = True
    changes: bool = True


PARTS = {
    "lists": Part(("pages.lists",), "Lists", changes=False),
    "searches": Part(("pages.searches",), "Search", changes=False),
    "home": Part(("pages.home",), "Home", changes=False),
    "record": Part(("pages.record",), "A customer's page", changes=False),
    "alike": Part(("pages.alike",), "Duplicate check", changes=False),
    "verbs": Part(("verbs.creating", "verbs.moving"), "Verbs"),
    "quotes": Part(("verbs.quoting",), "Quotations"),
    "orders": Part(("orders.orders",), "Orders"),
    "complaints": Part(("complaints.complaints",), "Complaints"),
    "load": Part(("load.load",), "Many people at once", door=False),
    "imports": Part(("importing.imports",), "Imports", door=False),
    "classes": Part(("classes.classes",), "Classes by turnover", door=False),
    "fields": Part(("fields.fields",), "Fields of the company's own"),
    "many": Part(("many.many",), "Many rows at once", door=False),
    "memory": Part(("memory.memory",), "Memory and disk", door=False, changes=False),
}
