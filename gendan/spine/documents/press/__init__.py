"""The press: papers are printed by short-lived processes with narrow limits, so that nobody keeps their memory.

Each takes its work as JSON and answers with the finished file. What the libraries need (fonts, XML trees, templates
that somebody else wrote) lives and dies there.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

CHILD = Path(__file__).with_name("child.py")
SECONDS, REFUSED = 60, 3
#: One thread and one heap: the limits of memory count what a process reserves.
ENVIRONMENT = {"LANG": "C.UTF-8", "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}


class Misprint(Exception):
    """The press could not print; the text says why."""


def pdf(*, sources: Mapping[str, str], data: Mapping[str, Any], images: Mapping[str, bytes]) -> bytes:
    """Set a layout as PDF; `sources` are typst files with "main.typ" among them."""
    return base64.b64decode(_print("typeset", _work(sources, data, images)))


def pictures(
    *, sources: Mapping[str, str], data: Mapping[str, Any], images: Mapping[str, bytes], ppi: int = 96
) -> list[bytes]:
    """The pages of the same as PNG."""
    return [base64.b64decode(page) for page in _print("typeset", {**_work(sources, data, images), "ppi": ppi})]


def word(*, template: bytes, data: Mapping[str, Any]) -> bytes:
    """A Word template filled with the values of a paper."""
    return base64.b64decode(_print("word", {"do": "fill", "template": _packed(template), "data": spelled(data)}))


def problems_of(template: bytes, *, fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a Word template says that its paper does not have: code, name, part, line, text."""
    found: list[dict[str, Any]] = _print("word", {"do": "check", "template": _packed(template), "fields": dict(fields)})
    return found


def first_template(*, title: str, values: list[dict[str, str]], rows: list[dict[str, Any]]) -> bytes:
    """A Word file in which every field of a paper stands once."""
    return base64.b64decode(_print("word", {"do": "begin", "title": title, "values": values, "rows": rows}))


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _work(sources: Mapping[str, str], data: Mapping[str, Any], images: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "sources": dict(sources), "data": spelled(data),
        "images": {name: _packed(content) for name, content in images.items()},
    }


def spelled(data: Mapping[str, Any]) -> str:
    """The values of a paper as JSON: dates, decimals and lazy texts become strings; always in the same order."""
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)


def _print(machine: str, work: Mapping[str, Any]) -> Any:
    """Run one machine of the press; what it refuses comes back in its own words."""
    try:
        done = subprocess.run(  # noqa: S603  our own script
            [sys.executable, "-I", str(CHILD), machine], input=json.dumps(work).encode(), capture_output=True,
            timeout=SECONDS, check=False, env=ENVIRONMENT,
        )
    except subprocess.TimeoutExpired:
        raise Misprint("printing took too long") from None
    if done.returncode:
        raise Misprint(done.stderr.decode(errors="replace").strip()[-2000:] or f"the press ended with {done.returncode}")
    return json.loads(done.stdout)
