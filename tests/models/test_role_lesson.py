"""What a lesson of a role knows about itself."""

import pytest

from course.models.course import Course
from course.models.drawing import Drawing
from course.models.role_lesson import LEAST_WORDS_OF_A_SLIDE, RoleLesson
from course.models.texts import Line, Prose
from course.tailor import tailor


@pytest.fixture
def lesson(small_course: Course) -> RoleLesson:
    return tailor(small_course).by_role["driver"].modules["first-steps"].lessons["few-words"]


@pytest.mark.parametrize(
    ("words", "has_drawing", "fills"),
    [
        (LEAST_WORDS_OF_A_SLIDE, False, True),
        (LEAST_WORDS_OF_A_SLIDE - 1, False, False),
        (LEAST_WORDS_OF_A_SLIDE - 1, True, True),
    ],
)
def test_one_line_fills_a_slide_only_with_a_drawing(
    lesson: RoleLesson, words: int, has_drawing: bool, fills: bool
) -> None:
    drawing = Drawing.model_construct(shows=Line("A bus.")) if has_drawing else None
    changed = lesson.model_copy(update={"text": Prose("word " * words), "drawing": drawing})
    assert changed.fills_a_slide is fills
