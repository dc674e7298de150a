"""A folder or file that is gone as a whole, which is told once and not for each piece."""

from collections.abc import Callable, Iterator, Mapping, Sized
from dataclasses import dataclass
from typing import Any

from course.read.files import LOCAL_RULES, MOMENTS
from course.suggestions import how_many

_PUT_BACK = "Put it back as it was before, or copy it from the original project."


@dataclass(frozen=True)
class Emptied:
    """Something that is gone, and what counts as unreadable with it."""

    kind: str
    path: str
    what: str
    remedy: str


def emptied(
    pieces: Mapping[str, Mapping[str, Any]],
    rows: Sized,
    is_left_out: Callable[[str], bool],
    unreadable: frozenset[str],
) -> Iterator[Emptied]:
    """What is gone as a whole, by what others need of it. `rows` are those of the matrix."""
    modules, quizzes, cards = pieces["modules"], pieces["quizzes"], pieces["cards"]
    unread = {it.partition("/")[0] for it in unreadable}
    with_objectives = [it for it in modules.values() if it.objectives]
    if not modules and len(quizzes) > 1 and "modules" not in unread:
        yield Emptied(
            "modules",
            "modules",
            f"There is no module here. The matrix has {how_many(len(rows), 'row')}, and "
            f"quizzes/ has {how_many(len(quizzes), 'file')}.",
            "Put the files back as they were before.",
        )
    elif not quizzes and len(with_objectives) > 1 and "quizzes" not in unread:
        yield Emptied(
            "quizzes",
            "quizzes",
            f"There is no quiz here, and {len(with_objectives)} modules need one.",
            "Put the files back as they were before. A quiz has the same name as its module's "
            "file.",
        )
    if len(cards) > 1 and is_left_out(MOMENTS):
        yield Emptied(
            "moments",
            MOMENTS,
            f"The file is missing, and {how_many(len(cards), 'card')} need a row in it.",
            _PUT_BACK,
        )
    with_rules = [it for it in cards.values() if it.local_rules]
    if len(with_rules) > 1 and is_left_out(LOCAL_RULES):
        yield Emptied(
            "local-rules",
            LOCAL_RULES,
            f"The file is missing, and {how_many(len(with_rules), 'card')} name rules in it.",
            _PUT_BACK,
        )
