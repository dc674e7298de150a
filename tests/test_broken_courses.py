"""Ways to break a course, and the message that an author gets for each.

Each file in `cases/broken/` adds a mistake to the small course and contains the expected output.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from course.authoring.rule_pages import all_codes
from course.checks.rules import ALL_RULES
from course.compile import check_folder
from course.inputs import district_in
from course.problems import CourseError, Problem, apply, rule_code
from course.read import error_messages, yaml_errors
from course.read.codes import BLANK, CODES, SINCE
from tests.conftest import SMALL_COURSE, lay
from tests.scratch import Scratch

CASES = sorted((Path(__file__).parent / "cases" / "broken").glob("*.yml"))


TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Outcome:
    """The result of a case."""

    problems: tuple[Problem, ...]
    codes: frozenset[str]
    """The pydantic error codes whose messages were looked up."""


Outcomes = Callable[[Path], Outcome]
"""The result of the case in a file."""


class _RecordingTable(dict[str, Any]):
    """The table of messages, which records the codes that are looked up."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        super().__init__(rows)
        self.requested: set[str] = set()

    def __getitem__(self, code: str) -> Any:
        self.requested.add(code)
        return super().__getitem__(code)

    def get(self, code: str, default: Any = None) -> Any:
        self.requested.add(code)
        return super().get(code, default)


@cache
def case(path: Path) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
    assert list(content) == ["about", "files", "problems"]
    return content


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """Runs each case once."""
    scratch = Scratch(SMALL_COURSE, tmp_path_factory.mktemp("broken") / "course")

    @cache
    def run(path: Path) -> Outcome:
        messages = _RecordingTable(error_messages._WORDS)
        lay(scratch.restore(), case(path)["files"])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(error_messages, "_WORDS", messages)
            district = district_in(scratch.folder)
            problems = check_folder(scratch.folder, TODAY, scratch.memo, district).problems
        return Outcome(problems, frozenset(messages.requested))

    return run


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_author_gets_message_place_and_remedy(outcome: Outcomes, path: Path) -> None:
    shown = str(CourseError(outcome(path).problems))
    assert shown == case(path)["problems"].removesuffix("\n"), case(path)["about"]


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_each_message_is_plain_and_complete(outcome: Outcomes, path: Path) -> None:
    for problem in outcome(path).problems:
        assert problem.what[-1] == ".", problem
        assert problem.remedy[-1] in '.?…`"', problem
        assert "  " not in problem.what + problem.remedy
        for word in ("pydantic", "Traceback", "None", "str_", "<class", "Exception"):
            assert word not in problem.what + problem.remedy


@pytest.mark.slow
def test_each_edit_removes_its_problem(outcome: Outcomes, tmp_path: Path) -> None:
    scratch, tried = Scratch(SMALL_COURSE, tmp_path / "course"), 0
    for path in CASES:
        for problem in outcome(path).problems:
            if problem.replacement is None:
                continue
            lay(scratch.restore(), case(path)["files"])
            file = scratch.folder / problem.path
            fixed = apply(file.read_text(encoding="utf-8-sig"), problem.replacement)
            file.write_text(fixed, encoding="utf-8", newline="\n")
            left = check_folder(scratch.folder, TODAY, scratch.memo, district_in(scratch.folder))
            places = [(it.path, it.position, it.what) for it in left.problems]
            assert (problem.path, problem.position, problem.what) not in places, path.stem
            tried += 1
    assert tried > 50


def test_every_error_message_is_used_by_a_case(outcome: Outcomes) -> None:
    codes = frozenset[str]().union(*(outcome(path).codes for path in CASES))
    assert set(error_messages._WORDS) - codes == set()


def test_no_case_needs_a_fallback_message(outcome: Outcomes) -> None:
    """Neither the generic message for model errors nor pydantic's own messages are needed."""
    codes = frozenset[str]().union(*(outcome(path).codes for path in CASES))
    assert codes - set(error_messages._WORDS) == set()


def test_every_yaml_error_message_is_used_by_a_case(outcome: Outcomes) -> None:
    shown = {problem.what for path in CASES for problem in outcome(path).problems}
    assert {what for _, what, _ in yaml_errors.PLAIN_WORDS} - shown == set()


def test_every_rule_finds_something_in_a_case(outcome: Outcomes) -> None:
    content = {problem.rule for path in CASES for problem in outcome(path).problems}
    assert {rule_code(rule) for rule in ALL_RULES} - content == set()


def test_every_problem_has_a_name_that_can_be_explained(outcome: Outcomes) -> None:
    shown = {problem.rule for path in CASES for problem in outcome(path).problems}
    explained = {code.name for code in all_codes(ALL_RULES)}
    assert shown - explained == set()
    assert {code.name for code in CODES} - shown == {BLANK, SINCE}, "others test these two"


def test_mistakes_in_several_files_are_sorted_by_file_and_line(outcome: Outcomes) -> None:
    together = outcome(Path(CASES[0].parent, "many-problems.yml")).problems
    places = [(problem.path, problem.position) for problem in together]
    assert places == sorted(places)
    assert len({path for path, _ in places}) >= 5
