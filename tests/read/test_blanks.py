"""Blanks are told apart from mistakes, and a course with blanks is not published."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from course.cli.main import main
from course.compile import check_folder, compile_site
from course.problems import CourseError
from tests.conftest import Files

QUESTION = """\
  {id}:
    kind: choice
    objective: "TODO: which objective"
    lesson: "TODO: which lesson"
    revision: "TODO: a number"
    question: |
      TODO: what happens
    answers:
      - right: |
          TODO: right
        feedback: |
          TODO: why
      - wrong: |
          TODO: wrong
        feedback: |
          TODO:
"""
QUIZ, MODULE = "quizzes/first-steps.yml", "modules/first-steps.yml"
AT_END = "    feedback: |\n      Both are signs.\n"
WITH_QUESTION = {QUIZ: {"change": AT_END, "to": AT_END + QUESTION.format(id="new-one")}}
IN_A_TITLE = {MODULE: {"change": "title: Few words", "to": 'title: "TODO: a title"'}}


def shown(folder: Path) -> list[str]:
    return [f"{it.path}:{it.position.line} {it.what}" for it in check_folder(folder).problems]


def test_blanks_are_all_that_is_told_about_a_piece(course_with: Callable[[Files], Path]) -> None:
    assert shown(course_with(WITH_QUESTION)) == [
        "quizzes/first-steps.yml:102 which objective",
        "quizzes/first-steps.yml:103 which lesson",
        "quizzes/first-steps.yml:104 a number",
        "quizzes/first-steps.yml:105 what happens",
        "quizzes/first-steps.yml:108 right",
        "quizzes/first-steps.yml:110 why",
        "quizzes/first-steps.yml:112 wrong",
        "quizzes/first-steps.yml:114 `feedback`",
    ]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (MODULE, "minutes: 6", 'minutes: "TODO: how long"'),
        (MODULE, "core: yes", 'core: "TODO: yes or no"'),
        (MODULE, "skip: hard-example", 'skip: "TODO: which lesson"'),
        (MODULE, "kind: situation", 'kind: "TODO: which kind"'),
        ("reference/claims.yml", "review-by: 2", 'review-by: "TODO: when" # '),
        ("reference/roles.yml", "reading-grade: 6", 'reading-grade: "TODO: which grade"'),
        ("course.yml", "    teacher: full", '    teacher: "TODO: how much"'),
    ],
)
def test_blank_may_stand_where_no_text_can(
    file: str, before: str, after: str, course_with: Callable[[Files], Path]
) -> None:
    problems = check_folder(course_with({file: {"change": before, "to": after}})).problems
    assert [it.path for it in problems if it.is_blank] == [file]
    assert [str(it) for it in problems if it.is_mistake] == []


def test_override_of_a_remark_that_a_blank_hides_stays(
    course_with: Callable[[Files], Path],
) -> None:
    too_long = {"change": "minutes: 6\n", "to": "minutes: 96\noverrides: {honest-minutes: Slow.}\n"}
    no_text = {
        "change": "    core: yes\n    text: |\n",
        "to": "    core: yes\n    text: |\n      TODO: why\n",
    }
    [problem] = check_folder(course_with({MODULE: [too_long, no_text]})).problems
    assert problem.is_blank


def test_mistakes_elsewhere_are_told_as_ever(course_with: Callable[[Files], Path]) -> None:
    no_claim = {"change": "[@calm-spreads]", "to": "[@calm-spread]"}
    folder = course_with({**WITH_QUESTION, "modules/more-words.yml": no_claim})
    assert [it.what for it in check_folder(folder).problems if not it.is_blank] == [
        'There is no claim "calm-spread".'
    ]


def test_mistakes_in_another_piece_of_the_file_are_told(
    course_with: Callable[[Files], Path],
) -> None:
    both = [WITH_QUESTION[QUIZ], {"change": "lesson: few-words", "to": "lesson: few"}]
    folder = course_with({QUIZ: both})
    assert 'There is no lesson "few" in modules/first-steps.yml.' in [
        it.what for it in check_folder(folder).problems
    ]


def test_check_lists_blanks_in_every_format(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(course_with(IN_A_TITLE))
    assert main(["check", "--folder", folder, "--format", "text"]) == 1
    assert capsys.readouterr().err == (
        "1 blank is left:\n  modules/first-steps.yml:21: a title\n\n"
        "1 blank. Write what belongs in these lines before you publish.\n"
    )
    main(["check", "--folder", folder, "--format", "json"])
    (data,) = json.loads(capsys.readouterr().out)
    assert (data["level"], data["line"], data["what"]) == ("blank", 21, "a title")
    main(["check", "--folder", folder, "--format", "github"])
    start = "::notice file=modules/first-steps.yml,line=21,col=12,title=blank::To write: a title."
    assert capsys.readouterr().out.startswith(start)


def test_nothing_is_built_while_blanks_are_left(
    course_with: Callable[[Files], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with(IN_A_TITLE)
    output = tmp_path / "site"
    arguments = ["--folder", str(folder), "--output", str(output), "--no-guide"]
    assert main(["build", *arguments]) == 1
    assert "Nothing was built: 1 blank." in capsys.readouterr().err
    assert not output.exists()
    with pytest.raises(CourseError):
        compile_site(folder)


def test_many_blanks_are_all_listed_and_hide_no_mistake(
    course_with: Callable[[Files], Path],
) -> None:
    questions = "".join(QUESTION.format(id=f"new-{number}") for number in range(30))
    wrong = {"change": "    revision: 2", "to": "    revison: 2"}
    folder = course_with({QUIZ: [{"change": AT_END, "to": AT_END + questions}, wrong]})
    problems = check_folder(folder).problems
    assert sum(it.is_blank for it in problems) == 30 * 8
    assert [it.what for it in problems if it.is_mistake] == ['"revison" is not a known key here.']
