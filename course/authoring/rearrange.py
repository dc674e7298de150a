"""Adds a piece to a list in a YAML file, removes one, and moves one, and changes no other line.

A list is what has several alike in it: items with a hyphen, or entries under ids.

Comments directly above a piece, in the same column, belong to it: they go where it goes, and are
removed with it. Those above the first piece introduce the list, and stay; but if each of the others
has a comment of its own, that of the first is its own, too.
"""

from dataclasses import dataclass

from course.authoring.splice import insert_entry
from course.authoring.yaml_file import (
    INDENT,
    SpliceError,
    YamlFile,
    below_comments,
    data_of,
    indent_of,
    shown,
)
from course.authoring.yaml_text import in_line, indented
from course.problems import Location
from course.read.values import value_at, with_value
from course.read.yaml_reader import Data, Node


def append_piece(text: str, location: Location, entry: str) -> str:
    """The file with one more piece, the last one of a list. The list may not be there yet.

    `entry` is YAML as at the left margin: `id:` and what belongs to it, or `- ` and one item. In
    brackets, it takes one line. Raises SpliceError if this is impossible.
    """
    file = YamlFile(text)
    if value_at(file.document.data, location) is None:
        *outside, key = location
        location, entry = tuple(outside), f"{key}:\n{indented(entry, INDENT)}"
    node, _, is_flow = file.find(location)
    if is_flow and node.values:
        entry = _in_one_line(entry)
    after = next(reversed(node.values), None)
    return insert_entry(text, location, entry, after)


def remove_piece(text: str, location: Location) -> str:
    """The file without one piece of a list. The key of the list goes with the last one.

    Raises SpliceError if this is impossible.
    """
    file = YamlFile(text)
    parent, _, is_flow = file.find(location[:-1])
    file.find(location)
    if len(parent.values) == 1:
        if len(location) == 1:
            raise SpliceError("This is the last one here. A file cannot be empty.")
        return remove_piece(text, location[:-1])
    index = [*parent.values].index(location[-1])
    cut = _cut_from_brackets(file, parent, index) if is_flow else _cut(file, parent, index)
    return file.without(location, cut.start, cut.end)


def swap_with_next(text: str, location: Location) -> str:
    """The file with one piece of a list after the one that it was before.

    Raises SpliceError if this is impossible.
    """
    file = YamlFile(text)
    if not text.endswith(("\n", "\r")):
        return swap_with_next(text + file.line_end, location).removesuffix(file.line_end)
    parent, _, is_flow = file.find(location[:-1])
    file.find(location)
    steps = [*parent.values]
    index = steps.index(location[-1])
    if index + 1 == len(steps):
        raise SpliceError("This is the last one already.")
    spans = _in_brackets(file, parent) if is_flow else _in_lines(file, parent)
    first, second = spans[index], spans[index + 1]
    parts = (
        text[: first.start],
        text[second.start : second.end],
        text[first.end : second.start],
        text[first.start : first.end],
        text[second.end :],
    )
    new = "".join(parts)
    said, wanted = data_of(new), _swapped(parent.data, index)
    is_said = said == with_value(file.document.data, location[:-1], wanted)
    # Mappings are equal in any order.
    if not is_said or _order(value_at(said, location[:-1])) != _order(wanted):
        raise SpliceError(f"{shown(location)} cannot be moved: it would read differently there.")
    return new


@dataclass(frozen=True)
class _Span:
    """Where something begins and ends in the text."""

    start: int
    end: int


def _cut(file: YamlFile, parent: Node, index: int) -> _Span:
    """What is taken out of the text with a piece: its lines, and the blank ones beside them."""
    pieces, lines = _lines(file, parent), file.document.lines
    first, after = pieces[index]
    if index:
        while first > pieces[index - 1][1] and not lines[first - 1].strip():
            first -= 1
    else:
        while after < pieces[1][0] and not lines[after].strip():
            after += 1
    return _Span(file.offset(first), file.offset(after))


def _lines(file: YamlFile, parent: Node) -> list[tuple[int, int]]:
    """The first line of each piece of a list, and the one after its last."""
    firsts = [_first_line(file, parent, step) for step in parent.values]
    afters = [
        below_comments(file, file.after(node, parent.column), parent.column)
        for node in parent.values.values()
    ]
    above = [
        _above_comments(file, first, parent.column, lowest)
        for first, lowest in zip(firsts, [0, *afters], strict=False)
    ]
    has_own = [start < first for start, first in zip(above, firsts, strict=True)]
    if not (len(has_own) > 1 and all(has_own[1:])):
        above[0] = firsts[0]
    return [*zip(above, afters, strict=True)]


def _first_line(file: YamlFile, parent: Node, step: str | int) -> int:
    """The line with the hyphen or the key of a piece."""
    lines, column = file.document.lines, parent.column
    key = parent.keys.get(str(step))
    line = key.line if key else parent.values[step].line
    if key is None:
        while line > parent.line and lines[line][column : column + 1] != "-":
            line -= 1
    if lines[line][:column].strip():
        raise SpliceError("This has no lines of its own. Change it in the text.")
    return line


def _above_comments(file: YamlFile, line: int, column: int, lowest: int) -> int:
    """The first line of the comments directly above a line, in the same column."""
    lines = file.document.lines
    while (
        line > lowest
        and lines[line - 1].lstrip(" ").startswith("#")
        and indent_of(lines[line - 1]) == column
    ):
        line -= 1
    return line


def _in_lines(file: YamlFile, parent: Node) -> list[_Span]:
    """Where the lines of each piece of a list are."""
    return [_Span(file.offset(first), file.offset(after)) for first, after in _lines(file, parent)]


def _in_brackets(file: YamlFile, parent: Node) -> list[_Span]:
    """Where each piece of a list in brackets is."""
    starts = (parent.keys.get(str(step), node) for step, node in parent.values.items())
    return [
        _Span(file.offset(start.line, start.column), file.offset(*node.end))
        for start, node in zip(starts, parent.values.values(), strict=True)
    ]


def _cut_from_brackets(file: YamlFile, parent: Node, index: int) -> _Span:
    """What is taken out of brackets with a piece: the comma beside it, too."""
    spans = _in_brackets(file, parent)
    own = spans[index]
    cut = _Span(spans[index - 1].end, own.end) if index else _Span(own.start, spans[1].start)
    beside = file.text[cut.start : own.start] + file.text[own.end : cut.end]
    if beside.strip() != ",":
        raise SpliceError("There is a comment beside it, in brackets. Remove it in the text.")
    return cut


def _in_one_line(entry: str) -> str:
    """An entry as it is written in brackets, if it is one text."""
    data = data_of(entry)
    if isinstance(data, list) and isinstance(data[0], str):
        return f"- {in_line(data[0].strip(), in_brackets=True)}"
    if isinstance(data, dict):
        ((key, value),) = data.items()
        if isinstance(value, str):
            return f"{key}: {in_line(value.strip(), in_brackets=True)}"
    return entry


def _order(data: Data | None) -> list[str]:
    return [*data] if isinstance(data, dict) else []


def _swapped(data: Data, index: int) -> Data:
    if isinstance(data, list):
        return [*data[:index], data[index + 1], data[index], *data[index + 2 :]]
    assert isinstance(data, dict), "it has pieces"
    entries = [*data.items()]
    entries[index : index + 2] = reversed(entries[index : index + 2])
    return dict(entries)
