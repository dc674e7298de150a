"""A pytest plugin that runs the tests once for each mutant, each time in a forked process.

    python -m pytest -p bench.trial --mutants FILE --verdicts FILE TESTS

The tests are collected only once, and functions get the changed code in place, so a mutant costs
little more than the tests that notice it. The first process changes nothing and records which
lines each test runs; later, the tests that run most lines of the changed function come first.
"""

import gc
import json
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import minify
import pytest
from hypothesis import Phase, settings

from bench.mutants import Mutant
from course.frontend.build import assets
from course.frontend.drawing_kit import drawing_kit
from course.publish.offline import worker

ROOT = Path(__file__).parent.parent
MOST_CPU_S, LATEST_S = 60, 600
"""After this CPU time or time, the tests of a mutant are ended, and it counts as noticed. Tests of
unchanged code only have the second limit, since most of their time goes into the record."""
TIMERS = (signal.SIGALRM, signal.SIGPROF)

_Calls = dict[str, dict[str, int]]
"""How many lines of each function each test runs, by the function's file, first and last line."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that name the files."""
    parser.addoption("--mutants", type=Path, help="a list of file names and mutants, as JSON")
    parser.addoption("--verdicts", type=Path, help="gets a line for each mutant")
    parser.addoption("--first", type=int, help="at most this many tests for each mutant")


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """Let random examples fail at once: looking for the smallest takes long."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", settings.default, phases=phases)
    settings.load_profile("mutants")


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run the tests without a change, then for each mutant."""
    _minify_ahead()
    rows = json.loads(session.config.getoption("--mutants").read_text(encoding="utf-8"))
    verdicts: Path = session.config.getoption("--verdicts")
    record = verdicts.with_suffix(".json")
    if not (child := os.fork()):
        signal.alarm(LATEST_S)
        recorder = _Recorder({name for name, *_ in rows})
        session.config.pluginmanager.register(recorder)
        failing = _first_that_fails(session, session.items)
        record.write_text(json.dumps([failing, recorder.calls]), encoding="utf-8")
        os._exit(0)
    if _verdict(child) == "timeout":
        raise pytest.UsageError(f"The tests take more than {LATEST_S} seconds.")
    calls: _Calls
    failing, calls = json.loads(record.read_text(encoding="utf-8"))
    if failing:
        raise pytest.UsageError(f"{failing} fails before anything is changed.")
    for name, *fields in rows:
        mutant = Mutant(*fields)
        path = ROOT / name
        source = path.read_text(encoding="utf-8")
        changed = mutant.applied_to(source)
        # Also on the disk, for tests that start a process of their own.
        path.write_text(changed, encoding="utf-8")
        if not (child := os.fork()):
            _set_timers()
            _replace_code(path, changed)
            lines = _lines_run(calls, name, mutant.line)
            items = sorted(session.items, key=lambda item: -lines.get(item.nodeid, 0))
            first = session.config.getoption("--first")
            os._exit(bool(_first_that_fails(session, items[:first])))
        with verdicts.open("a", encoding="utf-8") as file:
            file.write(f"{_verdict(child)}\n")
        path.write_text(source, encoding="utf-8")
    return True


def _minify_ahead() -> None:
    """Minify all files now: the library is written in Go, which does not work after a fork.

    From then on, any other text stays as it is.
    """
    known: dict[tuple[str, str], str] = {}
    minified = minify.string

    def remember(kind: str, text: str) -> str:
        known[kind, text] = minified(kind, text)
        return known[kind, text]

    minify.string = remember
    assets({})
    worker({})
    kit = drawing_kit()
    for name in kit.shapes:
        kit.shape(name)
    minify.config = lambda _: None
    minify.string = lambda kind, text: known.get((kind, text), text)


class _Recorder:
    """Records how many lines of each function of some files each test runs."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = {str(ROOT / file): file for file in files}
        self.calls: _Calls = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        lines: set[tuple[CodeType, int]] = set()

        def trace(frame: FrameType, *_: object) -> Any:
            if frame.f_code.co_filename not in self.files:
                return None
            lines.add((frame.f_code, frame.f_lineno))
            return trace

        sys.settrace(trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            for code, _ in lines:
                last = max(line or 0 for *_, line in code.co_lines())
                place = f"{self.files[code.co_filename]}:{code.co_firstlineno}:{last}"
                tests = self.calls.setdefault(place, {})
                tests[item.nodeid] = tests.get(item.nodeid, 0) + 1


def _first_that_fails(session: pytest.Session, items: Sequence[pytest.Item]) -> str:
    """The first test that fails, or an empty text. Runs none after it, and prints nothing."""
    session.config.pluginmanager.unregister(name="terminalreporter")
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return item.nodeid
    return ""


def _set_timers() -> None:
    signal.alarm(LATEST_S)
    signal.setitimer(signal.ITIMER_PROF, MOST_CPU_S)


def _verdict(child: int) -> str:
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return "timeout" if os.WTERMSIG(status) in TIMERS else "killed"
    return "killed" if os.WEXITSTATUS(status) else "survived"


def _lines_run(calls: _Calls, name: str, line: int) -> Mapping[str, int]:
    """How many lines each test runs of the innermost function around a line."""
    around = {}
    for place, tests in calls.items():
        file, first, last = place.split(":")
        if file == name and int(first) <= line <= int(last):
            around[int(first)] = tests
    return around[max(around)] if around else {}


def _replace_code(path: Path, source: str) -> None:
    """Give the functions and constants of a loaded file the code and values of `source`."""
    code = compile(source, str(path), "exec")
    codes = list(_inner_codes(code))
    times = Counter(inner.co_qualname for inner in codes)
    by_name = {inner.co_qualname: inner for inner in codes if times[inner.co_qualname] == 1}
    # The tests' own configuration has hidden what it loaded.
    gc.unfreeze()
    for piece in gc.get_objects():
        if isinstance(piece, FunctionType) and piece.__code__.co_filename == str(path):
            piece.__code__ = by_name.get(piece.__code__.co_qualname, piece.__code__)
    module = next(each for each in sys.modules.values() if vars(each).get("__file__") == str(path))
    names = dict(vars(module))
    exec(code, names)
    for name, value in names.items():
        if isinstance(value, int | float | str | re.Pattern):
            setattr(module, name, value)


def _inner_codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _inner_codes(inner)
