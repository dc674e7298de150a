"""Parses YAML into plain data, and records the position of every value.

Every value is read as text, so `no`, `3:30` and `007` mean what they look like. Anchors,
aliases, tags and a second document are rejected: authors do not need them, and aliases can make
a small file expand without limit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import yaml

from course.models.texts import TruncatedText
from course.problems import Finding, Location, Position, Problem
from course.read.codes import FILE_CONTENT, YAML
from course.read.decode import (
    INVISIBLE,
    Refusal,
    RefusedError,
    decode,
    refuse_what_is_no_text,
    without_hidden,
)
from course.read.escapes import CHARACTER, PIECES, character
from course.read.kind_steps import names_kind
from course.read.known_keys import first_of
from course.read.misread import without_misread
from course.read.swaps import replacement_of
from course.read.typography import refuse_bullets_in, refuse_what_looks_like_a_bar
from course.read.yaml_brackets import lone_key
from course.read.yaml_errors import UNDER_BAR, explain, not_below, second_key
from course.read.yaml_hyphens import missing_hyphen
from course.read.yaml_parsers import FASTEST, PURE, Loader

_TAB_AT_THE_END = re.compile(r"(?<![\\ \t])[ \t]*\t[ \t]*$", re.MULTILINE)
_READ_DIFFERENTLY = re.compile(r"\t|[|>][-+\d]*#|^[ -]*\?(?=\s|$)|[\[{,]\s*\?", re.MULTILINE)
"""Tabs, a comment right after a `|`, and a question mark where a key could begin."""

MAX_DEPTH = 24
MAX_VALUES = 50_000

Data = str | dict[str, "Data"] | list["Data"]


@dataclass(slots=True)
class Node:
    """A value and its position. Lines and columns are 0-based, like YAML's marks."""

    line: int
    column: int
    data: Data = ""
    style: str = ""
    """How a text is written: its quotation mark, or `|` or `>`."""
    keys: dict[str, "Node"] = field(default_factory=dict)
    values: dict[str | int, "Node"] = field(default_factory=dict)
    end: tuple[int, int] = (0, 0)
    """The line and column after it. What is not in quotation marks or brackets may end earlier:
    YAML counts the blank lines and comments below it."""

    @property
    def is_block(self) -> bool:
        """Whether it is a block of text under `|` or `>`."""
        return self.style in {"|", ">"}


@dataclass(frozen=True)
class Document:
    """One YAML file: its data, and a way to find the line of any value in it."""

    path: str
    lines: tuple[str, ...]
    root: Node

    @property
    def data(self) -> Data:
        """Mappings, lists and texts, and nothing else."""
        return self.root.data

    def problem(self, finding: Finding) -> Problem:
        """The finding with its line, column and quoted line."""
        position = self.locate(finding.location, finding.on_key, finding.offset)
        quote = self.lines[position.line - 1] if position.line <= len(self.lines) else ""
        return Problem(
            finding.path,
            position,
            finding.what,
            finding.remedy,
            quote=quote,
            is_warning=finding.is_warning,
            rule=finding.rule,
            is_blank=finding.is_blank,
            needs=finding.needs,
            replacement=replacement_of(position, quote, finding.swap),
            addition=finding.addition,
        )

    def depth(self, location: Location) -> int:
        """How many steps of a location lead to something in the file."""
        node, steps = self.root, 0
        for step in location:
            if not names_kind(node.data, location, steps):
                if step not in node.values:
                    break
                node = node.values[step]
            steps += 1
        return steps

    def location_at(self, position: Position) -> Location:
        """The smallest value around a position, or the last one before it."""
        node = self.root
        location: Location = ()
        here = (position.line - 1, position.column - 1)
        while True:
            before = []
            for step, value in node.values.items():
                start = node.keys.get(str(step), value)
                if (start.line, start.column) <= here:
                    before.append((step, value))
            if not before:
                return location
            step, node = before[-1]
            location = (*location, step)

    def locate(
        self, location: Location, on_key: bool = False, offset: int | None = None
    ) -> Position:
        """The position of a value or its key; for a missing value, of its nearest parent.

        A step that names the `kind` of a mapping is not in the file and is skipped. `offset`
        counts characters in the text at `location`, from its first that is not white space.
        """
        node, key = self.root, None
        for at, step in enumerate(location):
            if names_kind(node.data, location, at):
                continue
            if step in node.values:
                node, key = node.values[step], node.keys.get(str(step))
            elif step == "[key]":
                on_key = True
            else:
                on_key = True
                break
        if offset is not None and isinstance(node.data, str):
            return self._inside(node, offset)
        target = key if on_key and key else node
        return Position(target.line + 1, target.column + 1)

    def _inside(self, node: Node, offset: int) -> Position:
        # YAML folds and indents, so only characters other than white space can be counted.
        assert isinstance(node.data, str)
        index = len("".join(node.data.lstrip()[:offset].split()))
        line, column = next(islice(self._visible(node), index, None), (node.line, node.column))
        return Position(line + 1, column + 1)

    def _visible(self, node: Node) -> Iterator[tuple[int, int]]:
        """The line and column of each character of a text, except white space."""
        piece = PIECES.get(node.style, CHARACTER)
        column = 0 if node.is_block else node.column + (node.style in PIECES)
        for line in range(node.line + node.is_block, len(self.lines)):
            for hit in piece.finditer(self.lines[line], column):
                if not character(hit[0], node.style).isspace():
                    yield line, hit.start()
            column = 0


def read(
    path: str, content: bytes, loader: Loader = FASTEST
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Parse one file. `path` is only for messages; no file is opened.

    If libyaml finds a mistake, the file is read again without it: both find the same, but in other
    words and sometimes at other places. It is not used at all for a file with a tab, since it
    allows tabs where the other parser does not, and in a few more rare cases.

    Returns the document and its problems. The document is None if the file could not be read to
    the end. Otherwise the problems, such as a duplicate key, add to those in its data.
    """
    lines: tuple[str, ...] = ()
    try:
        text = decode(content)
        lines = tuple(text.split("\n"))
        text, misread = without_misread(text)
        refuse_what_is_no_text(text)
        text, hidden = without_hidden(text)
    except RefusedError as error:
        return None, tuple(_problem(path, lines, it, FILE_CONTENT) for it in error.refusals)
    if "\t" in text:
        text = _TAB_AT_THE_END.sub("", text)
    root = None
    try:
        root, refusals = _parsed(path, text, PURE if _READ_DIFFERENTLY.search(text) else loader)
    except RefusedError as error:
        refusals = error.refusals
    of_content = (_problem(path, lines, it, FILE_CONTENT) for it in (*misread, *hidden))
    problems = (*of_content, *(_problem(path, lines, it, YAML) for it in refusals))
    return Document(path, lines, root) if root else None, problems


def _parsed(path: str, text: str, loader: Loader) -> tuple[Node, tuple[Refusal, ...]]:
    """The data in a text, with what is wrong but does not keep the rest from being read.

    Raises RefusedError if the text cannot be read to the end.
    """
    reader = _Reader(path, tuple(text.split("\n")))
    try:
        root = reader.read(text, loader)
        # To libyaml, a document without anything in it is on the line after the last.
        is_elsewhere = root.data == "" and not root.style and loader is not PURE
        return _parsed(path, text, PURE) if is_elsewhere else (root, tuple(reader.refusals))
    except _TooManyValuesError:
        raise  # both parsers find that, and it takes a while
    except (yaml.MarkedYAMLError, RefusedError) as error:
        if loader is not PURE:
            return _parsed(path, text, PURE)
        if isinstance(error, RefusedError):
            raise
        raise RefusedError(*explain(error, reader.lines, reader.last_text)) from None


def _problem(path: str, lines: tuple[str, ...], refusal: Refusal, code: str) -> Problem:
    quote = lines[refusal.line][:2_000] if refusal.line < len(lines) else ""
    quote = INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", quote)  # they could control a terminal
    position = Position(refusal.line + 1, refusal.column + 1)
    return Problem(
        path,
        position,
        refusal.what,
        refusal.remedy,
        quote=quote,
        rule=code,
        replacement=replacement_of(position, quote, refusal.swap),
    )


class _TooManyValuesError(RefusedError):
    """The file has more values than are read."""


class _Reader:
    """Builds nodes from YAML's events with an explicit stack, within the limits."""

    def __init__(self, path: str, lines: tuple[str, ...]) -> None:
        self.path, self.lines = path, lines
        self.refusals: list[Refusal] = []
        self.open: list[Node] = []
        self.key: list[Node | None] = []
        self.root: Node | None = None
        self.last_text: yaml.ScalarEvent | None = None

    def read(self, text: str, loader: Loader) -> Node:
        for count, event in enumerate(yaml.parse(text, Loader=loader)):
            if count > 2 * MAX_VALUES:
                what = f"The file contains over {MAX_VALUES:,} values."
                raise _TooManyValuesError(Refusal(*_start(event), what, _SPLIT))
            if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                self._refuse(event, "A second document starts here.", "Delete the line with `---`.")
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(
                    event,
                    f'"*{event.anchor}" is a YAML alias, which is not used here.',
                    "If it is text that starts with *, write it under `|`.",
                )
            elif isinstance(event, yaml.NodeEvent):
                self._add(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop().end = _end(event)
                self.key.pop()
        if self.root is None:
            raise RefusedError(Refusal(0, 0, "The file is empty.", first_of(self.path)))
        return self.root

    def _add(self, event: yaml.NodeEvent) -> None:
        self._refuse_extras(event)
        node = Node(*_start(event))
        if isinstance(event, yaml.ScalarEvent):
            self.last_text = event
            node.data = self._text(event)
            node.style = event.style or ""
            node.end = _end(event)
        else:
            node.data = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._attach(event, node)
        if not isinstance(event, yaml.ScalarEvent):
            self.open.append(node)
            self.key.append(None)
            if len(self.open) > MAX_DEPTH:
                self._refuse(
                    event,
                    f"This is nested more than {MAX_DEPTH} levels deep.",
                    "Write text that contains brackets under `|`."
                    if getattr(event, "flow_style", False)
                    else "Look for lines that are indented too far.",
                )

    def _attach(self, event: yaml.NodeEvent, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent.data, list):
            parent.values[len(parent.data)] = node
            parent.data.append(node.data)
            return
        assert isinstance(parent.data, dict)
        key = self.key[-1]
        if key is None:
            self.key[-1] = node
            if not isinstance(node.data, str):
                self._refuse(
                    event,
                    "A key must be a word, not a list or a mapping.",
                    "If it is text that starts with a bracket, write it under `|`.",
                )
            return
        self.key[-1] = None
        name = str(key.data)
        if name in parent.keys:
            self._refuse_second(parent, name, key, node)
            return
        if node.data == node.style == "":
            before = {str(it): (value.line, value.column) for it, value in parent.values.items()}
            if found := lone_key(name, (key.line, key.column), key.end, before, self.lines):
                raise RefusedError(found)
        parent.keys[name], parent.values[name] = key, node
        parent.data[name] = node.data

    def _refuse_second(self, parent: Node, name: str, key: Node, node: Node) -> None:
        """Report a key that is there twice, or what makes it seem so."""
        last, empty = list(parent.values.items())[-1]
        before = parent.keys[str(last)]
        first = parent.keys[name].line
        if empty.data == empty.style == "" and before.column == key.column and first < before.line:
            raise RefusedError(not_below(str(last), before.line, before.column, name, first))
        place = (key.line, key.column)
        if len(self.open) > 1 and isinstance(self.open[-2].data, list):
            keys = {name: (it.line, it.column) for name, it in parent.keys.items()}
            if found := missing_hyphen(name, place, keys, self.lines):
                raise RefusedError(found)
        is_section = isinstance(node.data, dict) and len(self.open) == 1
        self.refusals.append(second_key(name, *place, first, is_section))

    def _text(self, event: yaml.ScalarEvent) -> str:
        value: str = event.value
        if event.style == '"' and INVISIBLE.search(value):
            self._refuse(event, "A backslash makes an invisible control character here.", UNDER_BAR)
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if end and end.line < len(self.lines) else ""
        first, last = _start(event)[0], _end(event)[0]
        if first < last and self.open and not event.style:  # hardly any text
            refuse_bullets_in(self.lines, first, last)
            refuse_what_looks_like_a_bar(self.lines, *_start(event))
        drops = r"\s+#" if value else r"\s+#[^\s#]"  # without a value, it may be a remark
        if event.style in {None, ""} and re.match(drops, rest):
            return TruncatedText(value, rest.strip())
        return value

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._refuse(
                event,
                f'"&{event.anchor}" is a YAML anchor, which is not used here.',
                "If it is text that starts with &, write it under `|`.",
            )
        if (tag := getattr(event, "tag", None)) is not None:
            self._refuse(
                event,
                f'"{tag}" is a YAML tag, which is not used here.',
                "If it is text that starts with !, write it under `|`.",
            )

    @staticmethod
    def _refuse(event: yaml.Event, what: str, remedy: str) -> None:
        raise RefusedError(Refusal(*_start(event), what, remedy))


def _start(event: yaml.Event) -> tuple[int, int]:
    """Line and column, 0-based. PyYAML marks every event, although the types allow None."""
    mark = event.start_mark
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _end(event: yaml.Event) -> tuple[int, int]:
    mark = event.end_mark
    return (mark.line, mark.column) if mark is not None else (0, 0)


_SPLIT = "Split it into several modules."
