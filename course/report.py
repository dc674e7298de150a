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
"""The command that prints the rest, without options that say what is checked."""


@dataclass(frozen=True)
class Report:
    """Texts for the two streams of a terminal."""

    out: str
    err: str


def report(
    problems: Iterable[Problem],
    shown_as: Format,
    show_all: bool = False,
    command: str = SHOW_ALL,
) -> Report:
    """The problems in a format, and apart from them what is still to be written.

    `command` prints all of them.
    Text has at most 20 causes, unless it should show all, and how many problems follow from each.
    `github` adds annotations for all causes to the text. `json` has everything.
    """
    found = causes(problems := tuple(problems))
    if shown_as == "json":
        return Report(f"{json.dumps(_as_list(problems, found), indent=1)}\n", "")
    mistakes = tuple(cause for cause in found if not cause.problem.is_blank)
    annotations = (_annotation(cause.problem) for cause in found if shown_as == "github")
    return Report(
        "".join(f"{annotation}\n" for annotation in annotations),
        "".join(f"{paragraph}\n\n" for paragraph in _paragraphs(mistakes, show_all, command))
        + _blanks(tuple(problem for problem in problems if problem.is_blank)),
    )


def _paragraphs(found: tuple[Cause, ...], show_all: bool, command: str) -> Iterator[str]:
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
        yield f"Not shown: {counted(rest)}. To see all: {command}"


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
    """How much is wrong, such as `2 problems, 1 remark and 3 blanks`.

    What follows from something else does not count.
    """
    problems = tuple(cause.problem for cause in causes(problems))
    errors, blanks = count_errors(problems), count_blanks(problems)
    warnings = sum(problem.count for problem in problems) - errors - blanks
    if not problems:
        return "nothing is wrong"
    parts = [how_many(errors, "problem")] if errors else []
    parts += [how_many(warnings, "remark")] if warnings else []
    parts += [how_many(blanks, "blank")] if blanks else []
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


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
        "level": _level(problem),
        "fix": fix,
        "add": problem.addition or None,
    }


def _level(problem: Problem) -> str:
    if problem.is_blank:
        return "blank"
    return "warning" if problem.is_warning else "error"


def _place(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


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
    message = _escaped(f"{what}{'.' * problem.is_blank} {problem.remedy}")
    file = _escaped(problem.path, (":", "%3A"), (",", "%2C"))
    place = f"file={file},line={problem.position.line},col={problem.position.column}"
    title = f",title={problem.rule}" if problem.rule else ""
    return f"::{level} {place}{title}::{message}"


def _escaped(text: str, *others: tuple[str, str]) -> str:
    """A text in a workflow command. In a property, `others` end the value, too."""
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), *others):
        text = text.replace(character, code)
    return text
