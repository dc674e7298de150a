"""Problems as text, for people and for programs."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from course.problems import Cause, Position, Problem, causes
from course.suggestions import how_many

Format = Literal["text", "json", "github"]
MOST_CAUSES = 20
"""How many problems are printed, unless all are asked for. Nobody mends more in one go."""
SHOW_ALL = "python3 build_course.py check --all"


@dataclass(frozen=True)
class Report:
    """Texts for the two streams of a terminal."""

    out: str
    err: str


def report(problems: Iterable[Problem], shown_as: Format, show_all: bool = False) -> Report:
    """The problems in a format.

    Text has at most 20 causes, unless it should show all, and how many problems follow from each.
    `github` adds annotations for all causes to the text. `json` has everything.
    """
    found = causes(problems := tuple(problems))
    if shown_as == "json":
        return Report(f"{json.dumps(_as_list(problems, found), indent=1)}\n", "")
    annotations = (_annotation(cause.problem) for cause in found if shown_as == "github")
    return Report(
        "".join(f"{annotation}\n" for annotation in annotations),
        "".join(f"{paragraph}\n\n" for paragraph in _paragraphs(found, show_all)),
    )


def _paragraphs(found: tuple[Cause, ...], show_all: bool) -> Iterator[str]:
    """Mistakes are shown in preference to remarks, and all in the order of their files."""
    first = sorted(found, key=lambda cause: cause.problem.is_warning)
    shown = first if show_all else first[:MOST_CAUSES]
    for cause in sorted(shown, key=lambda cause: cause.problem):
        yield str(cause.problem)
        if show_all:
            yield from map(str, cause.consequences)
        elif cause.consequences:
            count = sum(problem.count for problem in cause.consequences)
            yield f"  And {count:,} more with the same cause."
    if rest := tuple(cause.problem for cause in first[len(shown) :]):
        yield f"Not shown: {counted(rest)}. To see all: {SHOW_ALL}"


def usual_format() -> Format:
    """The format that suits where the command runs."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def count_errors(problems: Iterable[Problem]) -> int:
    """The number of problems that are more than a remark."""
    return sum(problem.count for problem in problems if not problem.is_warning)


def counted(problems: tuple[Problem, ...]) -> str:
    """How much is wrong, such as `2 problems and 1 remark`. What follows from it does not count."""
    problems = tuple(cause.problem for cause in causes(problems))
    errors = count_errors(problems)
    warnings = sum(problem.count for problem in problems) - errors
    if not problems:
        return "nothing is wrong"
    parts = [how_many(errors, "problem")] if errors else []
    parts += [how_many(warnings, "remark")] if warnings else []
    return " and ".join(parts)


def _as_list(problems: tuple[Problem, ...], found: tuple[Cause, ...]) -> list[dict[str, object]]:
    index = {problem: number for number, problem in enumerate(problems)}
    cause_of = {it: index[cause.problem] for cause in found for it in cause.consequences}
    return [{**_as_data(problem), "cause": cause_of.get(problem)} for problem in problems]


def _as_data(problem: Problem) -> dict[str, object]:
    edit = problem.replacement
    fix = edit and {"start": _place(edit.start), "end": _place(edit.end), "text": edit.text}
    return {
        "path": problem.path,
        "line": problem.position.line,
        "column": problem.position.column,
        "rule": problem.rule,
        "what": problem.what,
        "remedy": problem.remedy,
        "level": "warning" if problem.is_warning else "error",
        "fix": fix,
        "add": problem.addition or None,
    }


def _place(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub Actions, with its special characters escaped."""
    level = "warning" if problem.is_warning else "error"
    message = f"{problem.what} {problem.remedy}"
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        message = message.replace(character, code)
    place = f"file={problem.path},line={problem.position.line},col={problem.position.column}"
    title = f",title={problem.rule}" if problem.rule else ""
    return f"::{level} {place}{title}::{message}"
