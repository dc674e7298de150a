"""Lists call a lesson that is only a scene by the first words of the scene."""

import pytest

from course.models.course import Course
from course.models.role_lesson import RoleLesson
from course.render.lesson_titles import MAX_TITLE, listed_title, opening
from course.tailor import tailor


@pytest.fixture
def lessons(small_course: Course) -> dict[str, RoleLesson]:
    return tailor(small_course).by_role["driver"].modules["first-steps"].lessons


def test_lesson_that_is_only_a_scene_is_called_by_its_first_words(
    lessons: dict[str, RoleLesson],
) -> None:
    assert listed_title(lessons["your-work"], str.strip) == "Stop 12. He holds on to the seat."
    assert listed_title(lessons["few-words"], str.strip) == lessons["few-words"].title


def test_opening_ends_after_a_word() -> None:
    assert opening("One bus.", MAX_TITLE) == "One bus."
    assert opening("One bus, two stops.", 12) == "One bus, …"
    assert opening("x" * 20, 10) == f"{'x' * 8} …"
