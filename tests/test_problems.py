import json
import string
from dataclasses import asdict, replace

from hypothesis import given
from hypothesis import strategies as st

from course.problems import (
    Cause,
    CourseError,
    Position,
    Problem,
    Replacement,
    apply,
    causes,
    in_order,
    problem_from,
)

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


def test_addition_is_shown_below_the_remedy() -> None:
    problem = replace(PROBLEM, addition="few-words:\n  says: …")
    assert str(problem) == f"{PROBLEM}\n    few-words:\n      says: …"


@given(problems, st.builds(Position), st.builds(Position), st.text())
def test_problem_survives_being_stored(
    problem: Problem, start: Position, end: Position, text: str
) -> None:
    stored = replace(problem, replacement=Replacement(start, end, text), addition=text)
    again = problem_from(json.loads(json.dumps(asdict(stored))))
    assert asdict(again) == asdict(stored)


lines = st.lists(st.text(st.characters(exclude_characters="\r\n"), max_size=9), min_size=1)


@given(lines, st.sampled_from(["\n", "\r\n", "\r"]), st.data())
def test_edit_replaces_what_is_between_two_positions(
    before: list[str], line_end: str, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(before)))
    line = before[number - 1]
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    edit = Replacement(Position(number, start + 1), Position(number, end + 1), "new")
    after = [*before]
    after[number - 1] = f"{line[:start]}new{line[end:]}"
    assert apply(line_end.join(before), edit) == line_end.join(after)


def needing(count: int, *, warnings: int = 0) -> list[Problem]:
    """Problems on consecutive lines that need the same. The first ones are remarks."""
    return [
        replace(PROBLEM, position=Position(it), needs="claims/a", is_warning=it < warnings)
        for it in range(count)
    ]


def test_three_problems_that_need_the_same_have_one_cause() -> None:
    two, three = needing(2), needing(3)
    other = replace(PROBLEM, position=Position(99))
    assert causes([*two, other]) == tuple(map(Cause, [*two, other]))
    assert causes([*three, other]) == (Cause(three[0], tuple(three[1:])), Cause(other))


def test_mistake_is_the_cause_rather_than_a_remark() -> None:
    found = needing(4, warnings=2)
    assert causes(found) == (Cause(found[2], (found[0], found[1], found[3])),)
