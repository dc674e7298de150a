"""The rules that compare the course's texts with the table of moments."""

from typing import Any

import pytest

from course.checks import safety
from course.models.course import Course
from course.models.moment import Moment
from course.models.questions.choice import TargetedChoiceQuestion
from course.models.style import Style
from course.models.texts import Prose
from course.problems import Finding
from tests.checks.context import context_of

ROW = {
    "title": "Seizure",
    "minutes-count": "yes",
    "named": ["seizure"],
    "first": {"means": "Look at the clock.", "says": ["clock"]},
    "calls": {"means": "Call 911.", "says": ["911"]},
    "exception": {"means": "A car.", "says": ["car"]},
}
CALLS = {"first": ["911"], "later": ["get the nurse"]}
NURSE_ONLY = "In a seizure, get the nurse."
PLACE = "first-steps/quiet-example"


def with_row(
    course: Course, text: str = "You can.", calls: dict[str, list[str]] = CALLS, **changes: Any
) -> Course:
    """The course with one moment, and a text in a lesson that may list when to call."""
    module = course.modules["first-steps"]
    lesson = module.lessons["quiet-example"].model_copy(update={"text": Prose(text)})
    lessons = {**module.lessons, "quiet-example": lesson}
    changed = module.model_copy(update={"lessons": lessons})
    return course.model_copy(
        update={
            "moments": {"seizure": Moment.model_validate({**ROW, **changes})},
            "modules": {**course.modules, "first-steps": changed},
            "style": Style.model_validate({"calls": calls}),
        }
    )


def nobody_before_911(course: Course) -> list[Finding]:
    return list(safety.nobody_before_911(context_of(course)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (NURSE_ONLY, 1),
        ("Get the nurse in a seizure.", 1),
        ("In a seizure, get the nurse, then call 911.", 1),
        ("- A seizure: call 911.\n- A seizure: get the nurse.", 1),
        ("In a seizure, call 911, then get the nurse.", 0),
        ("With a nosebleed, get the nurse.", 0),
        ("In a seizure, call 911.\n\nWith a nosebleed, get the nurse.", 0),
    ],
)
def test_911_comes_before_a_nurse(small_course: Course, text: str, count: int) -> None:
    findings = nobody_before_911(with_row(small_course, text))
    assert [finding.offset for finding in findings] == [text.lower().index("get the nurse")] * count


@pytest.mark.parametrize("changes", [{"minutes-count": "no"}, {"named": []}])
def test_nurse_may_come_first_if_minutes_do_not_count(
    small_course: Course, changes: dict[str, Any]
) -> None:
    assert nobody_before_911(with_row(small_course, NURSE_ONLY, **changes)) == []


@pytest.mark.parametrize("calls", [{}, {"first": ["911"]}, {"later": ["get the nurse"]}])
def test_calls_need_both_lists_of_words(small_course: Course, calls: dict[str, list[str]]) -> None:
    assert nobody_before_911(with_row(small_course, NURSE_ONLY, calls)) == []


@pytest.mark.parametrize(
    ("about", "names", "locations"),
    [
        ("don't", "seat", [("roles", "teacher", "limits", 0)]),
        ("don't", "don't", []),
        ("secret", "secret", [("roles", "driver", "limits")]),
    ],
)
def test_each_limit_names_its_exception(
    small_course: Course, about: str, names: str, locations: list[Any]
) -> None:
    course = with_row(small_course, limits=[{"about": [about], "names": [names]}])
    findings = safety.limits_have_exceptions(context_of(course))
    assert [finding.location for finding in findings] == locations


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A seizure: call 911.", 0),
        ("A seizure: call somebody.", 1),
        ("Choking: call 911.", 1),
    ],
)
def test_list_of_calls_names_the_moment_and_the_call(
    small_course: Course, text: str, count: int
) -> None:
    course = with_row(small_course, text, lessons=[PLACE])
    assert len(list(safety.lists_of_when_to_call(context_of(course)))) == count


def test_list_of_calls_may_show_a_card_that_cannot_be_read(small_course: Course) -> None:
    course = with_row(small_course, lessons=[PLACE])
    unread = course.model_copy(update={"unreadable": frozenset({"cards/seizure"})})
    assert list(safety.lists_of_when_to_call(context_of(unread))) == []


QUESTION: dict[str, Any] = {
    "kind": "choice",
    "card": "seizure",
    "objective": "repair",
    "lesson": "repair",
    "question": "A child has a seizure. What now?",
    "answers": [
        {"right": "You call.", "feedback": "Help comes."},
        {"wrong": "You wait.", "feedback": "It goes on."},
    ],
}


@pytest.mark.parametrize(
    ("part", "count"),
    [("right", 0), ("feedback", 0), ("wrong", 1), ("question", 1), ("nothing", 1)],
)
def test_question_teaches_the_call(small_course: Course, part: str, count: int) -> None:
    """A wrong answer or the question may say "911" without teaching it."""
    question: dict[str, Any] = {
        **QUESTION,
        "answers": [
            {key: f"{text} 911." if key == part else text for key, text in answer.items()}
            for answer in QUESTION["answers"]
        ],
    }
    if part == "question":
        question["question"] += " 911."
    quiz = small_course.quizzes["more-words"]
    questions = {"seizure": TargetedChoiceQuestion.model_validate(question)}
    quizzes = {"more-words": quiz.model_copy(update={"questions": questions})}
    course = with_row(small_course).model_copy(update={"quizzes": quizzes})
    assert len(list(safety.questions_decide(context_of(course)))) == count
