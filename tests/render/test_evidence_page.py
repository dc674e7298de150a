"""The page that lists what the course claims, and how sure of it we are."""

import pytest

from course.models.course import Course
from course.models.texts import Line
from course.site import Page
from tests.render.outline import Outline
from tests.rendering import pages_of


def test_law_is_labeled_as_law_with_the_date_it_was_read(specimen_pages: dict[str, Page]) -> None:
    text = Outline(specimen_pages["evidence/"].html).text
    assert "This is law (state by state, read on Nov 27, 2026). Your state may" in text


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Words under stress", "Words under stress. Journal"),
        ("Smith v. J. R.", "Smith v. J. R. Journal"),
        ("Do words help?", "Do words help? Journal"),
    ],
)
def test_title_of_a_source_ends_with_one_mark(small_course: Course, title: str, shown: str) -> None:
    source = small_course.citations["stone2001"].model_copy(update={"title": Line(title)})
    citations = {**small_course.citations, "stone2001": source}
    course = small_course.model_copy(update={"citations": citations})
    (evidence,) = [it for it in pages_of(course).renderers() if it.address == "evidence/"]
    assert shown in Outline(evidence.render().html).text
