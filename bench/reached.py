"""A pytest plugin that records which functions each test calls.

    python -m pytest -p bench.reached --reached FILE

FILE becomes JSON: for each called function, as `path:line` from the project's folder, the tests
that call it in the test's own process.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names the file."""
    parser.addoption("--reached", type=Path, required=True)


def pytest_configure(config: pytest.Config) -> None:
    """Start to record."""
    config.pluginmanager.register(_Recorder(config.getoption("--reached")))


class _Recorder:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.tests: dict[str, list[str]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        called: set[tuple[str, int]] = set()

        def trace(frame: FrameType, *_: object) -> None:
            called.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

        sys.settrace(trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            prefix = f"{ROOT}/course/"
            for file, line in called:
                if file.startswith(prefix):
                    place = f"{file.removeprefix(f'{ROOT}/')}:{line}"
                    self.tests.setdefault(place, []).append(item.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.file.write_text(json.dumps(self.tests), encoding="utf-8")
