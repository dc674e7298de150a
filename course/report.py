"""Problems as text, for people and for programs."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from course.problems import Problem
from course.suggestions import how_many

Format = Literal["text", "json", "github"]


@dataclass(frozen=True)
class Report:
    """Texts for the two streams of a terminal."""

    out: str
    err: str


def report(problems: Iterable[Problem], shown_as: Format) -> Report:
    """All problems in a format. `github` adds annotations to the text."""
    if shown_as == "json":
        data = json.dumps([_as_data(problem) for problem in problems], indent=1)
        return Report(f"{data}\n", "")
    problems = tuple(problems)
    annotations = map(_annotation, problems) if shown_as == "github" else ()
    return Report(
        "".join(f"{annotation}\n" for annotation in annotations),
        "".join(f"{problem}\n\n" for problem in problems),
    )


def usual_format() -> Format:
    """The format that suits where the command runs."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def count_errors(problems: Iterable[Problem]) -> int:
    """The number of problems that are more than a remark."""
    return sum(problem.count for problem in problems if not problem.is_warning)


def counted(problems: tuple[Problem, ...]) -> str:
    """How much is wrong, such as `2 problems and 1 remark`."""
    errors = count_errors(problems)
    warnings = sum(problem.count for problem in problems) - errors
    if not problems:
        return "nothing is wrong"
    parts = [how_many(errors, "problem")] if errors else []
    parts += [how_many(warnings, "remark")] if warnings else []
    return " and ".join(parts)


def _as_data(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.position.line,
        "column": problem.position.column,
        "rule": problem.rule,
        "what": problem.what,
        "remedy": problem.remedy,
        "level": "warning" if problem.is_warning else "error",
    }


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub Actions, with its special characters escaped."""
    level = "warning" if problem.is_warning else "error"
    message = f"{problem.what} {problem.remedy}"
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        message = message.replace(character, code)
    place = f"file={problem.path},line={problem.position.line},col={problem.position.column}"
    title = f",title={problem.rule}" if problem.rule else ""
    return f"::{level} {place}{title}::{message}"
