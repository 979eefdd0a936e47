"""The rules of the house that a machine can check (docs/architecture.md)."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from gendan.wiring import WIRING
from tests import architecture as house

LOW_ROOMS = {"models", "queries", "rules", "forms"}
OPEN_TO_LOW_ROOMS = {"models", "queries", "rules", "money", "holds"}
PRIVATE_ROOMS = {"views", "urls", "api", "forms", "tasks"}
FORBIDDEN_NAMES = {"utils", "helpers", "services", "managers", "handlers", "misc", "common"}
SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|TRUNCATE)\b", re.I)
SCHEMA = re.compile(r"\bpublic\.|\bSET\s+search_path|\bpg_temp\.|\bSCHEMA\b", re.I)
ORDER = [
    "org", "access", "persons", "timeline", "fields", "documents", "links", "outbox", "procedures", "imports", "ui", "api",
    "knowledge", "catalog", "customers", "followups", "opportunities", "mails", "pools", "merges", "handovers", "classes", "care", "plans", "privacy", "quotes", "samples", "tenders", "contracts", "orders", "consignments", "incidents", "capa", "returns", "complaints", "desk", "demo",
]  # fmt: skip


def listed(found: list[str], rule: str) -> str:
    return f"{rule}:\n  " + "\n  ".join(found)


def test_rooms_are_imported_downwards_only(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house.ROOT)
    status = lint_imports(config_filename=str(house.ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capfd.readouterr().out


def test_every_module_stands_in_the_written_order() -> None:
    folders = {p.name for p in house.MODULES.iterdir() if (p / "__init__.py").exists()}
    assert folders <= set(ORDER), f"write {folders - set(ORDER)} into pyproject.toml and into this order"


def test_low_rooms_of_a_module_take_only_low_rooms_of_another() -> None:
    found = [
        f"{house.name_of(path)}:{line} imports {module}.{room}"
        for path in house.python_files(house.MODULES)
        if house.room_of(path) in LOW_ROOMS
        for line, module, room in house.imports_of_other_modules(path)
        if room not in OPEN_TO_LOW_ROOMS
    ]
    assert not found, listed(found, "models, queries, rules and forms take only models, queries and rules of others, how money is reckoned, and what is held")


def test_views_of_a_module_are_private_to_it() -> None:
    found = [
        f"{house.name_of(path)}:{line} imports {module}.{room}"
        for path in house.python_files(house.MODULES)
        for line, module, room in house.imports_of_other_modules(path)
        if room in PRIVATE_ROOMS
    ]
    assert not found, listed(found, "another module's views, urls, api, forms and tasks are private")


def test_pages_and_api_read_rows_only_through_visible_to() -> None:
    found = [
        f"{house.name_of(path)}:{line}"
        for path in house.page_files()
        for line in house.unscoped_manager_calls(house.tree_of(path))
    ]
    assert not found, listed(found, "views and API call .objects only as .objects.visible_to(user)")


def test_the_rule_of_visible_to_sees_what_it_should() -> None:
    code = "A.objects.visible_to(u).filter(x=1)\nB.objects.filter(x=1)\nC._default_manager.all()\nm = D.objects\n"
    assert sorted(house.unscoped_manager_calls(ast.parse(code))) == [2, 3, 4]


def test_every_event_has_a_listener_and_every_listener_an_event() -> None:
    told = {
        call.args[0].value
        for path in house.python_files() for call in ast.walk(house.tree_of(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("events.emit", "emit") and isinstance(call.args[0], ast.Constant)
    }
    assert told == set(WIRING)


def test_foreign_keys_point_down() -> None:
    found = []
    for model in [m for label in ORDER for m in models_of(label)]:
        for field in model._meta.get_fields():
            target = field.related_model if isinstance(field, models.ForeignKey | models.ManyToManyField) else None
            if isinstance(target, type) and rank(target) > rank(model):
                found.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert not found, listed(found, "foreign keys point from high rooms to low ones")


def models_of(label: str) -> list[type[models.Model]]:
    return list(apps.get_app_config(label).get_models())


def rank(model: type[models.Model]) -> int:
    """The height of the model's app; Django's own apps are the ground."""
    label = model._meta.app_label
    return ORDER.index(label) if label in ORDER else -1


def test_raw_sql_names_no_schema() -> None:
    found = [
        f"{house.name_of(path)}:{line} {SCHEMA.search(text)[0]!r}"  # type: ignore[index]
        for path in [*house.python_files(), *house.GENDAN.rglob("migrations/*.py")]
        for line, text in house.strings_of(path)
        if SQL.match(text) and SCHEMA.search(text)
    ]
    assert not found, listed(found, "one company lives in one schema, whose name no SQL knows")


def test_functions_are_short() -> None:
    found = [text for path in house.python_files() for text in house.long_functions(path, 45)]
    assert not found, listed(found, "functions aim at 10 lines, and end before 45")


def test_files_are_short() -> None:
    limits: list[tuple[Path, int]] = [(p, 400) for p in house.python_files(tests=True)]
    limits += [(p, 200) for p in house.templates()]
    counted = [(path, limit, path.read_text().count("\n")) for path, limit in limits]
    found = [
        f"{house.name_of(path)} has {lines} lines, {limit} at most" for path, limit, lines in counted if lines > limit
    ]
    assert not found, listed(found, "a file that grows becomes a package by idea")


def test_files_are_named_by_idea() -> None:
    found = [house.name_of(p) for p in house.python_files(tests=True) if p.stem in FORBIDDEN_NAMES]
    assert not found, listed(found, "no file is named after its leftovers")


def test_every_file_says_what_it_is() -> None:
    found = [
        house.name_of(path)
        for path in house.python_files()
        if path.read_text().strip() and not ast.get_docstring(house.tree_of(path))
    ]
    assert not found, listed(found, "a module begins with one sentence")
