"""Reads the source of the house, for the tests of its rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENDAN = ROOT / "gendan"
MODULES = GENDAN / "modules"
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def python_files(folder: Path = GENDAN, *, tests: bool = False) -> Iterator[Path]:
    """Source files, without migrations, and without tests unless asked for."""
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        if "migrations" not in parts and (tests or "tests" not in parts):
            yield path


def templates() -> list[Path]:
    return sorted(GENDAN.rglob("templates/**/*.html"))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def module_of(path: Path) -> str:
    """customers, for any file of gendan/modules/customers; empty elsewhere."""
    parts = path.relative_to(GENDAN).parts
    return parts[1] if parts[0] == "modules" and len(parts) > 2 else ""


def room_of(path: Path) -> str:
    """views, for gendan/modules/customers/views.py and for gendan/modules/customers/views/lists.py."""
    parts = path.relative_to(GENDAN).parts
    return Path(parts[2]).stem if module_of(path) else path.stem


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything that the file imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def imports_of_other_modules(path: Path) -> Iterator[tuple[int, str, str]]:
    """(line, module, room) of what a module's file takes from another module."""
    for line, name in imported(path):
        parts = name.split(".")
        if parts[:2] == ["gendan", "modules"] and len(parts) > 3 and parts[2] != module_of(path):
            yield line, parts[2], parts[3]


def page_files() -> list[Path]:
    """The views and API of modules and desk, in a file or in a package of that name."""
    wanted = {"views", "api"}
    return [
        path
        for path in python_files()
        if (module_of(path) or "desk" in path.parts) and wanted & {*path.relative_to(GENDAN).parts, path.stem}
    ]


def unscoped_manager_calls(tree: ast.AST) -> Iterator[int]:
    """Lines on which `.objects` (or a default manager) is used other than as `.objects.visible_to(`."""
    allowed = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "visible_to"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in allowed:
            yield node.lineno


def long_functions(path: Path, limit: int) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limit:
                yield f"{name_of(path)}:{node.lineno} {node.name} has {length} lines"


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
