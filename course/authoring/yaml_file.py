"""A YAML file as lines with the values in them: what changes in its text are made with."""

import re
from collections.abc import Iterable

from course.problems import Location
from course.read.kind_steps import names_kind
from course.read.values import without_value
from course.read.yaml_reader import Data, Node, read

BLOCK_HEADER = re.compile(r"[|>][-+\d]*")
"""How a block of text begins."""
LINE_END = re.compile("(\r\n|\r|\n)")
INDENT = 2
"""How much further right what is inside stands."""
Edit = tuple[int, int, str]
"""Where a text begins and ends that is replaced, and what stands there afterwards."""


class SpliceError(Exception):
    """A change that cannot be made, in a sentence for the author, and what to do instead."""


class YamlFile:
    """A text with the nodes in it, and the offsets of its lines."""

    def __init__(self, text: str) -> None:
        document, problems = read("", text.encode("utf-8", "surrogatepass"))
        if document is None or problems:
            raise SpliceError(f"{problems[0].what} {problems[0].remedy}")
        self.text, self.document = text, document
        ends = [*LINE_END.finditer(text)]
        has_mark = text.startswith("\ufeff")
        self.starts = [int(has_mark), *(it.end() for it in ends), len(text)]
        self.line_end = ends[0][0] if ends else "\n"

    def offset(self, line: int, column: int = 0) -> int:
        """Where a place is in the text. Beyond its last line, that is its end."""
        return min(self.starts[min(line, len(self.starts) - 1)] + column, len(self.text))

    def find(self, location: Location) -> tuple[Node, int, bool]:
        """The node at a location, the column of what contains it, and if that is in brackets.

        The column is -1 for the file as a whole.
        """
        node, column, is_flow = self.document.root, -1, False
        for at, step in enumerate(location):
            is_flow = is_flow or self.is_flow(node)
            if names_kind(node.data, location, at):
                continue
            if step not in node.values:
                raise SpliceError(f"There is nothing at {shown(location)}.")
            column = node.column
            node = node.values[step]
        return node, column, is_flow or self.is_flow(node)

    def is_flow(self, node: Node) -> bool:
        """Whether a mapping or list is written in brackets."""
        return not isinstance(node.data, str) and self.text[
            self.offset(node.line, node.column)
        ] in ("[", "{")

    def edited(self, edits: Iterable[Edit]) -> str:
        """The text after some edits that do not overlap, in any order."""
        text = self.text
        in_order = sorted(edits, key=lambda edit: edit[:2])
        for start, end, new in reversed(in_order):  # from the end, so that offsets stay right
            text = text[:start] + new.replace("\n", self.line_end) + text[end:]
        return text

    def without(self, location: Location, start: int, end: int) -> str:
        """The text without what is between two places, which is all of what is at a location.

        Raises SpliceError if the rest would then read differently.
        """
        text = self.edited([(start, end, "")])
        if data_of(text) != without_value(self.document.data, location):
            raise SpliceError(
                f"{shown(location)} cannot be taken out: the rest would read differently."
            )
        return text

    def block(self, node: Node, column: int) -> tuple[int, int]:
        """The line after the last one of a block of text, and the column of its text."""
        lines = self.document.lines
        header = BLOCK_HEADER.match(lines[node.line], node.column)
        digits = re.sub(r"\D", "", header[0]) if header else ""
        keeps_blank = header is not None and "+" in header[0]
        first = next((it for it in range(node.line + 1, len(lines)) if lines[it].strip(" ")), None)
        found = indent_of(lines[first]) if first is not None else 0
        indent = max(column, 0) + int(digits) if digits else found
        if indent <= column or first is None:
            return node.line + 1, column + INDENT
        last = node.line
        for index in range(node.line + 1, len(lines)):
            line = lines[index]
            if line.strip(" ") and indent_of(line) < indent:
                break
            if line.strip(" ") or len(line) > indent or keeps_blank:
                last = index
        return last + 1, indent

    def after(self, node: Node, column: int) -> int:
        """The line after the last one of a node. `column` is that of what contains it."""
        if isinstance(node.data, str):
            return self.block(node, column)[0] if node.is_block else node.end[0] + 1
        if self.is_flow(node) or not node.values:
            return node.end[0] + 1
        return max(self.after(it, node.column) for it in node.values.values())


def data_of(text: str) -> Data | None:
    """What a text says, or None if something is wrong with it."""
    document, problems = read("", text.encode("utf-8", "surrogatepass"))
    return document.data if document and not problems else None


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def shown(location: Location) -> str:
    """A location as messages name it."""
    return '"{}"'.format(" / ".join(map(str, location))) if location else "the file"


def below_comments(file: YamlFile, line: int, column: int) -> int:
    """The line below the comments that belong to an entry: those further right than `column`."""
    lines = file.document.lines
    for index in range(line, len(lines)):
        text = lines[index]
        if text.strip() and not (text.lstrip().startswith("#") and indent_of(text) > column):
            break
        if text.strip():
            line = index + 1
    return line


def own_lines(file: YamlFile, location: Location) -> tuple[int, int, int]:
    """The first line of an entry, the one after its last, and the column where it begins."""
    if not location:
        raise SpliceError("The file as a whole is no entry of anything.")
    parent, _, is_flow = file.find(location[:-1])
    node, _, _ = file.find(location)
    key = parent.keys.get(str(location[-1]))
    line, column = (key.line, key.column) if key else (node.line, parent.column)
    if is_flow or file.document.lines[line][:column].strip():
        raise SpliceError(f"{shown(location)} has no lines of its own.")
    return line, file.after(node, parent.column), column
