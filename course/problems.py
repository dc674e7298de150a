"""What an author can fix: where it is, what is wrong, and what to do."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_LINE_END = re.compile("\r\n|\r|\n")

Location = tuple[str | int, ...]
"""The path from the top of a file to a value: keys, and 0-based positions in lists."""


@dataclass(frozen=True, order=True)
class Position:
    """A position in a text file. Line and column are 1-based and count characters."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Replacement:
    """An edit that certainly is what the remedy says: other text between two positions."""

    start: Position
    end: Position
    """The position after the last character that is replaced."""
    text: str


def apply(text: str, replacement: Replacement) -> str:
    """A file's text after the edit."""
    lines = [0, *(line_end.end() for line_end in _LINE_END.finditer(text))]
    start, end = (
        lines[place.line - 1] + place.column - 1 for place in (replacement.start, replacement.end)
    )
    return text[:start] + replacement.text + text[end:]


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake or remark, described for the person who can fix it."""

    path: str
    """The file, from the top of the project, with `/` on every system."""
    position: Position
    what: str
    """One plain sentence: what is wrong."""
    remedy: str
    """What to do about it."""
    quote: str = ""
    """The line of the file, without its line end."""
    is_warning: bool = False
    """True for a remark, where a person may know better. Remarks stop nothing."""
    rule: str = ""
    """The rule that found it, or another code that `check --explain` knows: see `read/codes`."""
    count: int = 1
    """How many it stands for, if the others are not shown."""
    is_blank: bool = False
    """True for what a person must still write. It keeps a course from being published."""
    needs: str = ""
    """What is missing, such as `claims/few-words`, or another thing that several have in common."""
    replacement: Replacement | None = field(default=None, compare=False)
    """The edit that fixes it, if there is one that certainly does."""
    addition: str = field(default="", compare=False)
    """Lines that could be added, where the remedy says."""

    @property
    def is_mistake(self) -> bool:
        """Whether it is neither a remark nor a blank."""
        return not (self.is_warning or self.is_blank)

    def __str__(self) -> str:
        """The problem as shown in a terminal: position and sentence, quoted line, remedy."""
        column, margin = self.position.column, len(str(self.position.line))
        kind = "Remark: " if self.is_warning else "Blank: " if self.is_blank else ""
        what = f"{kind}{self.what}"
        rule = f" [{self.rule}]" if self.rule else ""
        shown = [f"{self.path}:{self.position.line}:{column}: {what}{rule}"]
        if self.quote.strip():
            start = max(0, column - _QUOTE_COLUMNS)
            quote = self.quote.replace("\t", " ")[start : start + 2 * _QUOTE_COLUMNS]
            shown.append(f"  {self.position.line} | {quote}")
            shown.append(f"  {' ' * margin} | {' ' * (column - 1 - start)}^")
        shown.append(f"  {self.remedy}")
        shown += [f"    {line}" for line in self.addition.splitlines()]
        return "\n".join(shown)


_QUOTE_COLUMNS = 60


@dataclass(frozen=True)
class Finding:
    """A problem as a rule reports it: at a value in a file, whose line is not yet known."""

    path: str
    location: Location
    what: str
    remedy: str
    offset: int | None = None
    """Characters from the start of the text at `location`, to point inside a text."""
    on_key: bool = False
    """True to point at the key instead of the value."""
    is_warning: bool = False
    rule: str = ""
    is_blank: bool = False
    swap: tuple[str, str] | None = None
    """What is written at that place and what should be, if that is certain."""
    needs: str = ""
    """See `Problem.needs`."""
    addition: str = ""
    """See `Problem.addition`."""


def rule_code(rule: Callable[..., Any]) -> str:
    """The name of a rule as authors see it: `answer-length` for `answer_length()`."""
    return rule.__name__.replace("_", "-")


@dataclass
class CourseError(Exception):
    """The course cannot be built. Contains every problem that was found, sorted by position."""

    problems: tuple[Problem, ...] = field(default_factory=tuple)

    def __str__(self) -> str:
        return "\n\n".join(str(problem) for problem in self.problems)


FEWEST_WITH_ONE_CAUSE = 3


@dataclass(frozen=True)
class Cause:
    """A problem, and those that are gone once it is fixed."""

    problem: Problem
    consequences: tuple[Problem, ...] = ()


def causes(problems: Iterable[Problem]) -> tuple[Cause, ...]:
    """The problems in their order, without those that follow from another.

    If at least three need the same, the first mistake is their cause. Fewer may be slips of the
    hand, each of which has to be fixed.
    """
    problems = tuple(problems)
    needing: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.needs:
            needing.setdefault(problem.needs, []).append(problem)
    first = {
        name: min(found, key=lambda it: it.is_warning)
        for name, found in needing.items()
        if len(found) >= FEWEST_WITH_ONE_CAUSE
    }
    return tuple(
        Cause(
            it,
            tuple(other for other in needing[it.needs] if other is not it)
            if it.needs in first
            else (),
        )
        for it in problems
        if it is first.get(it.needs, it)
    )


def problem_from(data: Mapping[str, Any]) -> Problem:
    """A problem from what `asdict` makes of it."""
    position, edit = Position(**data["position"]), data["replacement"]
    replacement = edit and Replacement(
        Position(**edit["start"]), Position(**edit["end"]), edit["text"]
    )
    return Problem(**{**data, "position": position, "replacement": replacement})


def finding_from(data: Mapping[str, Any]) -> Finding:
    """A finding from what `asdict` makes of it, also after that was saved as JSON."""
    swap = data["swap"] and tuple(data["swap"])
    return Finding(**{**data, "location": tuple(data["location"]), "swap": swap})


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and position, without duplicates."""
    return tuple(sorted(set(problems)))
