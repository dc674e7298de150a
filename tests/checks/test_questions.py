from typing import Any

import pytest

from course.checks import questions
from course.checks.context import Rule
from course.models.course import Course
from course.models.quiz import Quiz
from tests.checks.context import context_of

QUIZ = {"question": "What first?", "objective": "words", "lesson": "few-words"}


def answers(*keys: str) -> list[dict[str, str]]:
    return [{key: f"Answer {n}.", "feedback": "So."} for n, key in enumerate(keys)]


def pairs(*options: str) -> list[dict[str, str]]:
    return [
        {"item": f"Thing {n}", "goes-with": option, "feedback": "So."}
        for n, option in enumerate(options)
    ]


def reported(rule: Rule, small_course: Course, question: dict[str, Any]) -> list[str]:
    quiz = Quiz.model_validate({"questions": {"one": {**QUIZ, **question}}})
    course = small_course.model_copy(update={"quizzes": {"first-steps": quiz}})
    places = []
    for finding in rule(context_of(course)):
        assert finding.path == "quizzes/first-steps.yml"
        assert finding.location[:2] == ("questions", "one")
        places.append("/".join(map(str, finding.location[2:])))
    return places


@pytest.mark.parametrize(
    ("kind", "keys", "places"),
    [
        ("choice", ["right", "wrong"], []),
        ("choice", ["wrong", "wrong", "right"], []),
        ("choice", ["wrong", "wrong"], ["answers"]),
        ("choice", ["right", "right"], ["answers"]),
        ("choices", ["right", "wrong", "wrong"], []),
        ("choices", ["right", "right", "wrong"], []),
        ("choices", ["right", "right", "right"], ["answers"]),
        ("choices", ["wrong", "wrong", "wrong"], ["answers"]),
    ],
)
def test_right_answers(small_course: Course, kind: str, keys: list[str], places: list[str]) -> None:
    question = {"kind": kind, "answers": answers(*keys)}
    assert reported(questions.answerable, small_course, question) == places


@pytest.mark.parametrize(
    ("options", "places"),
    [(["loud", "quiet"], []), (["loud", "loud", "quiet"], []), (["loud", "loud"], ["pairs"])],
)
def test_matches(small_course: Course, options: list[str], places: list[str]) -> None:
    question = {"kind": "match", "pairs": pairs(*options), "feedback": "So."}
    assert reported(questions.answerable, small_course, question) == places


@pytest.mark.parametrize(
    ("marks", "places"),
    [("yynn", []), ("ynny", []), ("ynnn", ["phrases"]), ("yyyn", ["phrases"])],
)
def test_notes_have_phrases_to_mark_and_to_leave(
    small_course: Course, marks: str, places: list[str]
) -> None:
    phrases = [
        {"text": f"Phrase {n}.", "mark": "yes" if mark == "y" else "no", "feedback": "So."}
        for n, mark in enumerate(marks)
    ]
    question = {"kind": "mark", "phrases": phrases, "feedback": "So."}
    assert reported(questions.answerable, small_course, question) == places


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (["One.", "Two.", "Three."], []),
        (["One.", "Two.", "one."], ["steps/2"]),
        (["One  step.", "One\nstep.", "ONE STEP."], ["steps/1", "steps/2"]),
    ],
)
def test_different_answers(small_course: Course, texts: list[str], places: list[str]) -> None:
    steps = [{"text": text, "feedback": "So."} for text in texts]
    question = {"kind": "order", "steps": steps, "feedback": "So."}
    assert reported(questions.different_answers, small_course, question) == places


def test_several_items_may_match_the_same_option(small_course: Course) -> None:
    same = pairs("loud", "quiet", "loud")
    question = {"kind": "match", "pairs": same, "feedback": "So."}
    assert reported(questions.different_answers, small_course, question) == []
    twice = {**question, "pairs": [*same, {**same[0], "goes-with": "quiet"}]}
    assert reported(questions.different_answers, small_course, twice) == ["pairs/3"]
