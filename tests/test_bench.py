"""The benchmark runs and writes its results; no test is timed."""

import json
import os
import subprocess
import sys

import pytest

from bench.course import Course
from bench.figures import Figure
from bench.parts import PARTS
from gendan.installation import PROJECT
from gendan.postgres import url_of

pytestmark = pytest.mark.xdist_group("serve")
KEYS = {"name", "value", "unit", "floor", "ratio", "target", "least", "ok", "processor", "part", "size", "at", "load", "machine"}


@pytest.fixture
def bench(tmp_path, settings):
    """Run a module of the benchmark with results of its own."""
    environment = os.environ | {"DATABASE_URL": os.environ.get("DATABASE_URL") or url_of(settings.HOME), "GENDAN_HOME": str(tmp_path)}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", *arguments, "--results", str(tmp_path / "results.json")]
        done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    return run


def test_a_quick_run_measures_every_part_and_writes_json(tmp_path, bench) -> None:
    parts = [part for part in PARTS if part not in ("complaints", "memory")]
    bench("bench", "--sizes", "300", "--quick", "--only", *parts)
    found = json.loads((tmp_path / "results.json").read_text())
    assert {one["part"] for one in found} == set(parts)
    assert all(set(one) == KEYS and one["size"] == 300 for one in found)
    assert next(one for one in found if one["name"] == "people at once, errors")["value"] == 0


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path) -> None:
    course, asked = Course(tmp_path / "results.json"), {"sizes": [10, 20], "parts": ["lists", "record"], "quick": False, "whole": True}
    assert not course.begin(**asked)
    course.keep(Figure("a", 1, "ms", 2), size=10, part="lists")
    course.did(10, "lists")
    assert course.begin(**asked)
    assert course.left(10, asked["parts"]) == ["record"]
    assert course.left(20, asked["parts"]) == ["lists", "record"]
    assert not course.begin(**asked | {"sizes": [10]})
    assert course.left(10, asked["parts"]) == ["lists", "record"]
    assert not course.results.exists()


def test_a_figure_knows_its_ratio_and_whether_it_holds() -> None:
    slow = Figure("a", 20, "ms", 15, floor=5)
    fast = Figure("b", 300, "req/s", 200, floor=600, least=True)
    assert (slow.ratio, slow.ok) == (4, False)
    assert (fast.ratio, fast.ok) == (0.5, True)
