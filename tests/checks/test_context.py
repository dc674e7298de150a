from course.models.course import Course
from course.models.texts import Prose
from course.read.loader import load
from course.read.yaml_reader import Document
from tests.checks.context import context_of
from tests.conftest import SMALL_COURSE


def test_every_file_is_visited(small_course: Course) -> None:
    paths = {path for (path, _), _ in context_of(small_course).files()}
    assert paths == {
        path.relative_to(SMALL_COURSE).as_posix() for path in SMALL_COURSE.rglob("*.yml")
    }


def test_each_text_is_visited_once_with_its_location(small_course: Course) -> None:
    loaded = load(SMALL_COURSE)
    texts = list(context_of(small_course).find_all(Prose))
    assert len({place for place, _ in texts}) == len(texts) > 80
    for (path, location), text in texts:
        document = loaded.document(path)
        assert isinstance(document, Document)
        place = document.locate(location, offset=0)
        line = document.lines[place.line - 1][place.column - 1 :]
        assert line.startswith(text.split("\n")[0])


def test_pieces_are_measured_with_all_their_texts(small_course: Course) -> None:
    context = context_of(small_course)
    lesson = small_course.modules["first-steps"].lessons["few-words"]
    (measure,) = context.measure_each([lesson])
    assert lesson.text
    assert measure.words >= context.measure(lesson.text).words > 0
