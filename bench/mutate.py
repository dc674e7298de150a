"""Mutation testing: makes small mistakes in the code, and counts those that no test notices.

    python -m bench.mutate course/tailor.py --tests tests/test_tailor.py
    python -m bench.mutate course/checks/*.py --tests tests/checks tests/test_broken_courses.py
    python -m bench.mutate course/frontend/js/storage/*.mjs --tests tests/browser/test_memory.py

Works on a copy of the project. For a mutant of a Python file, the tests that call the changed
function run first, then all of `--tests`. A mutant of a script is put into a site that is built
once. The same seed chooses the same mutants. Prints each mutant that survives, as a diff, and the
counts by file. See docs/testing.md.
"""

import argparse
import difflib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.mutants import Mutant, mutants
from course.frontend.build import minified_script
from course.frontend.bundle import Script, bundled

ROOT = Path(__file__).parent.parent
SCRIPTS = "course/frontend/js/"
PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")
LATEST_S = 240
"""After this time a run of the tests is ended, and the mutant counts as noticed."""
MOST_TESTS = 200
"""More tests than this are given to pytest by the names of their files."""


@dataclass(frozen=True)
class Project:
    """A copy of the project in which mutants are tried."""

    folder: Path
    tests: Sequence[str]
    reached: dict[str, list[str]]
    """The tests that call each function, by the function's file and line."""

    def verdict(self, name: str, mutant: Mutant) -> str:
        """What the tests say about a mutant: `killed`, `timeout` or `survived`."""
        path = self.folder / name
        source = path.read_text(encoding="utf-8")
        path.write_text(mutant.applied_to(source), encoding="utf-8")
        _forget_compiled(path)
        try:
            if name.startswith(SCRIPTS):
                _publish_scripts(self.folder)
            near = self._near(name, mutant)
            return next(
                (
                    verdict
                    for tests in ([near] if near else []) + [list(self.tests)]
                    if (verdict := self.run(tests)) != "survived"
                ),
                "survived",
            )
        finally:
            path.write_text(source, encoding="utf-8")

    def run(self, tests: Sequence[str], *options: str) -> str:
        """The verdict of some tests."""
        command = [*PYTEST, *options, *tests]
        environment = {**os.environ, "COURSE_SITE": str(_site(self.folder))}
        if not options:
            environment["PYTHONDONTWRITEBYTECODE"] = "1"
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                return "killed" if process.wait(LATEST_S) else "survived"
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return "timeout"

    def _near(self, name: str, mutant: Mutant) -> list[str]:
        """The tests that call the innermost function around a mutant."""
        lines = (
            int(place.rpartition(":")[2]) for place in self.reached if place.startswith(f"{name}:")
        )
        before = [line for line in lines if line <= mutant.line]
        tests = self.reached[f"{name}:{max(before)}"] if before else []
        return (
            tests if len(tests) <= MOST_TESTS else sorted({test.split("::")[0] for test in tests})
        )


def main() -> int:
    """Try the mutants of the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="+", help="files below course/")
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=10_000, help="how many mutants at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", nargs="*", help="only these, as printed: `tailor.py:12`")
    parser.add_argument("--list", action="store_true", help="only print the mutants")
    options = parser.parse_args()
    chosen = _chosen(options.files, options.sample, options.seed, options.at)
    if options.list:
        for name, mutant in chosen:
            print(_shown(name, mutant))
        return 0
    counts: dict[str, Counter[str]] = {name: Counter() for name, _ in chosen}
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        project = _project(Path(temporary, "project"), options.files, options.tests)
        for name, mutant in chosen:
            verdict = project.verdict(name, mutant)
            counts[name][verdict] += 1
            print(f"{verdict:9}{name}:{mutant.line}", flush=True)
            if verdict == "survived":
                print(_shown(name, mutant), flush=True)
    for name, count in counts.items():
        print(f"{name}: {count.total()} mutants, {dict(count)}")
    return 0


def _chosen(
    files: Sequence[str], sample: int, seed: int, places: Sequence[str] | None
) -> list[tuple[str, Mutant]]:
    every = [(name, mutant) for name in files for mutant in mutants(name, _source(name))]
    chosen = sorted(Random(seed).sample(range(len(every)), min(sample, len(every))))
    return [
        (name, mutant)
        for name, mutant in (every[index] for index in chosen)
        if not places or any(f"{name}:{mutant.line}".endswith(f"/{place}") for place in places)
    ]


def _project(folder: Path, files: Sequence[str], tests: Sequence[str]) -> Project:
    """A copy of the project. Its tests must pass before anything is changed."""
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
    record = folder.with_name("reached.json")
    if any(name.startswith(SCRIPTS) for name in files):
        subprocess.run(
            [sys.executable, "build_course.py", "build"], cwd=folder, check=True, stdout=sys.stderr
        )
    project = Project(folder, tests, {})
    if project.run(tests, "-p", "bench.reached", "--reached", str(record)) != "survived":
        raise SystemExit("The tests fail before anything is changed.")
    project.reached.update(json.loads(record.read_text(encoding="utf-8")))
    return project


def _site(folder: Path) -> Path:
    return folder / "site"


def _publish_scripts(folder: Path) -> None:
    """Put the scripts as they are into the built site, under the names of that build."""
    (target,) = (_site(folder) / "js").iterdir()
    top = folder / SCRIPTS
    sources = {path.relative_to(top).as_posix(): path.read_text() for path in top.rglob("*.*js")}
    scripts = [Script(name, text, minified_script(text)) for name, text in sorted(sources.items())]
    for name, text in bundled(scripts).items():
        (target / name).write_text(text, encoding="utf-8")


def _forget_compiled(path: Path) -> None:
    """Delete the bytecode of a file. Python compares sizes and seconds, which may be the same."""
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()


def _source(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _shown(name: str, mutant: Mutant) -> str:
    source = _source(name)
    lines = difflib.unified_diff(
        source.splitlines(), mutant.applied_to(source).splitlines(), name, name, "", "", 0, ""
    )
    return "\n".join(line for line in lines if not re.match(r"---|\+\+\+", line))


if __name__ == "__main__":
    sys.exit(main())
