"""Runs by itself: one machine of the press, named by the argument, under narrow limits; JSON in, JSON out."""

import json
import resource
import sys
from importlib import import_module
from pathlib import Path

SECONDS, MEMORY, REFUSED = 20, 1024 * 1024 * 1024, 3


def main(machine: str) -> int:
    """A work that loops or swells ends itself; what the machine refuses is said on the error output."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        json.dump(import_module(machine).run(json.load(sys.stdin)), sys.stdout)
    except Exception as error:  # noqa: BLE001  whatever it is, who asked gets to read it
        sys.stderr.write(str(error) or type(error).__name__)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
