"""The synthetic course is valid, and has the promised size and share of common text."""

from pathlib import Path

import pytest

from bench.synthesize import shape, write_course
from course.compile import check_folder
from course.models.base import Line, Model, Prose, walk
from course.models.course import Course
from course.tailor import tailor

ROLES, MODULES = 6, 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic")
    write_course(folder, ROLES, MODULES)
    return folder


@pytest.fixture(scope="module")
def course(folder: Path) -> Course:
    checked = check_folder(folder)
    course, problems = checked.course, checked.problems
    assert all(problem.is_warning for problem in problems)
    assert course is not None
    return course


def texts(piece: Model) -> list[str]:
    """The texts of a piece that readers see."""
    return [value for _, value in walk(piece) if isinstance(value, Line | Prose)]


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
