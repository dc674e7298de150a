from collections.abc import Callable
from pathlib import Path

import pytest

from course.checks import references
from course.checks.context import Rule
from course.models.course import Course
from course.read.loader import load
from tests.checks.context import context_of
from tests.conftest import Files

MODULE = "modules/first-steps.yml"
QUIZ = "quizzes/first-steps.yml"


def test_each_wrong_reference_in_a_text_has_its_own_position(
    read_with: Callable[[Files], Course],
) -> None:
    text = "He [@one] throws [[two]] a [@few-words] chair [@three]."
    course = read_with({MODULE: {"change": "He throws a chair.", "to": text}})
    findings = [*references.claims(context_of(course)), *references.terms(context_of(course))]
    assert [text[finding.offset or 0 :].split("]")[0] for finding in findings] == [
        "[@one",
        "[@three",
        "[[two",
    ]


@pytest.mark.parametrize(
    ("rule", "files"),
    [
        (references.claims, {"reference/claims.yml": ""}),
        (references.claims, {"reference/claims.yml": "few-words: x\ncalm-spreads: y"}),
        (references.terms, {"reference/glossary.yml": "- x"}),
        (references.citations, {"reference/citations.yml": "{"}),
        (references.questions, {MODULE: "title: x"}),
        (references.questions, {MODULE: "{"}),
        (references.drawings, {"reference/drawings/two-chairs.svg": "Two chairs"}),
    ],
)
def test_unreadable_piece_is_not_reported_as_unknown(
    course_with: Callable[[Files], Path], rule: Rule, files: Files
) -> None:
    course = load(course_with(files)).course
    assert course is not None
    assert course.unreadable
    assert list(rule(context_of(course))) == []


def test_later_choice_may_be_reached_from_a_later_choice(
    read_with: Callable[[Files], Course],
) -> None:
    last = "            later: yes\n"
    more = (
        "            next: [aunt]\n          aunt:\n            text: Call.\n"
        "            then: She comes.\n            later: yes\n"
    )
    course = read_with({MODULE: {"change": last, "to": last + more}})
    assert list(references.choices(context_of(course))) == []
