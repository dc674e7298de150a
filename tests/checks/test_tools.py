"""Rules for tools."""

from typing import Any

import pytest

from course.checks import tools
from course.models.course import Course
from course.models.tool import Tool
from tests.checks.context import context_of


def with_part(course: Course, **part: Any) -> Course:
    """The course with one tool that has one part."""
    tool = course.tools["two-lines"].model_dump(mode="json", by_alias=True, exclude_none=True)
    changed = Tool.model_validate({**tool, "parts": {"part": part}})
    return course.model_copy(update={"tools": {"two-lines": changed}})


@pytest.mark.parametrize(("limit", "count"), [(10, 1), (11, 0), (None, 0)])
def test_example_keeps_to_its_number_of_words(
    small_course: Course, limit: int | None, count: int
) -> None:
    part = {"kind": "example", "title": "A line", "text": "word " * 11}
    course = with_part(small_course, **part, **({"most-words": limit} if limit else {}))
    assert len(list(tools.examples(context_of(course)))) == count


@pytest.mark.parametrize(("language", "count"), [("en", 1), ("es", 0)])
def test_grade_of_an_example_is_for_english_only(
    small_course: Course, language: str, count: int
) -> None:
    text = "Administrative consequences regrettably materialize."
    part = {"kind": "example", "title": "A line", "text": text, "reading-grade": 5}
    course = with_part(small_course, **part)
    outline = course.outline.model_copy(update={"language": language})
    spoken = course.model_copy(update={"outline": outline})
    assert len(list(tools.examples(context_of(spoken)))) == count


def test_tool_without_a_lesson_is_a_remark_if_all_modules_are_read(small_course: Course) -> None:
    modules = {"first-steps": small_course.modules["first-steps"]}
    course = small_course.model_copy(update={"modules": modules})
    (finding,) = tools.tools(context_of(course))
    assert finding.is_warning
    unread = course.model_copy(update={"unreadable": frozenset({"modules/more-words"})})
    assert list(tools.tools(context_of(unread))) == []
