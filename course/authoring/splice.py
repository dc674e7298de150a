"""Changes one value or adds one entry in a YAML file, and leaves every other byte as it was.

Comments, blank lines and the order of keys belong to the people who wrote them. So a file is never
written again from its data. A new text is cut into the old one, and then read: it must say what was
meant, and everything else as before. Otherwise the next way to write it is tried.
"""

import re
from collections.abc import Iterator

from course.authoring.yaml_file import (
    BLOCK_HEADER,
    INDENT,
    LINE_END,
    Edit,
    SpliceError,
    YamlFile,
    below_comments,
    data_of,
    own_lines,
    shown,
)
from course.authoring.yaml_text import in_double, in_single, indented
from course.problems import Location
from course.read.decode import INVISIBLE
from course.read.values import value_at, with_value
from course.read.yaml_reader import Data, Node


def replace_scalar(text: str, location: Location, value: str) -> str:
    """The file with another text at a location, written in the same style if it can be.

    Line ends at the end of the value are written as the style wants them: nothing that reads a
    course tells them apart. Raises SpliceError if the file cannot be read, has no text there, or
    if YAML cannot hold the value.
    """
    file = YamlFile(text)
    node, column, is_flow = file.find(location)
    if not isinstance(node.data, str):
        raise SpliceError(f"{shown(location)} is not a text but contains other values.")
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_invisible(value)
    for edits in _ways(file, node, column, is_flow, value):
        new = file.edited(edits)
        data = data_of(new)
        written = value_at(data, location)
        is_written = isinstance(written, str) and written.rstrip("\n") == value.rstrip("\n")
        if is_written and data == with_value(file.document.data, location, written or ""):
            return new
    raise SpliceError(f"YAML cannot hold this text at {shown(location)}.")


def insert_entry(text: str, location: Location, entry: str, after: str | int | None = None) -> str:
    """The file with one more entry in the mapping or list at a location.

    `entry` is YAML as at the left margin: `id:` and what belongs to it, or `- ` and one item. It
    stands after the entry `after`, or last. Keys of the location that do not exist yet are written
    above it. Comments may stand in `entry`. Raises SpliceError if this is impossible, or if the
    mapping has such a key already.
    """
    file = YamlFile(text)
    _refuse_invisible(entry)
    entry = LINE_END.sub("\n", entry).lstrip("\n")
    entry += "" if entry.endswith("\n") else "\n"
    depth = file.document.depth(location)
    if depth < len(location):
        location, entry, after = location[:depth], below_keys(location[depth:], entry), None
    node, column, is_flow = file.find(location)
    added = data_of(entry)
    expected = with_value(file.document.data, location, _with_entry(node.data, added, after))
    new = file.edited(_insertion(file, node, column, is_flow, entry, after))
    if added is None or data_of(new) != expected:
        raise SpliceError(f"This cannot be added to {shown(location)}: it would read differently.")
    return new


def _ways(
    file: YamlFile, node: Node, column: int, is_flow: bool, value: str
) -> Iterator[tuple[Edit, ...]]:
    """The ways to write a value, the best first. They may be wrong: the caller reads the result."""
    start = file.offset(node.line, node.column)
    line_after, indent = file.block(node, column) if node.is_block else (0, column + INDENT)
    content: Edit = (file.offset(node.line + 1), file.offset(line_after), "")
    if node.is_block:
        header = BLOCK_HEADER.match(file.document.lines[node.line], node.column)
        end = start + len(header[0]) if header else start
    else:
        end = file.offset(*node.end)
        below = file.offset(node.end[0] + 1)
        content = (below, below, "")
    space = " " if start == end and file.text[start - 1 : start] in (":", "-") else ""

    def block(header: str, lines: str) -> tuple[Edit, ...]:
        head = (start, end, f"{space}{header}")
        body = indented(lines.rstrip("\n") + "\n", indent)
        is_last = content[0] == len(file.text) and not file.text.endswith(("\n", "\r"))
        return head, (content[0], content[1], "\n" * is_last + body)

    def in_line(new: str) -> tuple[Edit, ...]:
        return ((start, end, space + new), *([content] if node.is_block else []))

    has_lines = "\n" in value.rstrip("\n")
    if node.is_block and value.strip("\n"):
        own = file.text[start:end]
        if own.startswith(">"):
            yield block(own, value.replace("\n", "\n\n"))
        yield block(own.replace(">", "|"), value)
    if has_lines and not is_flow:
        yield block("|", value)
        yield block(f"|{indent - max(column, 0)}", value)
    one_line = value.rstrip("\n") if node.is_block else value
    quoted = {'"': in_double(one_line), "'": in_single(one_line)}
    if node.style in quoted:
        yield in_line(quoted[node.style])
    elif one_line and one_line == one_line.strip():
        yield in_line(one_line)
    for mark in "\"'" if '"' not in one_line and "\\" not in one_line else "'\"":
        yield in_line(quoted[mark])


def _insertion(
    file: YamlFile, node: Node, column: int, is_flow: bool, entry: str, after: str | int | None
) -> tuple[Edit, ...]:
    """How an entry comes into what is at a node, without a look at whether it fits there."""
    if not node.values:
        return _into_nothing(file, node, column, entry)
    steps = list(node.values)
    if after is not None and after not in steps:
        raise SpliceError(f'There is no "{after}" to stand after.')
    if is_flow:
        return _into_brackets(file, node, entry, after)
    index = len(steps) - 1 if after is None else steps.index(after)
    outside = column if after is None else node.column
    line = below_comments(file, file.after(node.values[steps[index]], node.column), outside)
    is_apart = len(steps) > 1 and _has_blank_line(file, node, steps[max(index, 1)])
    at = file.offset(line)
    needs_end = at == len(file.text) and not file.text.endswith(("\n", "\r"))
    new = "\n" * (is_apart + needs_end) + indented(entry, node.column)
    return ((at, at, new),)


def _into_brackets(
    file: YamlFile, node: Node, entry: str, after: str | int | None
) -> tuple[Edit, ...]:
    steps = list(node.values)
    last = node.values[steps[-1] if after is None else after]
    item = entry.strip().removeprefix("- ").strip()
    if "\n" in item:
        raise SpliceError("What stands in brackets takes one line. Write the list as lines first.")
    at = file.offset(*last.end)
    return ((at, at, f", {item}"),)


def _into_nothing(file: YamlFile, node: Node, column: int, entry: str) -> tuple[Edit, ...]:
    """The first entry, below a key with nothing or empty brackets after it."""
    start, end = file.offset(node.line, node.column), file.offset(*node.end)
    below = file.offset(node.end[0] + 1)
    needs_end = below == len(file.text) and not file.text.endswith(("\n", "\r"))
    if file.text[start - 1 : start] == " ":
        start -= 1
    return (start, end, ""), (below, below, "\n" * needs_end + indented(entry, column + INDENT))


def _has_blank_line(file: YamlFile, node: Node, step: str | int) -> bool:
    """Whether a blank line stands above an entry, or above the comments that introduce it."""
    line = node.keys[str(step)].line if step in node.keys else node.values[step].line
    while line and file.document.lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return bool(line) and not file.document.lines[line - 1].strip()


def below_keys(keys: Location, entry: str) -> str:
    """An entry below keys that are written above it, as for a file that does not exist yet."""
    for step in reversed(keys):
        entry = f"{_in_plain(str(step))}:\n{indented(entry, INDENT)}"
    return entry


def _with_entry(data: Data, added: Data | None, after: str | int | None) -> Data:
    """What a mapping or list contains after an entry was added to it."""
    if isinstance(data, str) and data.strip():
        raise SpliceError("There is a text, to which no entry can be added.")
    if isinstance(added, list) and isinstance(data, list | str):
        items = list(data) if isinstance(data, list) else []
        at = after + 1 if isinstance(after, int) else len(items)
        return [*items[:at], *added, *items[at:]]
    if isinstance(added, dict) and isinstance(data, dict | str):
        items_by_id = dict(data) if isinstance(data, dict) else {}
        if taken := items_by_id.keys() & added.keys():
            raise SpliceError(f'There is "{min(taken)}" already. Choose another id.')
        return {**items_by_id, **added}
    if added is None or isinstance(added, str):
        raise SpliceError("An entry begins with a key and a colon, or with a hyphen.")
    raise SpliceError("A list takes items with a hyphen, a mapping takes keys.")


def _refuse_invisible(text: str) -> None:
    if found := INVISIBLE.search(text.replace("\r", "")):
        code = f"U+{ord(found[0]):04X}"
        raise SpliceError(f"The text has an invisible control character ({code}). Delete it.")


def _in_plain(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key) else in_double(key)


def entry_text(text: str, location: Location) -> str:
    """An entry of a mapping or an item of a list, as at the left margin, with what is inside.

    Raises SpliceError if there is none that has lines of its own.
    """
    file = YamlFile(text)
    first, after, column = own_lines(file, location)
    lines = file.document.lines[first:after]
    return "".join(f"{line[column:] if line[:column].isspace() else line}\n" for line in lines)


def remove_entry(text: str, location: Location) -> str:
    """The file without an entry of a mapping or an item of a list.

    Raises SpliceError if it has no lines of its own, or if it is the last one there.
    """
    file = YamlFile(text)
    first, after, _ = own_lines(file, location)
    return file.without(location, file.offset(first), file.offset(after))


def replace_entry(text: str, location: Location, entry: str) -> str:
    """The file with another entry, under the same key, in the place of one.

    `entry` is YAML as at the left margin. Raises SpliceError if the old one has no lines of its
    own, or if the new one would read differently there.
    """
    file = YamlFile(text)
    first, after, column = own_lines(file, location)
    entry = LINE_END.sub("\n", entry).strip("\n") + "\n"
    new = file.edited([(file.offset(first), file.offset(after), indented(entry, column))])
    added, step = data_of(entry), location[-1]
    value = added[0] if isinstance(added, list) else value_at(added, (step,))
    if value is None or data_of(new) != with_value(file.document.data, location, value):
        raise SpliceError(
            f"This cannot be written at {shown(location)}: it would read differently."
        )
    return new
