import pytest

from course.models.course import Course
from course.render.markdown import Markdown
from tests.rendering import markdown_of


@pytest.fixture(scope="module")
def markdown(small_course: Course) -> Markdown:
    return markdown_of(small_course)
