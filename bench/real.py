"""Measures builds and checks of this course, from a clean start and after changes.

    python -m bench.real                     five rounds
    python -m bench.real --before COMMIT     also the builds of an earlier version, in turn
    python -m bench.real --rounds 1

Everything runs as `python3 build_course.py …` in copies of the repository. Each copy first sets up
its own `.venv`, which takes a minute or two. Plain MkDocs with Material and its search builds those
pages of the same course that `bench/plain.py` can write.
"""

import argparse
import sys
from collections.abc import Mapping
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.checkout import build_course, change_sentence, clone, readers_of_modules
from bench.processes import (
    ENVIRONMENT,
    Command,
    Prepare,
    Runs,
    Task,
    alternate,
    measure,
    ratio,
    remove,
    table,
)

BUILT = ("site", ".site.build", ".build")
"""What a build writes. An earlier version used the last."""
CACHE = ".cache"
NO_GUIDE = "--no-guide"
PLAIN = "MkDocs"
BEFORE = {
    "build, clean, no cache": "before: build, clean",
    "build, clean, with caches": "before: build, clean",
    "build, a sentence for all roles": "before: build, a sentence for all roles",
    "build, nothing changed": "before: build, nothing changed",
    "check, no cache": "before: check",
    "check, a sentence changed": "before: check",
    "check, nothing changed": "before: check",
}
"""The task of the earlier version that each task is compared with. It had no caches."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time builds and checks of this course.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--before", metavar="COMMIT", help="also measure the version at a commit")
    arguments = parser.parse_args()
    with TemporaryDirectory() as name:
        now, before, plain = (Path(name).resolve() / part for part in ("now", "before", "plain"))
        tasks = {**tasks_now(prepared(now)), PLAIN: plain_task(now, plain)}
        if arguments.before:
            tasks |= tasks_before(prepared(before, arguments.before), now)
        runs = alternate(tasks, arguments.rounds)
        pages, plain_pages = _count_pages(now / "site"), _count_pages(plain / "site")
    print(f"\n{pages} pages, {plain_pages} by plain MkDocs, {arguments.rounds} rounds\n")
    print(table(runs, ratios(runs), {}))


def prepared(folder: Path, commit: str = "HEAD") -> Path:
    """A copy of the repository that was built once, so that its environment is set up."""
    clone(folder, commit)
    print(f"setting up {commit} …", file=sys.stderr, flush=True)
    measure(build_course(folder))
    return folder


def tasks_now(folder: Path) -> dict[str, Task]:
    """What is measured in a copy of this version, by name. Each task starts from the one before."""
    run = partial(build_course, folder)
    no_site = partial(remove, *(folder / name for name in BUILT))
    no_cache = partial(remove, folder / CACHE)
    nothing_left = partial(remove, *(folder / name for name in (*BUILT, CACHE)))
    for_all, for_few = _edits(folder, folder)
    return {
        "build, clean, no cache": run(prepare=nothing_left),
        "build, clean, with caches": run(prepare=no_site),
        "build, a sentence for all roles": run(prepare=for_all),
        "build, a sentence for few roles": run(prepare=for_few),
        "build, nothing changed": run(),
        "build, no guide, clean, no cache": run("build", NO_GUIDE, prepare=nothing_left),
        "build, no guide, clean, with caches": run("build", NO_GUIDE, prepare=no_site),
        "check, no cache": run("check", prepare=no_cache),
        "check, a sentence changed": run("check", prepare=for_all),
        "check, nothing changed": run("check"),
    }


def tasks_before(folder: Path, now: Path) -> dict[str, Task]:
    """What is measured in a copy of an earlier version, by name.

    `now` is a copy of this version. Changes are made to the same modules in both.
    """
    run = partial(build_course, folder)
    for_all, _ = _edits(folder, now)
    return {
        "before: build, clean": run(prepare=partial(remove, *(folder / name for name in BUILT))),
        "before: build, a sentence for all roles": run(prepare=for_all),
        "before: build, nothing changed": run(),
        "before: check": run("check"),
    }


def plain_task(folder: Path, plain: Path) -> Task:
    """A clean build of the course in `folder` by plain MkDocs, with the sources in `plain`."""
    of_copy = {**ENVIRONMENT, "PYTHONPATH": str(folder)}
    write: Command = [sys.executable, "-m", "bench.plain", folder, plain]
    measure(Task(write, folder=folder, environment=of_copy))
    build: Command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return Task([*build, "-f", plain / "mkdocs.yml"], partial(remove, plain / "site"))


def ratios(runs: Runs) -> Mapping[str, Mapping[str, float]]:
    """Columns with CPU seconds divided by those of plain MkDocs, and of the earlier version."""
    to_plain = {
        name: ratio(of_one, runs[PLAIN])
        for name, of_one in runs.items()
        if name.startswith("build")
    }
    to_before = {
        name: ratio(runs[name], runs[earlier])
        for name, earlier in BEFORE.items()
        if earlier in runs
    }
    return {f"÷ {PLAIN}": to_plain} | ({"÷ before": to_before} if to_before else {})


def _edits(folder: Path, now: Path) -> tuple[Prepare, Prepare]:
    """Change a sentence in a module that most roles read, and in one that fewest roles read.

    They are the modules that the course in `now` has for them.
    """
    readers = readers_of_modules(now)
    by_readers = sorted(readers, key=lambda module: len(readers[module]))
    numbers = count(1)

    def change(module: str) -> None:
        change_sentence(folder, module, next(numbers))

    return partial(change, by_readers[-1]), partial(change, by_readers[0])


def _count_pages(site: Path) -> int:
    return sum(1 for _ in site.rglob("index.html"))


if __name__ == "__main__":
    main()
