import string

from hypothesis import given
from hypothesis import strategies as st

from course.problems import CourseError, Position, Problem, in_order

PROBLEM = Problem(
    "modules/noticing.yml",
    Position(12, 5),
    "Something is wrong.",
    "Mend it.",
    quote="    titel: Noticing",
)
problems = st.builds(
    Problem,
    path=st.text(),
    position=st.builds(Position, st.integers(1, 10_000), st.integers(1, 1_000)),
    what=st.text(),
    remedy=st.text(),
    quote=st.text(),
    is_warning=st.booleans(),
)


def with_quote(quote: str, column: int) -> list[str]:
    return str(Problem("a.yml", Position(1, column), "What.", "Remedy.", quote=quote)).split("\n")


def test_problem_shows_place_message_line_and_remedy_with_a_caret() -> None:
    assert str(PROBLEM) == (
        "modules/noticing.yml:12:5: Something is wrong.\n"
        "  12 |     titel: Noticing\n"
        "     |     ^\n"
        "  Mend it."
    )


def test_empty_line_is_not_quoted() -> None:
    assert with_quote("  ", 1) == ["a.yml:1:1: What.", "  Remedy."]


def test_tab_in_the_quoted_line_does_not_shift_the_caret() -> None:
    _, quote, caret, _ = with_quote("\ta: b", 2)
    assert quote == "  1 |  a: b"
    assert quote[caret.index("^")] == "a"


@given(st.text(string.ascii_letters, min_size=300, max_size=300), st.integers(1, 300))
def test_long_line_is_shortened_and_the_caret_stays_aligned(line: str, column: int) -> None:
    _, quote, caret, _ = with_quote(line, column)
    assert len(quote) <= 130
    assert quote[caret.index("^")] == line[column - 1]


@given(problems)
def test_every_problem_can_be_shown(problem: Problem) -> None:
    shown = str(problem)
    assert shown.startswith(f"{problem.path}:{problem.position.line}:{problem.position.column}: ")
    assert shown.endswith(f"  {problem.remedy}")


@given(st.lists(problems, max_size=6))
def test_problems_are_sorted_by_position_without_duplicates(problems: list[Problem]) -> None:
    ordered = in_order([*problems, *problems])
    assert set(ordered) == set(problems)
    assert len(ordered) == len(set(problems))
    places = [(problem.path, problem.position) for problem in ordered]
    assert places == sorted(places)


def test_error_lists_all_problems_separated_by_blank_lines() -> None:
    assert str(CourseError((PROBLEM, PROBLEM))) == f"{PROBLEM}\n\n{PROBLEM}"
