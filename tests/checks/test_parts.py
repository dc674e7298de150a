"""What was found in a part of a course is looked for again only if something in it may differ."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from course.checks.context import Context, Rule
from course.checks.parts import InParts
from course.checks.rules import FINDERS, IN_PARTS, RULES, check
from course.inputs import district_in
from course.memo import Memo
from course.models.texts import Prose
from course.problems import Finding
from course.read.loader import load
from course.tailor import tailor
from tests.checks.context import CONTACT, LESSON, TODAY
from tests.conftest import SMALL_COURSE, Files, lay
from tests.scratch import Scratch
from tests.test_broken_courses import CASES, case

MODULES = {"first-steps", "more-words"}


def in_parts(folder: Path, memo: Memo, days: int = 0) -> InParts:
    loaded = load(folder, memo, district_in(folder))
    assert loaded.course, loaded.problems
    today = TODAY + timedelta(days=days)
    return InParts(loaded.course, tailor(loaded.course), today, memo, loaded.digests)


def looked_at(folder: Path, memo: Memo, days: int = 0) -> list[str]:
    """The parts that are looked at, as the module in each. `-` is what belongs to no module."""
    looked: list[str] = []

    def look(part: Context) -> list[str]:
        (module_id,) = part.course.modules or ("-",)
        looked.append(module_id)
        return [module_id]

    found = list(in_parts(folder, memo, days).in_each_part("names", look))
    assert found == [["-"], ["first-steps"], ["more-words"]]
    return looked


ABOVE_CHANCE = {
    "course.yml": {"change": "matrix:", "to": "standards:\n  above-chance: 5\nmatrix:"},
}
QUIZ = {"quizzes/more-words.yml": {"change": "question: ", "to": "question: Now, "}}


@pytest.mark.parametrize(
    ("change", "days", "expected"),
    [
        ({}, 0, []),
        (LESSON, 0, ["first-steps"]),
        (QUIZ, 0, ["more-words"]),
        (CONTACT, 0, ["-", "first-steps", "more-words"]),
        ({}, 1, ["-", "first-steps", "more-words"]),
    ],
    ids=["nothing", "a lesson", "a question", "a number that all may show", "another day"],
)
def test_only_parts_with_a_change_are_looked_at_again(
    tmp_path: Path, change: Files, days: int, expected: list[str]
) -> None:
    scratch = Scratch(SMALL_COURSE, tmp_path / "course")
    memo = Memo(tmp_path / "cache")
    assert looked_at(scratch.folder, memo) == ["-", "first-steps", "more-words"]
    memo.release()
    lay(scratch.folder, change)
    assert looked_at(scratch.folder, memo, days) == expected


def test_part_contains_nothing_of_another_module(small_course_in_parts: InParts) -> None:
    def look(part: Context) -> tuple[list[str], set[str], set[str]]:
        modules = {*part.course.modules, *part.course.quizzes}
        for roles in (part.tailored.by_role, part.tailored.in_full):
            modules.update(name for role in roles.values() for name in role.modules)
        paths = {path for (path, _), _ in part.find_all(Prose)}
        return sorted(modules), {path for path in paths if "quizzes/" in path}, paths

    whole, first, more = small_course_in_parts.in_each_part("contents", look)
    assert whole[:2] == ([], set())
    assert "reference/glossary.yml" in whole[2]
    assert first == (
        ["first-steps"],
        {"quizzes/first-steps.yml"},
        {"modules/first-steps.yml", "quizzes/first-steps.yml"},
    )
    assert more[0] == ["more-words"]


def test_finding_is_the_same_from_the_cache(tmp_path: Path) -> None:
    finding = Finding(
        "modules/first-steps.yml", ("lessons", 0), "What.", "How.", 3, swap=("a", "b"), needs="c/d"
    )

    def rule(context: Context) -> Iterator[Finding]:
        if context.course.modules.keys() == {"first-steps"}:
            yield finding

    for _ in range(2):
        memo = Memo(tmp_path)
        assert [*in_parts(SMALL_COURSE, memo).findings(rule)] == [finding]
        memo.save()


@pytest.fixture
def small_course_in_parts() -> InParts:
    return in_parts(SMALL_COURSE, Memo())


def test_rules_of_parts_are_rules() -> None:
    assert {*RULES} > IN_PARTS


def test_once_the_cache_is_filled_no_rule_needs_a_part_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = Scratch(SMALL_COURSE, tmp_path / "course")
    lay(scratch.folder, ABOVE_CHANCE)
    expected = {*check(in_parts(scratch.folder, Memo()))}
    filled = in_parts(scratch.folder, Memo())
    filled.fill_cache(FINDERS)
    monkeypatch.delattr("course.checks.parts._Part")
    assert {*check(filled)} == expected


@pytest.mark.nightly
def test_rules_find_in_parts_what_they_find_in_the_whole(tmp_path: Path) -> None:
    scratch, found = Scratch(SMALL_COURSE, tmp_path / "course"), set[Rule]()
    for path in CASES:
        lay(scratch.restore(), case(path)["files"])
        if load(scratch.folder, scratch.memo, district_in(scratch.folder)).course is None:
            continue
        whole = in_parts(scratch.folder, scratch.memo)
        for rule in IN_PARTS:
            expected = {*rule(whole)}
            assert {*whole.findings(rule)} == expected, (path.stem, rule.__name__)
            found.update((rule,) if expected else ())
    assert found == IN_PARTS
