"""Data as YAML with a comment above each key: what the models say about it."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from course.authoring.yaml_text import in_line, indented
from course.problems import Location
from course.read.field_docs import fields_at, is_prose, purpose
from course.read.yaml_reader import Data

WIDTH = 100
_SHORT = 24
"""How long the items of a list may be that stands in brackets."""


class Commented:
    """Writes the data of one kind of file. Each key is explained where it comes first."""

    def __init__(self, kind: Any, *, explains: bool = True) -> None:
        """`kind` is the model of the file, or the type that it consists of.

        `explains` is whether there are comments at all.
        """
        self._kind, self._explains = kind, explains
        self._explained: set[str] = set()

    def text(self, data: Mapping[str, Data], location: Location = (), column: int = 0) -> str:
        """A mapping that stands at a location of the file, as at the left margin.

        `column` is how far right it will stand, which makes the comments shorter.
        """
        return "".join(self._mapping(data, location, column))

    def item(self, value: Data, location: Location) -> str:
        """An item of a list that stands at a location of the file, as at the left margin."""
        return self._item(value, location, 0)

    def _mapping(self, data: Mapping[str, Data], location: Location, column: int) -> Iterator[str]:
        inside = self._with_kind(data, location)
        fields = fields_at(self._kind, inside)
        for key, value in data.items():
            yield from self._comment(purpose(fields.get(key)), column)
            yield f"{key}:{self._value(value, (*inside, key), column)}"

    def _comment(self, words: str, column: int) -> Iterator[str]:
        if self._explains and words and words not in self._explained:
            self._explained.add(words)
            for line in textwrap.wrap(words, WIDTH - column - 2, break_on_hyphens=False):
                yield f"# {line}\n"

    def _value(self, value: Data, location: Location, column: int) -> str:
        """What follows the colon of a key, with its line end."""
        if isinstance(value, str):
            return f" {self._text(value, location, 2)}"
        if isinstance(value, dict):
            return f"\n{indented(self.text(value, location, column + 2), 2)}" if value else " {}\n"
        if self._fits_brackets(value, location):
            words = (in_line(str(it), in_brackets=True) for it in value)
            return f" [{', '.join(words)}]\n"
        items = (self._item(it, (*location, at), column + 4) for at, it in enumerate(value))
        return "\n" + "".join(indented(it, 2) for it in items)

    def _item(self, value: Data, location: Location, column: int) -> str:
        """An item of a list, with its hyphen."""
        if isinstance(value, str):
            return f"- {self._text(value, location, 2)}"
        assert isinstance(value, dict), "no list is in a list"
        # A comment cannot stand between a hyphen and its key: that of the first key is above it.
        fields = fields_at(self._kind, self._with_kind(value, location))
        above = "".join(self._comment(purpose(fields.get(next(iter(value)))), column - 2))
        inside = indented(self.text(value, location, column), 2).removeprefix("  ")
        return f"{above}- {inside}"

    def _text(self, text: str, location: Location, columns: int) -> str:
        if "\n" not in text.strip() and not is_prose(self._kind, location):
            return f"{in_line(text.strip())}\n"
        return "|\n" + indented(text.strip() + "\n", columns)

    def _fits_brackets(self, values: list[Data], location: Location) -> bool:
        return all(
            isinstance(it, str) and len(it) <= _SHORT and not is_prose(self._kind, (*location, at))
            for at, it in enumerate(values)
        )

    def _with_kind(self, data: Mapping[str, Data], location: Location) -> Location:
        """The location with the step that names the kind, where there are several."""
        kind = data.get("kind")
        with_kind = (*location, kind) if isinstance(kind, str) else location
        return with_kind if fields_at(self._kind, with_kind) else location
