"""The page that lists what the course claims, and how sure of it we are."""

from course.site import Page
from tests.render.outline import Outline


def test_law_is_labeled_as_law_with_the_date_it_was_read(specimen_pages: dict[str, Page]) -> None:
    text = Outline(specimen_pages["evidence/"].html).text
    assert "This is law (state by state, read on Nov 27, 2026). Your state may" in text
