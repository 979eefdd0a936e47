"""The benchmark runs and writes its results; no test is timed."""

import json
import os
import subprocess
import sys

import pytest

from bench.figures import RESULTS, Figure
from gendan.installation import PROJECT
from gendan.postgres import url_of

pytestmark = pytest.mark.xdist_group("serve")
KEYS = {"name", "value", "unit", "floor", "ratio", "target", "ok"}


def test_a_quick_run_measures_every_part_and_writes_json(tmp_path, settings) -> None:
    results = tmp_path / "results.json"
    environment = os.environ | {
        "DATABASE_URL": os.environ.get("DATABASE_URL") or url_of(settings.HOME), "GENDAN_HOME": str(tmp_path),
    }  # fmt: skip
    command = [sys.executable, "-m", "bench", "--size", "300", "--quick", "--results", str(results)]
    command += ["--only", "lists", "searches", "record", "alike", "verbs", "orders", "imports", "classes", "fields", "many"]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(results.read_text())
    assert len(found) == 42
    assert all(set(one) == KEYS for one in found)
    assert RESULTS.name == "results.json"


def test_a_figure_knows_its_ratio_and_whether_it_holds() -> None:
    slow = Figure("a", 20, "ms", 15, floor=5)
    fast = Figure("b", 300, "req/s", 200, floor=600, least=True)
    assert (slow.ratio, slow.ok) == (4, False)
    assert (fast.ratio, fast.ok) == (0.5, True)
