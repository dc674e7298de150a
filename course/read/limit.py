"""No more problems of one file than a person can work through."""

from collections.abc import Iterable
from itertools import groupby

from course.problems import Problem, in_order

MOST_PROBLEMS = 40
MOST_CHARACTERS = 20_000
"""How long the problems of one file may be together, as they are shown."""


def limited(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in order. Of a file with very many, the first, and how many more there are.

    Remarks give way to mistakes, which stop the build.
    """
    by_file = groupby(in_order(problems), key=lambda problem: problem.path)
    return tuple(problem for _, group in by_file for problem in _of_one_file(tuple(group)))


def _of_one_file(problems: tuple[Problem, ...]) -> Iterable[Problem]:
    first = sorted(problems, key=lambda problem: problem.is_warning)
    shown = first[: _how_many(first)]
    rest = first[len(shown) :]
    if not rest:
        return problems
    are_remarks = all(problem.is_warning for problem in rest)
    nouns = "remarks" if are_remarks else "problems"
    return (
        *in_order(shown),
        Problem(
            problems[-1].path,
            problems[-1].position,
            f"And {len(rest):,} more {nouns} in this file.",
            "Start with those above, then check again.",
            is_warning=are_remarks,
        ),
    )


def _how_many(problems: Iterable[Problem]) -> int:
    """How many are shown of the problems of one file; one at least."""
    characters, count = 0, 0
    for problem in problems:
        characters += len(str(problem))
        if count and (count == MOST_PROBLEMS or characters > MOST_CHARACTERS):
            break
        count += 1
    return count
