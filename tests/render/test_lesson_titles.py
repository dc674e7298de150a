"""Lists call a scene by its first words, and links call a choice by its first clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.models.course import Course
from course.models.role_lesson import RoleLesson
from course.render.lesson_titles import MAX_TITLE, in_brief, listed_title, opening
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


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("“Thanks. I have to wait.”", "“Thanks. I have to wait.”"),
        (
            "Quietly: “I’m glad that you said it. Come out with me, or stay until we know more.”",
            "Quietly: “I’m glad that you said it. Come out with me …”",
        ),
        (
            "You write it down at 7:35, before the bus: two stops, then the bell, and the rest.",
            "You write it down at 7:35, before the bus: two stops …",
        ),
        (
            "“Is there somebody at home? Stay until the bell rings and I know who has the list.”",
            "“Is there somebody at home? …”",
        ),
        (
            "“Okay, then we do it the way your teacher and the two of you have decided last week.”",
            "“Okay, then we do it the way your teacher and the two of …”",
        ),
    ],
)
def test_brief_text_has_the_first_clauses_but_no_single_word(text: str, brief: str) -> None:
    assert in_brief(text) == brief


@given(st.text("ab .,:?“”", max_size=200))
def test_brief_text_is_short_and_begins_as_the_whole(text: str) -> None:
    brief = in_brief(text)
    assert text.startswith(brief.rstrip(" …”"))
    assert len(brief) <= MAX_TITLE + brief.count("”")
