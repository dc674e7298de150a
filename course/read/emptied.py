"""A folder or file that is gone as a whole, which is told once and not for each piece."""

from collections.abc import Callable, Iterator, Mapping, Sized
from dataclasses import dataclass
from typing import Any

from course.read.files import LOCAL_RULES, MOMENTS
from course.suggestions import how_many


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
    with_rules = [it for it in cards.values() if it.local_rules]
    for kind, path, needing, need in (
        ("moments", MOMENTS, cards, "need a row"),
        ("local-rules", LOCAL_RULES, with_rules, "name rules"),
    ):
        if len(needing) > 1 and is_left_out(path):
            yield Emptied(
                kind,
                path,
                f"The file is missing, and {how_many(len(needing), 'card')} {need} in it.",
                "Put it back as it was before, or copy it from the original project.",
            )
