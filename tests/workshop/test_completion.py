"""What may be written at a place."""

import pytest

from course.models.course import Course
from course.problems import Position
from course.workshop.completion import options_at

MODULE = "modules/first-steps.yml"
QUIZ = "quizzes/first-steps.yml"
LESSON = "lessons:\n  few-words:\n    title: Few words\n"
SCENE = """lessons:
  few-words:
    activities:
      stop:
        kind: scene
        people:
          nora: {name: Nora, who: six}
          reyes: {name: Reyes, who: her grandmother}
        endings:
          fine:
            title: It went well
        nodes:
          start:
            shows: |
              She holds on.
          later:
"""
SAYS = SCENE + "            says:\n              - no"
SCENE += "            choices:\n"


def offered(course: Course | None, path: str, text: str) -> list[str]:
    lines = text.split("\n")
    position = Position(len(lines), len(lines[-1]) + 1)
    return [option.label for option in options_at(course, path, text, position).options]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (MODULE, "mi", {"minutes", "summary", "lessons"}),
        (MODULE, LESSON + "    te", {"text", "only", "activities"}),
        (MODULE, LESSON + "    core: ", {"yes", "no"}),
        (MODULE, LESSON + "    only: [dr", {"driver", "moving"}),
        (MODULE, LESSON + "    instead:\n      dr", {"driver", "moving"}),
        (MODULE, LESSON + "    text: |\n      Strong stress [@fe", {"few-words"}),
        (MODULE, LESSON + "    text: |\n      Look for [[dys", {"dysregulation"}),
        (MODULE, LESSON + "    activities:\n      one:\n        kind: ", {"situation", "plan"}),
        (QUIZ, "questions:\n  one:\n    kind: choice\n    lesson: ", {"few-words", "your-work"}),
        (QUIZ, "questions:\n  one:\n    objective: ", {"order", "words"}),
        (QUIZ, "questions:\n  one:\n    kind: choice\n    cites:\n      - ", {"few-words"}),
        (MODULE, SCENE + "              one:\n                to: ", {"start", "later", "fine"}),
        (MODULE, SAYS, {"nora", "reyes"}),
        ("course.yml", "matrix:\n  first-steps:\n    driver: ", {"full", "short", "none"}),
        ("course.yml", "matrix:\n  fir", {"first-steps", "more-words"}),
        ("reference/claims.yml", "few-words:\n  tag: ", {"law", "plausible"}),
        ("reference/claims.yml", "few-words:\n  citations: [", {"example2020"}),
    ],
)
def test_keys_and_ids_are_offered(
    small_course: Course, path: str, text: str, expected: set[str]
) -> None:
    labels = offered(small_course, path, text)
    known = {*small_course.citations} if "example2020" in expected else expected
    assert known <= set(labels)


def test_what_is_there_already_is_not_offered(small_course: Course) -> None:
    assert "title" not in offered(small_course, MODULE, LESSON + "    ti")
    once = LESSON + "    instead:\n      driver: |\n        One.\n      dr"
    assert "driver" not in offered(small_course, MODULE, once)


def test_keys_come_with_what_the_models_say(small_course: Course) -> None:
    found = options_at(small_course, MODULE, "mi", Position(1, 3)).options
    (summary,) = (option for option in found if option.label == "summary")
    assert summary.inserted == "summary: |\n  "
    assert summary.about == "One or two sentences for the list of modules."


def test_nothing_is_offered_where_anything_may_be_written(small_course: Course) -> None:
    assert not offered(small_course, MODULE, "title: Fi")
    assert not offered(small_course, MODULE, LESSON + "    text: |\n      Strong st")
    assert not offered(small_course, "mkdocs.yml", "si")


def test_without_a_course_there_are_keys_and_no_ids() -> None:
    assert "minutes" in offered(None, MODULE, "mi")
    assert not offered(None, MODULE, LESSON + "    only: [dr")
