"""What is written on a line and what should be, as an edit."""

from course.problems import Position, Replacement
from course.read.escapes import PIECES


def replacement_of(
    position: Position, line: str, swap: tuple[str, str] | None
) -> Replacement | None:
    """The edit of a line, if what should be replaced is written exactly there."""
    if swap is None:
        return None
    wrong, right = swap
    start = position.column - 1
    start += line[start : start + 1] in PIECES and wrong[:1] not in PIECES
    if not line.startswith(wrong, start):
        return None
    first, after = (Position(position.line, start + 1 + it) for it in (0, len(wrong)))
    return Replacement(first, after, right)
