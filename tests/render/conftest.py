"""The pages of the small course and of the specimen, made once for all tests here; read-only."""

import pytest

from course.models.course import Course
from course.read.loader import load
from course.site import Page
from tests.render.outline import Outline
from tests.rendering import pages_of, render_all
from tests.specimen import SPECIMEN


@pytest.fixture(scope="session")
def pages(small_course: Course) -> dict[str, Page]:
    return render_all(small_course)


@pytest.fixture(scope="session")
def specimen_pages() -> dict[str, Page]:
    course = load(SPECIMEN).course
    assert course
    return render_all(course)


@pytest.fixture(scope="session")
def outlines(pages: dict[str, Page]) -> dict[str, Outline]:
    return {address: Outline(page.html) for address, page in pages.items()}


@pytest.fixture(scope="session")
def every_outline(small_course: Course, outlines: dict[str, Outline]) -> dict[str, Outline]:
    """All pages, including the 404 page."""
    not_found = pages_of(small_course).not_found()
    return {**outlines, "404": Outline(not_found.html)}
