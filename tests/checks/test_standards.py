from collections.abc import Iterator
from typing import Any

import pytest

from course.checks import standards
from course.models.course import Course
from course.models.standards import Standards
from course.problems import Finding
from tests.checks.context import context_of


def held_to(course: Course, **keys: Any) -> Course:
    """The course with these standards."""
    names = {name.replace("_", "-"): value for name, value in keys.items()}
    outline = course.outline.model_copy(update={"standards": Standards.model_validate(names)})
    return course.model_copy(update={"outline": outline})


def findings(course: Course, **keys: Any) -> Iterator[Finding]:
    context = context_of(held_to(course, **keys))
    return (finding for rule in standards.RULES for finding in rule(context))


def test_course_without_standards_is_held_to_nothing(small_course: Course) -> None:
    assert list(findings(small_course)) == []


def test_row_without_a_module_is_not_complete(small_course: Course) -> None:
    (finding,) = findings(small_course, complete=True)
    assert finding.location == ("matrix", "not-yet-written")
    assert finding.is_warning


def test_unreadable_module_is_not_missing(small_course: Course) -> None:
    unreadable = frozenset({"modules/not-yet-written"})
    course = small_course.model_copy(update={"unreadable": unreadable})
    assert list(findings(course, complete=True)) == []


@pytest.mark.parametrize(
    ("fewest", "short"), [(1, []), (2, ["teacher"]), (3, ["driver", "teacher"])]
)
def test_each_role_has_enough_questions_of_its_own(
    small_course: Course, fewest: int, short: list[str]
) -> None:
    found = [finding.what.split('"')[1] for finding in findings(small_course, own_questions=fewest)]
    assert found == short


def test_question_for_a_group_is_shared(small_course: Course) -> None:
    """The quizzes have three and four questions that are not for one role alone."""
    assert list(findings(small_course, shared_questions=3)) == []
    (finding,) = findings(small_course, shared_questions=4)
    assert finding.path == "quizzes/first-steps.yml"


def test_team_activity_is_only_asked_of_those_who_have_a_team(small_course: Course) -> None:
    (finding,) = findings(small_course, team_activity={})
    assert finding.path == "modules/more-words.yml"
    assert "driver, teacher" in finding.what
    (finding,) = findings(small_course, team_activity={"except": ["moving"]})
    assert "for teacher." in finding.what
    assert list(findings(small_course, team_activity={"except": ["driver", "teacher"]})) == []


def test_word_that_no_drawing_can_have_is_a_mistake(small_course: Course) -> None:
    missing, unknown = findings(small_course, drawn=["in-wheelchair", "in-wheelchairs"])
    assert missing.is_warning
    assert not unknown.is_warning
    assert 'Did you mean "in-wheelchair"?' in unknown.remedy
