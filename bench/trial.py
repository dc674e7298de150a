"""A pytest plugin that runs the tests once for each mutant, each time in a forked process.

    python -m pytest -p bench.trial --mutants FILE --verdicts FILE TESTS

The tests are collected only once, and functions get the changed code in place, so a mutant costs
little more than the tests that notice it. The first process changes nothing and records which
functions each test calls; later, the tests that call the changed function run first.
"""

import gc
import json
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import minify
import pytest

from bench.mutants import Mutant
from course.frontend.build import assets
from course.publish.offline import worker

ROOT = Path(__file__).parent.parent
MOST_CPU_S, LATEST_S = 60, 600
"""After this CPU time or time the tests are ended, and the mutant counts as noticed."""
TIMERS = (signal.SIGALRM, signal.SIGPROF)

_Calls = Mapping[str, Sequence[str]]
"""The tests that call each function, by the function's file and first line."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that name the files."""
    parser.addoption("--mutants", type=Path, help="a list of file names and mutants, as JSON")
    parser.addoption("--verdicts", type=Path, help="gets a line for each mutant")
    parser.addoption("--callers", action="store_true", help="no tests but those that call it")


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run the tests without a change, then for each mutant."""
    _minify_ahead()
    rows = json.loads(session.config.getoption("--mutants").read_text(encoding="utf-8"))
    verdicts: Path = session.config.getoption("--verdicts")
    record = verdicts.with_suffix(".json")
    if not (child := os.fork()):
        recorder = _Recorder()
        session.config.pluginmanager.register(recorder)
        passed = _passes(session, session.items)
        record.write_text(json.dumps(recorder.calls), encoding="utf-8")
        os._exit(not passed)
    if _verdict(child) != "survived":
        raise pytest.UsageError("The tests fail before anything is changed.")
    calls: _Calls = json.loads(record.read_text(encoding="utf-8"))
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
            near = _near(calls, name, mutant.line)
            first = [item for item in session.items if item.nodeid in near]
            others = [item for item in session.items if item.nodeid not in near]
            is_enough = first and session.config.getoption("--callers")
            os._exit(not _passes(session, first if is_enough else first + others))
        with verdicts.open("a", encoding="utf-8") as file:
            file.write(f"{_verdict(child)}\n")
        path.write_text(source, encoding="utf-8")
    return True


def _minify_ahead() -> None:
    """Minify all files now: the library is written in Go, which does not work after a fork."""
    minify.string = cache(minify.string)
    assets({})
    worker({})


class _Recorder:
    """Records which functions of the course each test calls, as `path:line`."""

    def __init__(self) -> None:
        self.calls: dict[str, list[str]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        called: set[CodeType] = set()

        def trace(frame: FrameType, *_: object) -> None:
            called.add(frame.f_code)

        sys.settrace(trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            for code in called:
                if code.co_filename.startswith(f"{ROOT}/course/"):
                    place = f"{Path(code.co_filename).relative_to(ROOT)}:{code.co_firstlineno}"
                    self.calls.setdefault(place, []).append(item.nodeid)


def _passes(session: pytest.Session, items: Sequence[pytest.Item]) -> bool:
    """Whether all tests pass. Stops at the first that does not, and prints nothing."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return False
    return True


def _set_timers() -> None:
    signal.alarm(LATEST_S)
    signal.setitimer(signal.ITIMER_PROF, MOST_CPU_S)


def _verdict(child: int) -> str:
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return "timeout" if os.WTERMSIG(status) in TIMERS else "killed"
    return "killed" if os.WEXITSTATUS(status) else "survived"


def _near(calls: _Calls, name: str, line: int) -> frozenset[str]:
    """The tests that call the innermost function that begins before a line."""
    lines = (int(place.rpartition(":")[2]) for place in calls if place.startswith(f"{name}:"))
    first = max((start for start in lines if start <= line), default=0)
    return frozenset(calls.get(f"{name}:{first}", ()))


def _replace_code(path: Path, source: str) -> None:
    """Give the functions and constants of a loaded file the code and values of `source`."""
    code = compile(source, str(path), "exec")
    codes = list(_inner_codes(code))
    times = Counter(inner.co_qualname for inner in codes)
    by_name = {inner.co_qualname: inner for inner in codes if times[inner.co_qualname] == 1}
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
