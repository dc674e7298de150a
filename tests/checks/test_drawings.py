from typing import Any

import pytest

from course.checks.drawings import one_reader
from course.models.course import Course
from course.models.drawing import TargetedDrawing
from tests.checks.context import context_of

PLACE_OF_MODULE = "more-words"


def with_people(course: Course, place: str, *who: str) -> Course:
    people = [{"who": one, "pose": "stands", "at": at} for at, one in enumerate(who, 1)]
    drawing = TargetedDrawing.model_validate(
        {"place": place, "people": people, "shows": "Some people."}
    )
    module = course.modules[PLACE_OF_MODULE]
    lessons = {
        name: lesson.model_copy(update={"drawing": drawing} if lesson.drawing else {})
        for name, lesson in module.lessons.items()
    }
    update: dict[str, Any] = {PLACE_OF_MODULE: module.model_copy(update={"lessons": lessons})}
    return course.model_copy(update={"modules": {**course.modules, **update}})


@pytest.mark.parametrize(
    ("place", "who", "found"),
    [
        ("hallway", ("adult", "child"), 0),
        ("hallway", ("you", "adult"), 0),
        ("hallway", ("you", "you", "you"), 2),
        ("two-moments", ("you", "you"), 0),
        ("two-moments", ("you", "adult", "you", "you"), 1),
    ],
)
def test_reader_is_once_in_each_moment(
    small_course: Course, place: str, who: tuple[str, ...], found: int
) -> None:
    course = with_people(small_course, place, *who)
    assert len(list(one_reader(context_of(course)))) == found
