"""`python -m bench [--sizes N,N…] [--only PART…] [--quick] [--again]`: every figure at every size, into bench/results.json.

Each figure is kept as soon as it is known. A run that was interrupted, or of which a part broke, goes on with what is
left when it is asked for again. With --only the figures of other parts stay as they were.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from bench.course import RESULTS, Course, machine
from bench.parts import PARTS


def main() -> int:
    given = arguments()
    course, parts = Course(given.results), given.only or list(PARTS)
    if given.again:
        course.end()
    if course.begin(sizes=given.sizes, parts=parts, quick=given.quick, whole=not given.only):
        print("going on where the last run stopped; --again begins anew")
    print(machine(), flush=True)
    left = {size: course.left(size, parts) for size in given.sizes}
    broken = [size for size, names in left.items() if names and measure(size, names, given)]
    if broken:
        return 1
    course.end()
    return 0


def measure(size: int, parts: list[str], given: argparse.Namespace) -> int:
    """One size in a process of its own: it has a database of its own."""
    print(f"\n{size:,} customers", flush=True)
    command = [sys.executable, "-m", "bench.size", str(size), *parts, "--results", str(given.results), "--users", str(given.users)]
    return subprocess.run([*command, *(["--quick"] if given.quick else [])], check=False).returncode  # noqa: S603


def sizes(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=sizes, default=[1_000, 10_000], metavar="N,N…", help="customers (default: 1000,10000)")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), metavar="PART", help=f"these parts alone: {', '.join(PARTS)}")
    parser.add_argument("--users", type=int, default=0, help="people at once (default: 200)")
    parser.add_argument("--quick", action="store_true", help="only show that everything works")
    parser.add_argument("--again", action="store_true", help="begin anew where a run was interrupted")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to write (default: bench/results.json)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
