"""Measures commands with every process that they start, in turn, and prints tables.

Other load on a machine changes all figures, so contenders take turns, and only figures of one round
are divided.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from threading import Event, Thread
from time import perf_counter

import psutil

ROOT = Path(__file__).resolve().parent.parent
INHERITED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Without bytecode, Python would compile each file again in every run, which is not usual."""
ENVIRONMENT = {**INHERITED, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
MAXRSS_UNITS_IN_MB = 1024**2 if sys.platform == "darwin" else 1024
"""`ru_maxrss` counts bytes on macOS and KiB elsewhere."""
BYTES_IN_MB = 1024**2
INTERVAL_S = 0.1
"""Between two looks at the memory of all processes. More looks would slow down what is measured."""

Command = Sequence[str | Path]
Prepare = Callable[[], None]
"""Brings files into the state that a command starts from."""


@dataclass(frozen=True)
class Run:
    """One run of a command, with every process that it started."""

    seconds: float
    cpu_seconds: float
    """CPU seconds, user and system. Other load on the machine affects them less."""
    peak_mb: float
    """The most memory that all processes had at the same time, in MiB. What they share counts for
    each of them."""


def nothing() -> None:
    """For tasks without anything to prepare."""


@dataclass(frozen=True)
class Task:
    """A command to be measured."""

    command: Command
    prepare: Prepare = nothing
    """Called before each run. Not measured."""
    folder: Path = ROOT
    """Where the command runs."""
    environment: Mapping[str, str] | None = None
    """Its variables, instead of `ENVIRONMENT`."""


Runs = Mapping[str, Sequence[Run]]
"""The runs of every task, by its name. All have the same number of rounds."""


def alternate(tasks: Mapping[str, Task], rounds: int) -> Runs:
    """Measure every task once per round, in turn."""
    runs: dict[str, list[Run]] = {name: [] for name in tasks}
    for number in range(rounds):
        for name, task in tasks.items():
            print(f"round {number + 1} of {rounds}: {name} …", file=sys.stderr, flush=True)
            task.prepare()
            runs[name].append(measure(task))
    return runs


def measure(task: Task) -> Run:
    """Run a command to its end. A failure ends the measurement with the command's messages."""
    ended, memory = Event(), list[float]()
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        start = perf_counter()
        process = subprocess.Popen(
            task.command,
            cwd=task.folder,
            env=task.environment or ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        sampler = Thread(target=_sample, args=(process.pid, ended, memory))
        sampler.start()
        # Not `getrusage(RUSAGE_CHILDREN)`, whose peak is that of the largest child so far.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        ended.set()
        sampler.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(map(str, task.command))}\n{output.read()}")
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu_seconds, max(usage.ru_maxrss / MAXRSS_UNITS_IN_MB, *memory, 0))


def _sample(process_id: int, ended: Event, memory: list[float]) -> None:
    while not ended.wait(INTERVAL_S):
        memory.append(_memory_of_tree(process_id))


def _memory_of_tree(process_id: int) -> float:
    """The memory of a process and its descendants, in MiB. Those that have ended have none."""
    total = 0.0
    try:
        top = psutil.Process(process_id)
        processes = [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for process in processes:
        try:
            total += process.memory_info().rss / BYTES_IN_MB
        except psutil.NoSuchProcess:
            continue
    return total


def remove(*folders: Path) -> None:
    """Delete folders, if they exist."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


FIGURES: Mapping[str, Callable[[Sequence[Run]], str]] = {
    "CPU s, least": lambda runs: f"{min(run.cpu_seconds for run in runs):.2f}",
    "CPU s, median": lambda runs: f"{median(run.cpu_seconds for run in runs):.2f}",
    "wall s, least": lambda runs: f"{min(run.seconds for run in runs):.2f}",
    "wall s, median": lambda runs: f"{median(run.seconds for run in runs):.2f}",
    "peak MiB": lambda runs: f"{max(run.peak_mb for run in runs):.0f}",
}


def ratio(runs: Sequence[Run], others: Sequence[Run]) -> float:
    """CPU seconds divided by those of another task in the same round; the median of all rounds."""
    pairs = zip(runs, others, strict=True)
    return median(run.cpu_seconds / other.cpu_seconds for run, other in pairs)


def table(runs: Runs, ratios: Mapping[str, Mapping[str, float]], missing: Mapping[str, str]) -> str:
    """A Markdown table with a row for each task.

    `ratios` are further columns: by their title, the ratio for some of the tasks. `missing` has the
    reason why other tasks were not measured.
    """
    titles = ["", *FIGURES, *ratios]
    rows = [
        [
            name,
            *(figure(of_one) for figure in FIGURES.values()),
            *(f"{column[name]:.2f}" if name in column else "" for column in ratios.values()),
        ]
        for name, of_one in runs.items()
    ]
    rows += [[name, why, *[""] * (len(titles) - 2)] for name, why in missing.items()]
    lines = [titles, ["---", *["---:"] * (len(titles) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
