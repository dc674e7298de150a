from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from course.compile import check_folder
from course.problems import Position, Problem, in_order
from course.read.limit import MOST_CHARACTERS, MOST_PROBLEMS, limited
from tests.conftest import Files


def problems(count: int, path: str = "a.yml", remedy: str = "Mend.") -> list[Problem]:
    return [Problem(path, Position(line), "Wrong.", remedy) for line in range(1, count + 1)]


def test_rest_is_named_after_its_rule_if_it_has_one() -> None:
    by_one_rule = [replace(problem, rule="promises") for problem in problems(MOST_PROBLEMS + 1)]
    assert limited(by_one_rule)[-1].rule == "promises"
    by_two = [
        replace(by_one_rule[0], rule="matrix", position=Position(MOST_PROBLEMS + 2)),
        *by_one_rule,
    ]
    assert limited(by_two)[-1].rule == ""


def test_few_problems_are_all_shown() -> None:
    many_files = [problem for path in "abc" for problem in problems(MOST_PROBLEMS, path)]
    assert limited(many_files[::-1]) == in_order(many_files)
    assert limited([]) == ()


def test_first_problems_of_a_file_with_many_are_shown() -> None:
    other = problems(1, "b.yml")
    *shown, more, last = limited([*problems(MOST_PROBLEMS + 160), *other])
    assert shown == problems(MOST_PROBLEMS)
    assert more == Problem(
        "a.yml",
        Position(MOST_PROBLEMS + 160),
        "And 160 more problems in this file.",
        "Start with the ones above, then check again.",
        count=160,
    )
    assert [last] == other


def test_fewer_long_problems_are_shown() -> None:
    shown = limited(problems(30, remedy="x" * 50_000))
    assert len("\n\n".join(map(str, shown))) < MOST_CHARACTERS + 50_000
    assert shown[-1].what == f"And {30 - len(shown) + 1} more problems in this file."
    assert len(limited(problems(1, remedy="x" * 2 * MOST_CHARACTERS))) == 1


def test_mistakes_are_shown_before_remarks() -> None:
    mistakes = problems(MOST_PROBLEMS - 1)
    remarks = [replace(it, is_warning=True, remedy="See.") for it in problems(MOST_PROBLEMS + 59)]
    remarks = remarks[-60:]
    shown = limited([*remarks, *mistakes])
    assert [problem for problem in shown if not problem.is_warning] == mistakes
    assert shown[-1].what == "And 59 more remarks in this file."
    assert shown[-1].is_warning
    assert list(shown) == sorted(shown)


def test_file_full_of_mistakes_has_a_limited_report(
    course_with: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.read.limit.MOST_PROBLEMS", 10)
    glossary = "".join(f"word-{number}:\n  tern: Word\n" for number in range(12))
    reported = check_folder(course_with({"reference/glossary.yml": glossary})).problems
    shown = [problem for problem in reported if problem.path == "reference/glossary.yml"]
    assert len(shown) == 10 + 1
    assert shown[-1].what == "And 14 more problems in this file."
    assert shown[-1].count == 14


def test_file_that_breaks_many_rules_has_a_limited_report(
    course_with: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.read.limit.MOST_PROBLEMS", 10)
    glossary = "".join(f"word-{n}:\n  term: Word\n  means: A [[w-{n}]].\n" for n in range(30))
    reported = check_folder(course_with({"reference/glossary.yml": glossary})).problems
    shown = [problem for problem in reported if problem.path == "reference/glossary.yml"]
    assert len(shown) == 10 + 1
    assert shown[-1].what == "And 20 more problems in this file."
