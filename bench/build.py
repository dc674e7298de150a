"""Compares the time of a clean build of a synthetic course with plain MkDocs and the same text.

    python bench/build.py                        200 and 1,000 pages, five and three rounds
    python bench/build.py --pages 200 --rounds 3
    python bench/build.py --profile              also profile our own build

Both run in separate processes and take turns, so that other load on the machine affects both. Their
output is discarded; a failed build stops the measurement.
"""

import argparse
import os
import pstats
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "bench"
ROUNDS = {200: 5, 1000: 3}
TOP = 15
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
PEAK_UNITS_IN_MB = 1024**2 if sys.platform == "darwin" else 1024
"""`ru_maxrss` counts bytes on macOS and KiB elsewhere."""

# The project's own settings, for a course in another folder.
CONFIG = """\
INHERIT: {root}/mkdocs.yml
docs_dir: {root}/course/frontend/static
hooks: ["{root}/mkdocs_hooks.py"]
watch: []
theme:
  custom_dir: {root}/course/publish/theme
"""

Command = list[str | Path]


@dataclass(frozen=True)
class Run:
    """One clean build, measured from outside."""

    seconds: float
    cpu_seconds: float
    """CPU seconds, user and system. Other load on the machine affects them much less."""
    peak_mb: float


FIGURES: dict[str, Callable[[list[Run]], float]] = {
    "min s": lambda runs: min(run.seconds for run in runs),
    "median s": lambda runs: median(run.seconds for run in runs),
    "min CPU s": lambda runs: min(run.cpu_seconds for run in runs),
    "median CPU s": lambda runs: median(run.cpu_seconds for run in runs),
    "peak MB": lambda runs: max(run.peak_mb for run in runs),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time a clean build against plain MkDocs.")
    parser.add_argument("--pages", type=int, nargs="+", default=list(ROUNDS))
    parser.add_argument("--rounds", type=int, help="default: 5, and 3 for 1,000 pages")
    parser.add_argument("--profile", action="store_true", help="also profile our build")
    arguments = parser.parse_args()
    for pages in arguments.pages:
        with TemporaryDirectory() as name:
            folder = Path(name)
            contenders = prepare(folder, pages)
            rounds = arguments.rounds or ROUNDS.get(pages, 3)
            show(pages, alternate(contenders, rounds))
            if arguments.profile:
                profile(folder, contenders["ours"])


def prepare(folder: Path, pages: int) -> dict[str, Command]:
    """Write the sources of both into `folder`, and return the command that builds each."""
    course, plain = folder / "course", folder / "plain"
    measure([sys.executable, HERE / "synthesise.py", "--pages", str(pages), course])
    (course / "mkdocs.yml").write_text(CONFIG.format(root=ROOT.as_posix()), encoding="utf-8")
    measure([sys.executable, HERE / "plain.py", course, plain])
    mkdocs: Command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return {
        "ours": [sys.executable, HERE / "ours.py", course, folder / "site-ours"],
        "plain": [*mkdocs, "-f", plain / "mkdocs.yml", "-d", folder / "site-plain"],
    }


def alternate(contenders: dict[str, Command], rounds: int) -> dict[str, list[Run]]:
    """Let every contender build once per round, in turn."""
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, command in contenders.items():
            runs[name].append(measure(command))
    return runs


def measure(command: Command) -> Run:
    """Run a command to its end and return its time and memory."""
    start = perf_counter()
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    errors = process.stderr.read()
    # Not `getrusage(RUSAGE_CHILDREN)`, whose peak is that of the largest child so far.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(errors)
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu_seconds, usage.ru_maxrss / PEAK_UNITS_IN_MB)


def show(pages: int, runs: dict[str, list[Run]]) -> None:
    """Print a table for one size of course, and our time relative to plain MkDocs."""
    print(f"\n{pages} pages, {len(runs['ours'])} rounds")
    print(f"{'':8}" + "".join(f"{name:>13}" for name in FIGURES))
    figures = {
        name: [figure(of_one) for figure in FIGURES.values()] for name, of_one in runs.items()
    }
    for name, of_one in figures.items():
        print(f"{name:8}" + "".join(f"{value:13.2f}" for value in of_one))
    shares = (a / b for a, b in zip(figures["ours"], figures["plain"], strict=True))
    print(f"{'ratio':8}" + "".join(f"{share:13.2f}" for share in shares), flush=True)


def profile(folder: Path, command: Command) -> None:
    """Build once more under cProfile, and print the functions with the highest internal time."""
    path = folder / "profile"
    python, *rest = command
    measure([python, "-m", "cProfile", "-o", path, *rest])
    statistics = pstats.Stats(str(path))
    statistics.strip_dirs().sort_stats("tottime").print_stats(TOP)


if __name__ == "__main__":
    main()
