"""What an author can fix: where it is, what is wrong, and what to do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Location = tuple[str | int, ...]
"""The path from the top of a file to a value: keys, and 0-based positions in lists."""


@dataclass(frozen=True, order=True)
class Position:
    """A position in a text file. Line and column are 1-based and count characters."""

    line: int = 1
    column: int = 1


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
    """The rule that found it. Empty for YAML errors and invalid values."""
    count: int = 1
    """How many it stands for, if the others are not shown."""
    is_blank: bool = False
    """True for what a person must still write. It keeps a course from being published."""

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


def rule_code(rule: Callable[..., Any]) -> str:
    """The name of a rule as authors see it: `answer-length` for `answer_length()`."""
    return rule.__name__.replace("_", "-")


@dataclass
class CourseError(Exception):
    """The course cannot be built. Contains every problem that was found, sorted by position."""

    problems: tuple[Problem, ...] = field(default_factory=tuple)

    def __str__(self) -> str:
        return "\n\n".join(str(problem) for problem in self.problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and position, without duplicates."""
    return tuple(sorted(set(problems)))
