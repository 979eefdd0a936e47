"""The report of a crash test as one page that needs nothing else."""

from collections import Counter
from pathlib import Path

from crash.rounds import Course, Fall
from year.drawing import bars, listed, table, whole_page

STEP, GOAL = 0.5, 3.0


def summary(course: Course) -> str:
    """The test in a few lines, for the terminal."""
    return "\n".join([
        f"{len(course.falls)} rounds, seed {course.seed}, {len(course.ledger.deeds)} deeds; findings: {len(course.proof.wrong)}",
        f"back within {GOAL:g} s in {_quick(course.falls)} of {len(course.falls)} rounds; half of them within {_share(course.falls, 0.5):.1f} s",
        *course.proof.wrong[:40],
    ])


def write(course: Course, path: Path, *, seconds: float) -> None:
    """Write the page; `seconds` is how long it took."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(whole_page("Crashes", _parts(course, seconds)), encoding="utf-8")


def _parts(course: Course, seconds: float) -> list[str]:
    falls, wrong = course.falls, course.proof.wrong
    killed = Counter(fall.what for fall in falls)
    return [
        f"<h1>{len(falls)} crashes, {len(course.ledger.deeds):,} deeds</h1>",
        f"<p class=quiet>Seed {course.seed}, {seconds / 60:.1f} minutes; load of the machine {_mean([fall.load for fall in falls]):.1f} on average.</p>",
        "<h2>What was found</h2>", listed(wrong[:200]) if wrong else "<p>Nothing. What was acknowledged is there once, what was not is there once or not at all, all of it whole.</p>",
        "<h2>What was done</h2>", table(sorted(course.ledger.counts().items())),
        "<h2>What was asked</h2>", table(course.proof.asked.most_common()),
        "<h2>What was killed</h2>", table(killed.most_common()),
        f"<h2>Seconds until the first answer, by rounds ({_quick(falls)} of {len(falls)} under {GOAL:g} s)</h2>", bars(_distribution(falls)),
        "<h2>The same by what was killed: half of the rounds within</h2>",
        bars([(what, round(_share([one for one in falls if one.what == what], 0.5), 2)) for what in sorted(killed)]),
        "<h2>… and nine tenths of the rounds within</h2>",
        bars([(what, round(_share([one for one in falls if one.what == what], 0.9), 2)) for what in sorted(killed)]),
        "<h2>Left over</h2>", table([("files without a row, swept away by the clock after a day", course.strays), ("letters handed over twice under one Message-ID", course.twice)]),
    ]


def _distribution(falls: list[Fall]) -> list[tuple[str, float]]:
    steps = Counter(int(fall.seconds / STEP) for fall in falls)
    return [(f"{step * STEP:.1f} s", steps[step]) for step in range(max(steps, default=0) + 1)]


def _quick(falls: list[Fall]) -> int:
    return sum(fall.seconds < GOAL for fall in falls)


def _share(falls: list[Fall], share: float) -> float:
    """The time within which this share of the rounds was over."""
    seconds = sorted(fall.seconds for fall in falls)
    return seconds[min(len(seconds) - 1, int(len(seconds) * share))] if seconds else 0.0


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
