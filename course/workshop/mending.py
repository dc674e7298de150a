"""Problems that are mended alike, such as all places with an id that has been renamed."""

import re
from collections.abc import Iterable, Mapping

from course.problems import Problem, Replacement, apply

_ID = re.compile(r"[\w-]+")


def mended_by(problem: Problem) -> str:
    """What mends a problem: the same for all that need the same and are mended alike.

    Empty if no edit certainly mends it.
    """
    edit = problem.replacement
    if edit is None:
        return ""
    if problem.needs:
        # An id is written in several ways, such as `[@few-words]` or `module/lesson`.
        written = _ID.findall(edit.text)
        return f"{problem.needs} -> {written[-1] if written else edit.text}"
    wrong = problem.quote[edit.start.column - 1 : edit.end.column - 1]
    return f"{problem.rule} {wrong} -> {edit.text}"


def mended(texts: Mapping[str, str], problems: Iterable[Problem]) -> dict[str, str]:
    """The texts of files without these problems. Files without any of them are left out.

    Each problem is in the text of its file, and has an edit that mends it.
    """
    edits: dict[str, set[Replacement]] = {}
    for problem in problems:
        if problem.replacement:
            edits.setdefault(problem.path, set()).add(problem.replacement)
    return {path: _edited(texts[path], found) for path, found in edits.items()}


def _edited(text: str, edits: Iterable[Replacement]) -> str:
    """The text after all edits. Of those that overlap, only the last one is made."""
    start_of_next = None
    for edit in sorted(edits, key=lambda it: (it.start, it.end), reverse=True):
        if start_of_next is None or edit.end <= start_of_next:
            text = apply(text, edit)
            start_of_next = edit.start
    return text
