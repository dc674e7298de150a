"""A course that all files here look at; read-only."""

import pytest

from course.models.course import Course, Extent
from tests.tailor.groups import GROUPS


@pytest.fixture(scope="session")
def full_course(small_course: Course) -> Course:
    """The small course, where both roles read both modules in full."""
    rows = {module: dict.fromkeys(GROUPS, Extent.FULL) for module in small_course.modules}
    outline = small_course.outline.model_copy(update={"matrix": rows})
    return small_course.model_copy(update={"outline": outline})
