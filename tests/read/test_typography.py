"""What a word processor types is named, and the edit mends it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.problems import Problem, apply
from course.read.typography import DASHES, named
from course.read.yaml_reader import Data, read
from course.suggestions import BULLETS

inside_marks = st.text(st.sampled_from("ab: ,’'"), min_size=1, max_size=12).map(
    lambda text: f"a{text}b"
)


def mended(text: str) -> tuple[Data, tuple[Problem, ...]]:
    """The data once every edit is made, and the problems from before."""
    _, problems = read("a.yml", text.encode())
    for problem in reversed(problems):
        assert problem.replacement is not None, problem
        text = apply(text, problem.replacement)
    document, left = read("a.yml", text.encode())
    assert document is not None
    assert left == ()
    return document.data, problems


@pytest.mark.parametrize("bullet", [*BULLETS, *DASHES])
@pytest.mark.parametrize("gap", [" ", "   ", "\t"])
def test_bullets_below_a_hyphen_are_named_and_mended(bullet: str, gap: str) -> None:
    text = f"a:\n  - |\n    One.\n  {bullet}{gap}Two.\n  {bullet}{gap}Three.\nb: c\n"
    data, problems = mended(text)
    assert data == {"a": ["One.\n", "Two.", "Three."], "b": "c"}
    assert [problem.position.line for problem in problems] == [4, 5]
    assert all(named(bullet) in problem.what for problem in problems)


@given(inside_marks, st.sampled_from(["“”", "„“", "«»", "‘’"]))
def test_text_with_a_colon_in_curly_marks_is_mended(inside: str, marks: str) -> None:
    data, problems = mended(f"a: {marks[0]}{inside}: x{marks[1]}\nb: c\n")
    assert data == {"a": f"{inside}: x", "b": "c"}
    assert [problem.position.column for problem in problems] == [4]


def test_text_that_only_quotes_something_is_not_taken_for_a_quotation() -> None:
    _, (problem,) = read("a.yml", "a: “Stop,” she says: “now”\n".encode())
    assert "colon" in problem.what
    assert problem.replacement is None
