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
    """All problems in a format, and apart from them what is still to be written.

    `github` adds annotations to the text.
    """
    if shown_as == "json":
        data = json.dumps([_as_data(problem) for problem in problems], indent=1)
        return Report(f"{data}\n", "")
    problems = tuple(problems)
    annotations = map(_annotation, problems) if shown_as == "github" else ()
    return Report(
        "".join(f"{annotation}\n" for annotation in annotations),
        "".join(f"{problem}\n\n" for problem in problems if not problem.is_blank)
        + _blanks(tuple(problem for problem in problems if problem.is_blank)),
    )


def usual_format() -> Format:
    """The format that suits where the command runs."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def count_errors(problems: Iterable[Problem]) -> int:
    """The number of mistakes."""
    return sum(problem.count for problem in problems if problem.is_mistake)


def count_blanks(problems: Iterable[Problem]) -> int:
    """How much is still to be written."""
    return sum(problem.is_blank for problem in problems)


def counted(problems: tuple[Problem, ...]) -> str:
    """How much is wrong, such as `2 problems, 1 remark and 3 blanks`."""
    errors, blanks = count_errors(problems), count_blanks(problems)
    warnings = sum(problem.count for problem in problems) - errors - blanks
    if not problems:
        return "nothing is wrong"
    parts = [how_many(errors, "problem")] if errors else []
    parts += [how_many(warnings, "remark")] if warnings else []
    parts += [how_many(blanks, "blank")] if blanks else []
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def _as_data(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.position.line,
        "column": problem.position.column,
        "rule": problem.rule,
        "what": problem.what,
        "remedy": problem.remedy,
        "level": _level(problem),
    }


def _level(problem: Problem) -> str:
    if problem.is_blank:
        return "blank"
    return "warning" if problem.is_warning else "error"


def _blanks(blanks: tuple[Problem, ...]) -> str:
    """What is still to be written, a line for each."""
    if not blanks:
        return ""
    count = len(blanks)
    title = "1 blank is left:" if count == 1 else f"{count} blanks are left:"
    lines = (f"  {it.path}:{it.position.line}: {it.what}" for it in blanks)
    return "\n".join((title, *lines)) + "\n\n"


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub Actions, with its special characters escaped."""
    level = {"blank": "notice"}.get(_level(problem), _level(problem))
    what = f"To write: {problem.what}" if problem.is_blank else problem.what
    message = f"{what}{'.' * problem.is_blank} {problem.remedy}"
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        message = message.replace(character, code)
    place = f"file={problem.path},line={problem.position.line},col={problem.position.column}"
    title = f",title={problem.rule}" if problem.rule else ""
    return f"::{level} {place}{title}::{message}"
