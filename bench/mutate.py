"""Mutation testing: makes small mistakes in the code, and counts those that no test notices.

    python -m bench.mutate course/tailor.py --tests tests/tailor
    python -m bench.mutate course/checks/*.py --tests tests/checks tests/test_broken_courses.py
    python -m bench.mutate course/frontend/js/storage/*.mjs --tests tests/browser/memory

Works on a copy of the project. The tests run once for each mutant, up to the first that fails. The
same seed chooses the same mutants. Prints each mutant that survives, as a diff, and the counts by
file. See docs/testing.md.
"""

import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from random import Random

import pytest

from bench.mutants import Mutant, mutants

ROOT = Path(__file__).parent.parent

_Named = tuple[str, Mutant]
"""A mutant after the name of its file."""


def main() -> int:
    """Try the mutants of the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="+", help="either Python files or scripts, below course/")
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=10_000, help="how many mutants at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", nargs="*", help="only these of them, such as `tailor.py:12`")
    parser.add_argument("--first", type=int, help="at most this many tests for each mutant")
    options = parser.parse_args()
    chosen = _chosen(options.files, options.sample, options.seed, options.at)
    counts: dict[str, Counter[str]] = {name: Counter() for name, _ in chosen}
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        folder = Path(temporary, "project")
        _copy_project(folder)
        # Two versions of a file may agree in size and second, by which Python knows its bytecode.
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        if not options.files[0].endswith(".py"):
            environment["COURSE_SITE"] = str(_built_site(folder))
        tests = [*options.tests, *(["--first", str(options.first)] if options.first else [])]
        verdicts = _verdicts(folder, chosen, tests, environment)
        for (name, mutant), verdict in zip(chosen, verdicts, strict=True):
            counts[name][verdict] += 1
            print(f"{verdict} {name}:{mutant.line}", flush=True)
            if verdict == "survived":
                print(_shown(name, mutant), flush=True)
    for name, count in counts.items():
        print(f"{name}: {count.total()} mutants, {dict(count)}")
    return 0


def _chosen(
    files: Sequence[str], sample: int, seed: int, places: Sequence[str] | None
) -> list[_Named]:
    every = [(name, mutant) for name in files for mutant in mutants(name, _source(name))]
    indexes = sorted(Random(seed).sample(range(len(every)), min(sample, len(every))))
    return [
        (name, mutant)
        for name, mutant in (every[index] for index in indexes)
        if not places or any(f"{name}:{mutant.line}".endswith(f"/{place}") for place in places)
    ]


def _copy_project(folder: Path) -> None:
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in names.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


def _verdicts(
    folder: Path, chosen: Sequence[_Named], tests: Sequence[str], environment: Mapping[str, str]
) -> Iterator[str]:
    """What the tests say about each mutant, as soon as it is known."""
    rows = folder.with_name("mutants.json")
    rows.write_text(json.dumps([(name, *astuple(mutant)) for name, mutant in chosen]))
    verdicts = folder.with_name("verdicts")
    verdicts.touch()
    plugin = "bench.trial" if chosen[0][0].endswith(".py") else "bench.script_trial"
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", plugin),
        *("--mutants", str(rows), "--verdicts", str(verdicts)),
        *("--basetemp", str(folder.with_name("temporary")), *tests),
    ]
    with (
        subprocess.Popen(command, cwd=folder, env=environment, stdout=sys.stderr) as process,
        verdicts.open(encoding="utf-8") as file,
    ):
        while process.poll() is None:
            yield from file.read().split()
            try:
                process.wait(1)
            except subprocess.TimeoutExpired:
                continue
        yield from file.read().split()
    if process.returncode == pytest.ExitCode.USAGE_ERROR:
        raise SystemExit("The tests fail before anything is changed; pytest shows why above.")


def _built_site(folder: Path) -> Path:
    """The project's site, at the address from which the browser tests serve it."""
    site = folder / "site"
    if built := os.environ.get("COURSE_SITE"):
        shutil.copytree(built, site)
    else:
        address = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://district.example/repository/"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(site)]
        subprocess.run(command, cwd=folder, env={**os.environ, **address}, check=True)
    return site


def _source(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _shown(name: str, mutant: Mutant) -> str:
    source = _source(name)
    changed = mutant.applied_to(source)
    lines = difflib.unified_diff(source.splitlines(), changed.splitlines(), n=0, lineterm="")
    return "\n".join(list(lines)[2:])


if __name__ == "__main__":
    sys.exit(main())
