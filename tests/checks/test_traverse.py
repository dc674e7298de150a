from course.checks.traverse import files, found
from course.models.base import Prose
from course.models.course import Course
from course.read.loader import load
from tests.conftest import SMALL_COURSE


def test_every_file_is_visited(small_course: Course) -> None:
    paths = {path for (path, _), _ in files(small_course)}
    assert paths == {
        path.relative_to(SMALL_COURSE).as_posix() for path in SMALL_COURSE.rglob("*.yml")
    }


def test_each_text_is_visited_once_and_stands_where_it_says(small_course: Course) -> None:
    documents = load(SMALL_COURSE).documents
    texts = list(found(small_course, Prose))
    assert len({place for place, _ in texts}) == len(texts) > 80
    for (path, location), text in texts:
        place = documents[path].locate(location, offset=0)
        line = documents[path].lines[place.line - 1][place.column - 1 :]
        assert line.startswith(text.split("\n")[0])
