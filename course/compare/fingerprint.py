"""What a piece of the course says, as a short hash."""

from hashlib import sha256

from course.models.base import Line, Model, Prose, walk


def fingerprint(piece: Model) -> str:
    """The texts of a piece with their places, as 16 hexadecimal digits.

    It changes with every letter. It is computed where it is needed and never written into the
    course: whether a change matters to people is what an author says with `revision:`.
    """
    digest = sha256()
    for location, value in walk(piece):
        if isinstance(value, Line | Prose):
            digest.update(f"{location!r}\n{value}\n".encode())
    return digest.hexdigest()[:16]
