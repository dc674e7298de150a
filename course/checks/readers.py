"""Pieces and texts for roles that never get them."""

from collections.abc import Iterator, Sequence

from course.checks.context import Context
from course.checks.roles import named_audiences
from course.models.base import Audience, Id, Model, Reader
from course.problems import Finding
from course.read.places import Place

_FOR = {"only", "instead", "also", "jobs"}
"""Keys that say who something is for."""
_WITH_PARTS = (Model, dict, tuple)


def somebody_reads_it(context: Context) -> Iterator[Finding]:
    """What is for some jobs is in something that they get.

    Good: `instead:` with a text for `bus-driver`, in a lesson for everybody
    Bad: the same in a lesson with `except: [bus-driver]`
    """
    course = context.course
    if course.district:
        return  # which may leave out jobs that the course has texts for
    everybody = [course.reader(role_id) for role_id in course.roles]
    known = {name for reader in everybody for name in reader}
    for place, model in context.files():
        yield from _unread(place, model, everybody, known)


def _unread(
    place: Place, piece: object, readers: Sequence[Reader], known: set[Id]
) -> Iterator[Finding]:
    """What is in a piece for roles that are not among the `readers` of what it is in."""
    path, location = place
    if not readers:
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
        if isinstance(part, _WITH_PARTS):
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
