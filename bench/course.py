"""A run over several sizes: what it has found, and what it still has to do after an interruption."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Figure

RESULTS = Path(__file__).parent / "results.json"


@dataclass(frozen=True, slots=True)
class Course:
    """The results, and beside them how far the run has come."""

    results: Path = RESULTS

    @property
    def log(self) -> Path:
        return self.results.with_suffix(".run.json")

    def begin(self, *, sizes: Sequence[int], parts: Sequence[str], quick: bool, whole: bool) -> bool:
        """Take up the unfinished run that asked for the same, else begin a new one; True where it goes on."""
        asked = {"sizes": list(sizes), "parts": list(parts), "quick": quick}
        if self.log.exists() and json.loads(self.log.read_text())["asked"] == asked:
            return True
        if whole:
            self.results.unlink(missing_ok=True)
        self._write({"asked": asked, "done": []})
        return False

    def left(self, size: int, parts: Sequence[str]) -> list[str]:
        """The parts that are still to be measured at this size."""
        done = json.loads(self.log.read_text())["done"]
        return [part for part in parts if [size, part] not in done]

    def did(self, size: int, part: str) -> None:
        known = json.loads(self.log.read_text())
        self._write(known | {"done": [*known["done"], [size, part]]})

    def end(self) -> None:
        """Everything is measured; the next run begins anew."""
        self.log.unlink(missing_ok=True)

    def keep(self, figure: Figure, *, size: int, part: str) -> None:
        """Write a figure into the results, in place of an older one of its name at this size."""
        known = json.loads(self.results.read_text()) if self.results.exists() else []
        found = {(one["name"], one["size"]): one for one in known}
        found[figure.name, size] = figure.as_json() | {"part": part, "size": size, **surroundings()}
        self.results.write_text(json.dumps(list(found.values()), ensure_ascii=False, indent=1) + "\n")

    def _write(self, facts: dict[str, Any]) -> None:
        self.log.write_text(json.dumps(facts) + "\n")


def surroundings() -> dict[str, Any]:
    """When and where a figure was taken, and how much else went on."""
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), "load": round(os.getloadavg()[0], 1), "machine": machine()}


def machine() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{os.cpu_count()} × {_processor()}, {pages * size / 2**30:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    names = [text for text in facts.read_text().splitlines() if text.startswith("model name")] if facts.exists() else []
    return names[0].partition(":")[2].strip() if names else platform.machine()
