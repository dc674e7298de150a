"""A pytest plugin that runs the browser tests once for each mutant of a script.

    COURSE_SITE=SITE python -m pytest -p bench.script_trial --mutants FILE --verdicts FILE TESTS

Each run has a new browser, which has cached no script. All share one built site, whose scripts are
replaced for each mutant.
"""

import json
import os
from pathlib import Path

import pytest

from bench.mutants import Mutant
from course.frontend.bundle import Script, bundled
from course.frontend.minified import minified
from tests.browser.sites import scripts_of

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "course" / "frontend" / "js"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that name the files."""
    parser.addoption("--mutants", type=Path, help="a list of file names and mutants, as JSON")
    parser.addoption("--verdicts", type=Path, help="gets a line for each mutant")


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run the tests without a change, then for each mutant."""
    rows = json.loads(session.config.getoption("--mutants").read_text(encoding="utf-8"))
    site = Path(os.environ["COURSE_SITE"])
    _publish_scripts(site)
    if not _passes(session):
        raise pytest.UsageError("The tests fail before anything is changed.")
    for name, *fields in rows:
        path = ROOT / name
        source = path.read_text(encoding="utf-8")
        path.write_text(Mutant(*fields).applied_to(source), encoding="utf-8")
        _publish_scripts(site)
        verdict = "survived" if _passes(session) else "killed"
        path.write_text(source, encoding="utf-8")
        with session.config.getoption("--verdicts").open("a", encoding="utf-8") as file:
            file.write(f"{verdict}\n")
    return True


def _passes(session: pytest.Session) -> bool:
    """Whether all tests pass. Stops at the first that does not."""
    session.testsfailed = 0
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            session._setupstate.teardown_exact(None)
            return False
    return True


def _publish_scripts(site: Path) -> None:
    """Replace the scripts in a built site, under the names of that build."""
    sources = {
        path.relative_to(SCRIPTS).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(SCRIPTS.rglob("*.*js"))
    }
    scripts = [
        Script(name, source, minified("javascript", source)) for name, source in sources.items()
    ]
    for name, text in bundled(scripts).items():
        (scripts_of(site) / name).write_text(text, encoding="utf-8")
