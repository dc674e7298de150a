"""Pieces and texts for roles that never get them."""

from collections.abc import Iterator, Sequence

from course.checks.context import Context
from course.checks.roles import named_audiences
from course.models.base import Audience, Id, Model, Reader
from course.models.course import Extent
from course.problems import Finding
from course.read.places import Place, module_file, quiz_file

_FOR = {"only", "instead", "also", "jobs"}
"""Keys that say for whom something is."""


def somebody_reads_it(context: Context) -> Iterator[Finding]:
    """What is for some jobs is in something that they get.

    Good: `instead:` with a text for `bus-driver`, in a lesson that bus drivers read
    Bad: the same in a lesson with `except: [bus-driver]`
    """
    known = {*context.course.roles, *context.course.groups}
    for place, model in context.files():
        yield from _unread(place, model, _readers_of(context, place[0]), known)


def _readers_of(context: Context, path: str) -> list[Reader]:
    """Who gets something of a file: all roles, or those that read its module."""
    course = context.course
    modules = {
        file: module_id
        for module_id in (*course.modules, *course.quizzes)
        for file in (module_file(module_id), quiz_file(module_id))
    }
    return [
        course.reader(role_id)
        for role_id in course.roles
        if path not in modules or course.extent(modules[path], role_id) is not Extent.NONE
    ]


def _unread(
    place: Place, piece: object, readers: Sequence[Reader], known: set[Id]
) -> Iterator[Finding]:
    """What is in a piece for roles that are not among the `readers` of what it is in."""
    path, location = place
    if not readers or isinstance(piece, str):
        return
    outside = readers
    if isinstance(piece, Audience):
        readers = [reader for reader in readers if piece.is_for(reader)]
    if isinstance(piece, Model):
        for inner, name in named_audiences(piece):
            getting = outside if inner[0] == "only" else readers
            is_read = any(name in reader for reader in getting)
            if inner[0] in _FOR and name in known and not is_read:
                yield Finding(
                    path,
                    (*location, *inner),
                    f'"{name}" never gets this, because it does not get what this is in.',
                    "Delete it, or write the id of a job that does.",
                    on_key=True,
                )
    for step, part in _parts(piece):
        yield from _unread((path, (*location, step)), part, readers, known)


def _parts(piece: object) -> Sequence[tuple[str | int, object]]:
    match piece:
        case Model():
            return [(key, getattr(piece, name)) for key, name in type(piece).walked_fields]
        case dict():
            return list(piece.items())
        case tuple():
            return list(enumerate(piece))
    return ()


RULES = (somebody_reads_it,)
