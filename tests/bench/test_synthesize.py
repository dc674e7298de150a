"""The synthetic course is valid, and has the promised size and share of common text."""

from pathlib import Path

import pytest
import yaml

from bench.synthesize import LESSONS, shape, write_course
from bench.synthesize_search import ENTRIES_FOR_A_LESSON, PHRASES
from course.compile import check_folder
from course.models.base import Model, walk
from course.models.course import Course
from course.models.texts import Line, Prose
from course.tailor import tailor

ROLES, MODULES = 6, 3
FOUND_BY = "found-by"
WORDS_FILE = "reference/search-words.yml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic")
    write_course(folder, ROLES, MODULES)
    return folder


@pytest.fixture(scope="module")
def course(folder: Path) -> Course:
    checked = check_folder(folder)
    course, problems = checked.course, checked.problems
    assert problems == (), "to show a remark, its file is read again, which takes time"
    assert course is not None
    return course


def texts(piece: Model) -> list[str]:
    """The texts of a piece that readers see."""
    return [
        value
        for location, value in walk(piece)
        if isinstance(value, Line | Prose) and FOUND_BY not in location
    ]


def without_phrases(piece: object) -> object:
    """What was read from YAML, without what is typed into the search."""
    if isinstance(piece, dict):
        return {key: without_phrases(part) for key, part in piece.items() if key != FOUND_BY}
    return piece


def count_words(lines: list[str]) -> int:
    return sum(len(text.split()) for text in lines)


@pytest.mark.parametrize("pages", [1, 2, 30, 200, 1000])
def test_number_of_pages_is_close_to_the_requested_one(pages: int) -> None:
    roles, modules = shape(pages)
    assert roles * modules == pytest.approx(pages, rel=0.1)


def test_every_role_reads_every_module(course: Course) -> None:
    read = [len(tailor(course).by_role[role_id].modules) for role_id in course.roles]
    assert read == [MODULES] * ROLES


def test_page_has_1100_words_of_which_seventy_percent_are_shared(course: Course) -> None:
    paths = [tailor(course).by_role[role_id] for role_id in course.roles]
    for module_id in course.modules:
        pages = [texts(path.modules[module_id]) for path in paths]
        shared = set(pages[0]).intersection(*pages[1:])
        for page in pages:
            words = count_words(page)
            assert words == pytest.approx(1100, rel=0.05)
            share = count_words([text for text in page if text in shared]) / words
            assert share == pytest.approx(0.7, abs=0.03)


def test_synthetic_course_is_deterministic(folder: Path, tmp_path: Path) -> None:
    write_course(tmp_path, ROLES, MODULES)
    for path in folder.rglob("*.yml"):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()


def test_lessons_activities_and_questions_have_search_phrases(course: Course) -> None:
    for name, module in course.modules.items():
        for lesson in module.lessons.values():
            assert len(lesson.found_by) == PHRASES["lesson"]
        own = module.lessons["your-example"].activities
        assert len(own["role-1-moment"].found_by) == PHRASES["situation"]
        assert len(own["role-1-part"].found_by) == PHRASES["your-part"]
        questions = course.quizzes[name].questions
        assert len(questions["role-1-first"].found_by) == PHRASES["choice"]
        assert not questions["in-order"].found_by


def test_search_words_lead_to_every_module(course: Course) -> None:
    words = course.search_words.words
    assert len(words) == ENTRIES_FOR_A_LESSON * MODULES * len(LESSONS)
    places = {place.split("/")[0] for word in words.values() for place in word.leads_to}
    assert places == course.modules.keys()


def test_no_word_is_in_two_groups(course: Course) -> None:
    words = [word for group in course.search_words.same for word in group]
    assert len(words) == len(set(words))


def test_without_search_words_all_other_texts_are_the_same(folder: Path, tmp_path: Path) -> None:
    write_course(tmp_path, ROLES, MODULES, with_search_words=False)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.yml")}
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.yml")} == names - {
        WORDS_FILE
    }
    for name in names - {WORDS_FILE}:
        plain = (tmp_path / name).read_text(encoding="utf-8")
        assert FOUND_BY not in plain
        full = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
        assert without_phrases(full) == yaml.safe_load(plain)
