"""Where a cursor is in a YAML file that somebody is writing, even if it cannot be parsed yet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from course.problems import Location, Position

_KEY = re.compile(r"""(?P<key>"[^"]*"|'[^']*'|[^\s#:\[\]{},|>&*!%@`-][^:]*?)\s*:(?:\s+|$)""")
_LINE_END = re.compile("\r\n|\r|\n")
_ITEM = re.compile(r"-(?:\s+|$)")
_BLOCK = re.compile(r"[|>][+-]?\d?\s*(?:#.*)?$")
_SEPARATORS = " [,"
"""What ends a word before the cursor in a list such as `[nurse, coach]`."""
_LISTS_ARE_DEEPER = 0.5
"""A list may start in the same column as its key, and is still inside it."""


@dataclass(frozen=True)
class Cursor:
    """What surrounds a position, and what has been typed there."""

    location: Location
    """Of the mapping in which a key is typed, or of the value or text that is typed."""
    where: Literal["key", "value", "text"]
    """`text` is a block of text under `|`."""
    typed: str
    """The start of a word, up to the cursor."""
    start: int
    """The 0-based column where that word starts."""
    siblings: frozenset[str] = frozenset()
    """The keys that the mapping already has, if a key is typed."""
    is_in_list: bool = False
    """Whether the value is one of a list."""


@dataclass
class _Line:
    """A line that is not inside a text, or the block of text that follows a key."""

    path: Location
    """Of the value that the line starts, or whose text it is inside."""
    is_text: bool = False
    keys: tuple[Location, ...] = ()
    """Of the keys on this line."""
    is_item: bool = False
    """Whether it is an item of a list without a key."""
    starts_text: bool = False
    """Whether a block of text under `|` follows."""


@dataclass
class Layout:
    """The locations of all lines of a file, by its indentation alone."""

    lines: Sequence[str]
    kinds: Mapping[Location, str] = field(default_factory=dict)
    """The value of `kind` of each mapping that has one."""
    _found: list[_Line] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> "Layout":
        """The layout of a file with this text."""
        lines = _LINE_END.split(text)
        kinds: dict[Location, str] = {}
        found = list(_scanned(lines, kinds))
        return cls(lines, kinds, found)

    def location_at(self, position: Position) -> Location:
        """The location of what is written on a line."""
        if not 1 <= position.line <= len(self._found):
            return ()
        return self._found[position.line - 1].path

    def line_of(self, location: Location) -> int:
        """The 1-based line of a key or an item; if there is none, of its nearest parent."""
        for length in range(len(location), 0, -1):
            for number, line in enumerate(self._found, start=1):
                if location[:length] in line.keys:
                    return number
        return 1

    def cursor_at(self, position: Position) -> Cursor:
        """What surrounds a position, which may be at the end of a line."""
        line = self.lines[position.line - 1][: position.column - 1]
        found = self._found[position.line - 1]
        if found.is_text:
            typed = re.split(r"[\s\[@|]", line)[-1]
            return Cursor(found.path, "text", typed, len(line) - len(typed))
        content = re.sub(r"^\s*(?:-\s+)*", "", line)
        key = _KEY.match(content)
        if key or (found.is_item and ":" not in line):
            value = content[key.end() :] if key else content
            typed = re.split(f"[{re.escape(_SEPARATORS)}]", value)[-1]
            is_in_list = found.is_item or value.lstrip().startswith("[")
            return Cursor(found.path, "value", typed, len(line) - len(typed), is_in_list=is_in_list)
        parent = found.path if not found.keys else found.keys[-1][:-1]
        return Cursor(
            parent, "key", content, len(line) - len(content), frozenset(self.keys_of(parent))
        )

    def in_models(self, location: Location) -> Location:
        """The location with the `kind` of each mapping after it, as pydantic names it."""
        steps: list[str | int] = []
        for count, step in enumerate(location, start=1):
            steps.append(step)
            if kind := self.kinds.get(location[:count]):
                steps.append(kind)
        return tuple(steps)

    def keys_of(self, parent: Location) -> Iterator[str]:
        """The keys of a mapping that have lines of their own, in their order."""
        for line in self._found:
            yield from (str(key[-1]) for key in line.keys if key[:-1] == parent)

    def first_line(self, location: Location) -> str:
        """The first line of the text at a location. Empty if it has no line of its own."""
        number = self.line_of(location)
        found = self._found[number - 1]
        if location not in found.keys:
            return ""
        if found.starts_text:
            return self.lines[number].strip() if number < len(self.lines) else ""
        return _KEY.sub("", self.lines[number - 1].strip(), count=1).strip("\"'")


def _scanned(lines: Sequence[str], kinds: dict[Location, str]) -> Iterator[_Line]:
    """Every line, with the keys around it. Adds to `kinds`."""
    stack: list[tuple[float, str | int]] = []
    text_deeper_than: int | None = None
    for line in lines:
        content = line.lstrip(" ")
        indent = len(line) - len(content)
        if text_deeper_than is not None and (not content or indent > text_deeper_than):
            yield _Line(_path(stack), is_text=True)
            continue
        text_deeper_than = None
        if content.startswith("#"):
            yield _Line(_path(stack))
        elif not content:
            yield _Line(tuple(step for depth, step in stack if depth < indent))
        else:
            found = _in_keys(stack, indent, content, kinds)
            if found.starts_text:
                text_deeper_than = int(stack[-1][0])
            yield found


def _in_keys(
    stack: list[tuple[float, str | int]], indent: int, content: str, kinds: dict[Location, str]
) -> _Line:
    """A line with keys or items. They are put on the stack, in place of what they end."""
    keys: list[Location] = []
    while item := _ITEM.match(content):
        depth = indent + _LISTS_ARE_DEEPER
        last = _popped(stack, depth)
        number = last[1] + 1 if last and last[0] == depth and isinstance(last[1], int) else 0
        stack.append((depth, number))
        keys.append(_path(stack))
        content = content[item.end() :]
        indent += item.end()
    key = _KEY.match(content)
    if key is None:
        if not keys:
            _popped(stack, indent)
        return _Line(_path(stack), keys=tuple(keys), is_item=bool(keys))
    _popped(stack, indent)
    stack.append((indent, key["key"].strip("\"'")))
    path, value = _path(stack), content[key.end() :]
    if path[-1] == "kind" and value:
        kinds[path[:-1]] = value.split(" #")[0].strip()
    starts_text = _BLOCK.match(value) is not None
    return _Line(path, keys=(*keys, path), starts_text=starts_text)


def _path(stack: list[tuple[float, str | int]]) -> Location:
    return tuple(step for _, step in stack)


def _popped(stack: list[tuple[float, str | int]], depth: float) -> tuple[float, str | int] | None:
    """Leave only what is less deep. Returns the last that was removed: the one furthest out."""
    last = None
    while stack and stack[-1][0] >= depth:
        last = stack.pop()
    return last
