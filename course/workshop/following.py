"""How a text and the page that is made from it follow each other."""

import re
from collections.abc import Callable, Iterable, Iterator

from course.models.base import Id
from course.models.course import Course
from course.problems import Position
from course.read.cursor import Layout
from course.render.places import anchor_of, place_at

_MARKUP = re.compile(r"\[@[^\]]*\]|\[\[(?:[^\]|]*\|)?|[\]*_`>#|]|^\s*(?:[\w-]+:|- |\d+\. )")
"""What stands in the text of a file and not on its page: references, Markdown, keys, items."""
ENOUGH = 12
"""So many letters tell one line from others."""


def shown_at(
    course: Course, roles: Iterable[Id], path: str, text: str, position: Position
) -> tuple[str, str] | None:
    """The address of the page, and the anchor on it, of what is written at a position.

    The first of `roles` that sees it decides whose page. None if nobody sees it.
    """
    location = Layout.of(text).location_at(position)
    return next(filter(None, (anchor_of(course, it, path, location) for it in roles)), None)


def written_at(
    course: Course, text_of: Callable[[str], str], address: str, anchor: str, words: str
) -> tuple[str, Position] | None:
    """The file and the position of the line in it that is shown at a place of a page.

    `text_of` reads a file by its path, and `words` are what somebody has tapped there. None for
    what no file says.
    """
    place = place_at(course, address, anchor)
    if place is None:
        return None
    path, location = place
    text = text_of(path)
    if not text:
        return None
    layout = Layout.of(text)
    first = layout.line_of(location)
    inside = _lines_of_piece(layout, first)
    sought = _letters(words)
    best = next((line for line in inside if _says(layout.lines[line - 1], sought)), first)
    line = layout.lines[best - 1]
    return path, Position(best, len(line) - len(line.lstrip()) + 1)


def _lines_of_piece(layout: Layout, first: int) -> Iterator[int]:
    """The lines of the piece that starts on a line."""
    depth = _indent(layout.lines[first - 1])
    yield first
    for number, line in enumerate(layout.lines[first:], start=first + 1):
        if line.strip() and _indent(line) <= depth:
            return
        yield number


def _says(line: str, sought: str) -> bool:
    written = _letters(line)
    if len(written) < ENOUGH:
        return bool(written) and written == sought
    return written in sought or (len(sought) >= ENOUGH and sought in written)


def _letters(text: str) -> str:
    """What is left of a text that is the same in a file and on its page."""
    return re.sub(r"\W+", "", _MARKUP.sub("", text)).lower()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
