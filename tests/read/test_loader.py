from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.compile import check_folder
from course.memo import Memo
from course.models.course import Course
from course.problems import Finding, Position, Problem
from course.read import sources
from course.read.loader import load
from course.read.yaml_reader import Document, read
from tests.checks.context import TODAY
from tests.conftest import SMALL_COURSE, Files
from tests.scratch import Scratch

DRAWING = "reference/drawings/two-chairs.svg"
PATHS = sorted(
    path.relative_to(SMALL_COURSE).as_posix()
    for path in SMALL_COURSE.rglob("*.*")
    if path.is_file()
)
ODD = ["", " ", "\n", "\t", "#", ": ", "- ", "|", '"', "'", "[", "]", "{", "}", "*", "&", "!", "%"]


def test_good_course_is_read_completely(small_course: Course) -> None:
    assert list(small_course.roles) == ["driver", "teacher"]
    assert list(small_course.groups) == ["moving", "classroom"]
    assert set(small_course.modules) == set(small_course.quizzes) == {"first-steps", "more-words"}
    assert set(small_course.claims) == {"few-words", "calm-spreads"}
    assert small_course.modules["first-steps"].objectives["order"].text == "Put the steps in order."
    assert small_course.drawings["two-chairs"].view_box == "0 0 300 110"
    assert small_course.unreadable == frozenset()


def test_course_needs_no_drawing(course_with: Callable[[Files], Path]) -> None:
    folder = course_with({DRAWING: ""})
    (folder / DRAWING).parent.rmdir()
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.course is not None
    assert loaded.course.drawings == {}


def test_good_course_that_was_read_before_is_not_parsed_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not even for the positions of values, which only problems need."""
    memo = Memo()
    load(SMALL_COURSE, memo)
    parsed = list[str]()

    def read_and_note(path: str, content: bytes) -> object:
        parsed.append(path)
        return read(path, content)

    monkeypatch.setattr(sources, "read", read_and_note)
    assert load(SMALL_COURSE, memo).problems == ()
    assert parsed == []


def test_empty_folder_is_reported_file_by_file(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert loaded.course is None
    assert {problem.what for problem in loaded.problems} == {"The file is missing."}
    assert "course.yml" in {problem.path for problem in loaded.problems}


def test_folder_in_place_of_a_file_is_reported(course_with: Callable[[Files], Path]) -> None:
    path = "reference/claims.yml"
    folder = course_with({path: ""})
    (folder / path).mkdir()
    (problem,) = load(folder).problems
    assert problem.path == path
    assert problem.what.startswith("The file cannot be opened (")


@pytest.mark.parametrize(
    ("files", "kind", "name"),
    [
        ({"modules/more-words.yml": "title: x"}, "modules", "more-words"),
        ({"quizzes/more-words.yml": "{"}, "quizzes", "more-words"),
        ({"reference/claims.yml": "few-words: x"}, "claims", "few-words"),
        ({"reference/claims.yml": "- x"}, "claims", "anything"),
        ({"reference/glossary.yml": ""}, "glossary", "anything"),
        ({DRAWING: "Two chairs"}, "drawings", "two-chairs"),
    ],
)
def test_unreadable_file_is_not_reported_as_missing(
    course_with: Callable[[Files], Path], files: Files, kind: str, name: str
) -> None:
    course = load(course_with(files)).course
    assert course is not None
    assert name not in getattr(course, kind)
    assert course.has(kind, name)
    assert not course.has("contacts", "nobody")


def test_one_bad_entry_does_not_affect_the_others(course_with: Callable[[Files], Path]) -> None:
    change = {"change": "tag: plausible", "to": "tag: sure"}
    course = load(course_with({"reference/claims.yml": change})).course
    assert course is not None
    assert list(course.claims) == ["calm-spreads"]
    assert course.unreadable == {"claims/few-words"}


def test_file_with_many_bad_entries_is_parsed_once_more_and_not_for_each(
    course_with: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def count(path: str, content: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
        parsed.append(path)
        return read(path, content)

    path = "reference/claims.yml"
    folder = course_with({path: "".join(f"claim-{number}: x\n" for number in range(9))})
    monkeypatch.setattr(sources, "read", count)
    assert len(load(folder).problems) == 9
    assert parsed.count(path) == 2


def test_findings_get_line_numbers_in_order_without_duplicates(small_folder: Path) -> None:
    later = Finding("reference/claims.yml", ("few-words", "tag"), "Wrong.", "Mend.")
    earlier = Finding("course.yml", ("title",), "Wrong.", "Mend.", on_key=True, is_warning=True)
    nowhere = Finding("modules/gone.yml", ("title",), "Wrong.", "Mend.", is_warning=True)
    problems = load(small_folder).to_problems([later, nowhere, earlier, later])
    assert [(problem.path, problem.position, problem.is_warning) for problem in problems] == [
        ("course.yml", Position(1, 1), True),
        ("modules/gone.yml", Position(1, 1), True),
        ("reference/claims.yml", Position(4, 8), False),
    ]


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the small course, and its text with a few characters or lines changed."""
    path = draw(st.sampled_from(PATHS))
    text = (SMALL_COURSE / path).read_text(encoding="utf-8")
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            lines = text.split("\n")
            at, other = draw(st.tuples(*[st.integers(0, len(lines) - 1)] * 2))
            new = draw(st.sampled_from([[], [lines[other]], [lines[at], lines[other]], ["  x: y"]]))
            lines[at : at + 1] = new
            text = "\n".join(lines)
        else:
            at = draw(st.integers(0, len(text)))
            deleted = draw(st.integers(0, 3))
            put = draw(st.sampled_from(ODD) | st.text(max_size=3))
            text = text[:at] + put + text[at + deleted :]
    return path, text


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return Scratch(SMALL_COURSE, tmp_path_factory.mktemp("scratch") / "course")


@given(mutation=mutations())
def test_no_mistake_ends_in_a_traceback(scratch: Scratch, mutation: tuple[str, str]) -> None:
    """Any content of a file can be read and checked, and each problem has a position in it."""
    path, text = mutation
    content = text.encode("utf-8", "surrogatepass")
    (scratch.restore() / path).write_bytes(content)
    problems = check_folder(scratch.folder, TODAY, scratch.memo).problems
    lines = (text.replace("\r\n", "\n").replace("\r", "\n") + "\n").split("\n")
    for problem in problems:
        assert str(problem)
        if problem.path == path:
            assert 1 <= problem.position.line <= len(lines)
            assert problem.position.column <= len(lines[problem.position.line - 1]) + 1
