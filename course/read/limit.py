"""Limits the problems of one file, which a program may have written.

Reports show far fewer: see `course/report`.
"""

from collections.abc import Iterable
from itertools import groupby

from course.problems import Problem, in_order

MOST_PROBLEMS = 1_000
MOST_CHARACTERS = 500_000
"""The most characters of the problems of one file."""


def limited(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, file by file: its blanks first, then all others in order.

    For a file with very many: the first ones, and how many more. Mistakes, which stop the build,
    are shown in preference to remarks. All blanks are shown.
    """
    by_file = groupby(in_order(problems), key=lambda problem: problem.path)
    return tuple(problem for _, group in by_file for problem in _of_one_file(tuple(group)))


def _of_one_file(problems: tuple[Problem, ...]) -> Iterable[Problem]:
    blanks = tuple(problem for problem in problems if problem.is_blank)
    problems = tuple(problem for problem in problems if not problem.is_blank)
    return (*blanks, *_first(problems))


def _first(problems: tuple[Problem, ...]) -> Iterable[Problem]:
    first = sorted(problems, key=lambda problem: problem.is_warning)
    shown = first[: _how_many(first)]
    rest = first[len(shown) :]
    if not rest:
        return problems
    are_remarks = all(problem.is_warning for problem in rest)
    nouns = "remarks" if are_remarks else "problems"
    rules = {problem.rule for problem in rest}
    return (
        *in_order(shown),
        Problem(
            problems[-1].path,
            problems[-1].position,
            f"And {len(rest):,} more {nouns} in this file.",
            "Start with the ones above, then check again.",
            is_warning=are_remarks,
            rule=rules.pop() if len(rules) == 1 else "",
            count=len(rest),
        ),
    )


def _how_many(problems: Iterable[Problem]) -> int:
    """How many problems of one file are shown; at least one."""
    characters, count = 0, 0
    for problem in problems:
        characters += len(str(problem))
        if count and (count == MOST_PROBLEMS or characters > MOST_CHARACTERS):
            break
        count += 1
    return count
