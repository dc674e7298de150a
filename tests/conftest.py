"""Shared fixtures: a small valid course, and a way to break it."""

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from course.cli.main import main
from course.compile import check_folder
from course.frontend.build import Assets, assets
from course.inputs import district_in
from course.memo import generator_stamp
from course.models.course import Course
from course.publish.guide import CONFIG, SOURCES
from course.read.loader import load
from course.render import environment
from tests.commands import loaded_commands
from tests.cpu_time import UNCOUNTED, cpu_seconds, load_of_machine

EXAMPLES = {"usual": 50, "nightly": 1_000}
"""How many examples Hypothesis makes for each test."""
for name, count in EXAMPLES.items():
    settings.register_profile(
        name, max_examples=count, derandomize=True, deadline=None, database=None
    )

ROOT = Path(__file__).parents[1]
SMALL_COURSE = ROOT / "tests" / "cases" / "small-course"

MADE_BEFORE_COLLECTING = 20_000
"""How many new objects there are before the garbage collector runs. Python's default is 700."""
NodeOutput = dict[str, Any]
"""What a worker process sends to its parent; plain values only."""
Files = Mapping[str, Any]
"""Paths and the change to each file, in the notation of `lay`."""


def pytest_configure(config: pytest.Config) -> None:
    is_usual = "not nightly" in config.option.markexpr
    settings.load_profile("usual" if is_usual else "nightly")


def pytest_collection_finish() -> None:
    # All that was loaded stays until the end, so the garbage collector need not look at it. It also
    # runs less often than usual, since most of what tests make is freed without it.
    gc.freeze()
    gc.set_threshold(MADE_BEFORE_COLLECTING)


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: NodeOutput | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["uncounted"] = session.config.stash.get(UNCOUNTED, 0.0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    output: NodeOutput = getattr(node, "workeroutput", {})  # a crashed process sends none
    stash = node.config.stash
    stash[UNCOUNTED] = stash.get(UNCOUNTED, 0.0) + output.get("uncounted", 0.0)


@pytest.hookimpl(trylast=True)  # after the durations of the tests
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    spent = cpu_seconds() + config.stash.get(UNCOUNTED, 0.0)
    took = f"CPU time: {spent:.0f} s with all that was started."
    terminalreporter.write_line(f"{took} {load_of_machine()}")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder shared by all test processes of a run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def build_once(site: Path, folder: Path, build: Callable[[Path, Path], None]) -> Path:
    """Builds the course in a folder, unless another test process already has."""
    unfinished = site.with_name(f"{site.name}-unfinished")
    with FileLock(site.with_name(f"{site.name}.lock")):
        if not site.exists():
            build(folder, unfinished)
            unfinished.rename(site)
    return site


def with_guide(course: Path, folder: Path) -> None:
    """Copies a course into a folder, with the guide of this project."""
    shutil.copytree(course, folder)
    for source in SOURCES:
        shutil.copytree(ROOT / source, folder / source)
    shutil.copy(ROOT / CONFIG, folder)


@pytest.fixture(scope="session")
def guide_project(shared_folder: Path) -> Path:
    """The small course with the guide of this project, and its site in `site`; read-only."""

    def build(course: Path, folder: Path) -> None:
        with_guide(course, folder)
        assert main(["build", "--folder", str(folder), "--output", str(folder / "site")]) == 0

    return build_once(shared_folder / "guide", SMALL_COURSE, build)


def git(folder: Path, *arguments: str) -> str:
    """Runs git in a folder, which must succeed, and returns what it printed."""
    names = ("-c", "user.name=District", "-c", "user.email=district@example.org")
    command = ["git", "-C", str(folder), *names, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def lay(folder: Path, files: Files) -> None:
    """Apply changes to the files of a course.

    A text replaces the file, and an empty text deletes it. `bytes:` is hexadecimal. `repeat:` with
    `times:` creates a large file. `copy:` names another file, as it is then. `change:` with `to:`,
    or a list of them, replaces the first occurrence.
    """
    for name, content in files.items():
        path = folder / name
        match content:
            case "":
                path.unlink()
            case str(text):
                path.parent.mkdir(exist_ok=True, parents=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            case {"bytes": digits}:
                path.write_bytes(bytes.fromhex(digits))
            case {"repeat": text, "times": times}:
                path.write_text(text * int(times), encoding="utf-8", newline="\n")
            case {"copy": other}:
                path.parent.mkdir(exist_ok=True, parents=True)
                path.write_bytes((folder / other).read_bytes())
            case _:
                text = path.read_text(encoding="utf-8")
                for edit in content if isinstance(content, list) else [content]:
                    assert edit["change"] in text, f"{name} does not hold {edit['change']!r}"
                    text = text.replace(edit["change"], edit["to"], 1)
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")


class CompiledInMemory(BytecodeCache):
    """Caches compiled templates in memory, by their source text."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self.codes[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """Compiles each template once. Otherwise every `Pages` would spend most of its time on that."""
    compiled = CompiledInMemory()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "CompiledTemplates", lambda: compiled)
        yield


@pytest.fixture(scope="session", autouse=True)
def bundled_assets() -> Iterator[None]:
    """Bundles the scripts once, and hashes the generator once. No test changes its files."""

    @cache
    def bundle(messages: tuple[tuple[str, str], ...], *accent: str | None) -> Assets:
        return assets(dict(messages), *accent)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "course.compile.assets",
            lambda messages, *accent, **_: bundle(tuple(messages.items()), *accent),
        )
        patch.setattr("course.memo.generator_stamp", cache(generator_stamp))
        yield


@pytest.fixture(scope="session")
def python3() -> Iterator[str]:
    """The text of a program that takes the place of `python3` in the scripts of workflows."""
    with loaded_commands() as program:
        yield program


@pytest.fixture(scope="session")
def small_folder() -> Path:
    """The folder of the small course; read-only."""
    return SMALL_COURSE


@pytest.fixture(scope="session")
def small_course() -> Course:
    """Two roles in two groups, two modules, and every kind of activity and question."""
    checked = check_folder(SMALL_COURSE)
    course, problems = checked.course, checked.problems
    assert course is not None
    assert problems == ()
    return course


@pytest.fixture(scope="session")
def this_course() -> Course:
    """The course of this project."""
    course = load(SMALL_COURSE.parents[2]).course
    assert course is not None
    return course


@pytest.fixture
def course_with(tmp_path: Path) -> Callable[[Files], Path]:
    """Copies the small course and changes some of its files."""

    def make(files: Files) -> Path:
        folder = tmp_path / "course"
        shutil.copytree(SMALL_COURSE, folder)
        lay(folder, files)
        return folder

    return make


@pytest.fixture
def read_with(course_with: Callable[[Files], Path]) -> Callable[[Files], Course]:
    """Reads a copy of the small course with changed files, all of them readable."""

    def read(files: Files) -> Course:
        folder = course_with(files)
        course = check_folder(folder, district=district_in(folder)).course
        assert course is not None
        assert not course.unreadable
        return course

    return read
