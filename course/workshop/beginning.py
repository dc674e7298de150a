"""Begins a new piece: asks what must be known, and says what it adds to which files."""

from pathlib import Path
from typing import Any

from course.authoring.new.asks import Answers, Ask
from course.authoring.new.changes import changed_files
from course.authoring.new.kinds import KINDS
from course.models.course import Course


def begin(course: Course, folder: Path, kind: str, given: Answers) -> dict[str, Any]:
    """What must be known next, as `ask`, or the new texts of files by their paths, as `texts`.

    `given` are the answers so far. `wrong` says what to type instead of one that does not fit.
    Raises SpliceError if the piece cannot be added.
    """
    answers: Answers = {}
    for ask in KINDS[kind].asks(course, answers):
        text = given.get(ask.key)
        wrong = "" if text is None else ask.wrong_with(text)
        if text is None or wrong:
            return {"ask": _shown(ask, course, answers), "wrong": wrong}
        answers[ask.key] = text or ask.default
    texts = changed_files(folder, None, KINDS[kind].entries(course, answers))
    return {"texts": {file.relative_to(folder).as_posix(): text for file, text in texts.items()}}


def _shown(ask: Ask, course: Course, answers: Answers) -> dict[str, Any]:
    """A question as the page asks it. Known answers come with what they are the ids of."""
    module = course.modules.get(answers.get("module", ""))
    pieces: dict[str, Any] = {**course.groups, **course.roles, **course.modules, **course.citations}
    if module:
        pieces |= module.lessons
    titles = {name: str(getattr(piece, "title", "")) for name, piece in pieces.items()}
    return {
        "key": ask.key,
        "asks": ask.asks,
        # Everything that may be answered is in a list.
        "hint": "" if ask.known and not ask.takes_several else ask.hint.partition(": ")[0],
        "default": ask.default,
        "isNeeded": ask.is_needed,
        "takesSeveral": ask.takes_several,
        "known": [{"id": name, "title": titles.get(name, "")} for name in ask.known],
    }
