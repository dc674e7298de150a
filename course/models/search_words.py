"""The words that staff type into the search, as data."""

from typing import Annotated

from pydantic import Field

from course.models.base import Id, Line, Model

Words = Annotated[tuple[Line, ...], Field(min_length=1)]


class SearchWord(Model):
    """What staff say, and what answers it."""

    topic: Line | None = None
    """What the index of topics calls it, such as `Meltdown, tantrum`: each path has one for readers
    without the search. Without it, what they say leads somewhere in the search alone."""
    says: Words
    """Words or phrases that people type, such as `melting down`. Whoever types something like one
    of them is led there. Typing errors are found anyway."""
    leads_to: Annotated[
        tuple[Annotated[Line, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")], ...], Field(min_length=1)
    ]
    """What answers it, whatever its words: cards as `now/id`, lessons as `module/lesson`, the best
    first, contacts and rules as `help/id`, words as `glossary/id`."""


class SearchWords(Model):
    """The file `reference/search-words.yml`. It may be left out."""

    endings: tuple[Line, ...] = ()
    """Endings of words that the search looks past, such as `ing`: `calming` then finds `calm`."""
    sounds: dict[Line, Line] = {}
    """Letters that sound like others, such as `ph: f`: `fone` then finds `phone`. Each is replaced
    in turn, and words that come out alike count as half a slip apart."""
    same: tuple[Annotated[tuple[Line, ...], Field(min_length=2)], ...] = ()
    """Single words that mean nearly the same, such as `[cry, bawl, sob]`: whoever types one finds
    the others, a little lower. One of them at least must occur in the course."""
    small: tuple[Line, ...] = ()
    """Small words that the search looks past where others stand beside them, such as `the`."""
    danger: tuple[Line, ...] = ()
    """Words or phrases that sound like danger, such as `suicide`. Whoever types one, typing errors
    included, sees the urgent contacts first. Single words count as they are, without endings."""
    words: dict[Id, SearchWord] = {}
    """What staff say, by an id of your own."""
