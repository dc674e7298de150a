"""What may be written at a place in a file: keys with their documentation, and ids that exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course.models.course import Course
from course.problems import Location, Position
from course.read.cursor import Cursor, Layout
from course.read.field_docs import (
    allowed_values,
    fields_at,
    is_prose,
    is_yes_or_no,
    keys_named_at,
    named_at,
    purpose,
)
from course.read.files import type_of

CITATION, TERM = "[@", "[["
"""What a reference in a text starts with."""
YES_NO = ("yes", "no")
"""What may be written where the answer is one of these."""

_OF_SCENES = {
    "turns": (("nodes", "shows"), ("endings", "title")),
    "people": (("people", "name"),),
}
"""The keys of a scene that have what is named, each with the key of what it says."""


@dataclass(frozen=True)
class Option:
    """Something that may be written here."""

    label: str
    """What the list shows: a key or an id."""
    inserted: str
    """What is written in place of what was typed."""
    about: str
    """The sentence of the authors' guide, or what has this id."""


@dataclass(frozen=True)
class Options:
    """Everything that may be written at a position."""

    start: int
    """The 0-based column where what was typed starts."""
    options: tuple[Option, ...]


def options_at(course: Course | None, path: str, text: str, position: Position) -> Options:
    """What may be written at a position of a file, which need not be readable.

    Without a course, no ids are known.
    """
    layout = Layout.of(text)
    cursor = layout.cursor_at(position)
    kind = type_of(path)
    if kind is None:
        return Options(cursor.start, ())
    line = layout.lines[position.line - 1][: position.column - 1]
    location = layout.in_models(cursor.location)
    module_id = path.rpartition("/")[2].removesuffix(".yml")
    if cursor.where == "text" or _is_in_reference(line):
        return _in_text(course, line, cursor)
    if cursor.where == "key":
        ids = _id_keys(course, kind, layout, cursor, module_id)
        found = (*_keys(kind, location, cursor), *ids)
        return Options(cursor.start, found)
    if cursor.location[-1:] == ("kind",):
        *before, piece, _ = cursor.location
        location = (*layout.in_models(tuple(before)), piece)
    if ids := _id_keys(course, kind, layout, cursor, module_id):  # an item with a key
        return Options(cursor.start, tuple(ids))
    values = allowed_values(kind, location)
    if named := named_at(kind, location):
        options = ids_at(course, named, module_id, layout, cursor.location)
        return Options(cursor.start, tuple(options))
    if not values and is_yes_or_no(kind, location):
        values = YES_NO
    return Options(cursor.start, tuple(Option(str(value), str(value), "") for value in values))


def _keys(kind: Any, location: Location, cursor: Cursor) -> Iterator[Option]:
    indent = " " * (cursor.start + 2)
    for key, field in fields_at(kind, location).items():
        if key in cursor.siblings:
            continue
        opens_block = is_prose(kind, (*location, key))
        yield Option(key, f"{key}: |\n{indent}" if opens_block else f"{key}: ", purpose(field))


def _id_keys(
    course: Course | None, kind: Any, layout: Layout, cursor: Cursor, module_id: str
) -> list[Option]:
    named = keys_named_at(kind, layout.in_models(cursor.location))
    options = ids_at(course, named, module_id, layout, cursor.location) if named else ()
    return [
        Option(it.label, f"{it.label}: ", it.about)
        for it in options
        if it.label not in cursor.siblings
    ]


def _is_in_reference(line: str) -> bool:
    return max(line.rfind(CITATION), line.rfind(TERM)) > line.rfind("]")


def _in_text(course: Course | None, line: str, cursor: Cursor) -> Options:
    claim, term = line.rfind(CITATION), line.rfind(TERM)
    if max(claim, term) <= line.rfind("]"):
        return Options(cursor.start, ())
    sign, kind = (CITATION, "claims") if claim > term else (TERM, "glossary")
    start = max(claim, term) + len(sign)
    end = "]" if sign == CITATION else "]]"
    ids = _of_course(course, kind, "")
    return Options(start, tuple(Option(it.label, f"{it.label}{end}", it.about) for it in ids))


def ids_at(
    course: Course | None, named: str, module_id: str, layout: Layout, location: Location
) -> Iterator[Option]:
    """The ids of a kind, as in `Names`, that may stand at a location, with what has each.

    Those of a scene come from the text of the file, all others from the course if there is one.
    """
    if named in _OF_SCENES:
        yield from _of_scene(named, layout, location)
    else:
        yield from _of_course(course, named, module_id)


def _of_scene(named: str, layout: Layout, location: Location) -> Iterator[Option]:
    """The turns or the people of the scene around a location."""
    inside = next((at for at, step in enumerate(location) if step == "nodes"), 0)
    scene = location[:inside]
    for part, says in _OF_SCENES[named]:
        for name in layout.keys_of((*scene, part)):
            yield Option(name, name, layout.first_line((*scene, part, name, says)))


def _of_course(course: Course | None, named: str, module_id: str) -> Iterator[Option]:
    if course is None:
        return
    for name, about in _named(course, named, module_id):
        yield Option(name, name, about)


def _named(course: Course, named: str, module_id: str) -> Iterator[tuple[str, str]]:
    """The ids of a kind, each with what it is the id of."""
    module = course.modules.get(module_id)
    if named == "audiences":
        yield from _named(course, "roles", "")
        yield from _named(course, "groups", "")
    elif named == "places":
        for other_id, other in course.modules.items():
            for lesson_id, lesson in other.lessons.items():
                yield f"{other_id}/{lesson_id}", str(lesson.title)
    elif named == "lessons":
        for lesson_id, lesson in module.lessons.items() if module else ():
            yield lesson_id, str(lesson.title)
    elif named == "objectives":
        for objective_id, objective in module.objectives.items() if module else ():
            yield objective_id, _first_line(str(objective.text))
    else:
        for name, piece in getattr(course, named).items():
            yield name, _first_line(_sentence(piece))


def _sentence(piece: Any) -> str:
    """What a piece is called, or says."""
    parts = (getattr(piece, name, None) for name in ("title", "name", "term", "says", "asks"))
    title = next((str(part) for part in parts if part), "")
    return f"{piece.tag}: {title}" if hasattr(piece, "tag") else title


def _first_line(text: str) -> str:
    return text.split("\n")[0]
