"""What a piece of the course says, as a short hash."""

from hashlib import sha256

from course.models.base import Model, walk
from course.models.texts import Line, Prose


def fingerprint(piece: Model) -> str:
    """A hash of the texts of a piece and their locations, as 16 hexadecimal digits.

    It changes with every letter. It is computed when needed and never stored in the course:
    authors say with `revision:` whether a change matters to readers.
    """
    digest = sha256()
    for location, value in walk(piece):
        if isinstance(value, Line | Prose):
            digest.update(f"{location!r}\n{value}\n".encode())
    return digest.hexdigest()[:16]
