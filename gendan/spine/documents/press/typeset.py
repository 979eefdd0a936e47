"""Sets a typst layout: a PDF, or its pages as PNG. Only ever loaded by a child of the press."""

import base64
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pylopdf_fonts_zh_cn
import typst

FONTS = str(Path(pylopdf_fonts_zh_cn.__file__).parent)


def run(work: dict[str, Any]) -> Any:
    """The PDF in base64, or a list of pages where `ppi` is given; typst's RuntimeError says what is wrong, with the line."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, source in work["sources"].items():
            (folder / file).write_text(source)
        for file, content in work["images"].items():
            (folder / file).write_bytes(base64.b64decode(content))
        options: dict[str, Any] = {
            "root": name, "font_paths": [FONTS], "ignore_system_fonts": True, "package_path": name,
            "sys_inputs": {"data": work["data"]},
        }
        if "ppi" in work:
            return _pages(typst.compile(str(folder / "main.typ"), format="png", ppi=float(work["ppi"]), **options))
        return _spelled(typst.compile(str(folder / "main.typ"), format="pdf", **options))


def _pages(made: Any) -> list[str]:
    return [_spelled(page) for page in (made if isinstance(made, list) else [made])]


def _spelled(content: bytes) -> str:
    return base64.b64encode(content).decode()
