"""PyYAML's syntax errors in plain words: those of its parser in Python."""

import re
from collections.abc import Sequence

import yaml

from course.read.decode import Refusal
from course.read.typography import bullets, quotation_marks
from course.read.yaml_brackets import at_signs, in_brackets
from course.read.yaml_colons import KEY, KEY_ALONE, indent, line_above, no_colon
from course.read.yaml_hyphens import glued_hyphens

UNDER_BAR = "Write the text under `|`, where quotation marks and backslashes are only text."

# For these errors PyYAML stops far after the mistake; the start of the unfinished value is better.
_POINT_TO_START = ("unexpected end of stream", "',' or", "could not find expected ':'")

_COLON = "mapping values are not allowed"
_ESCAPE = "unknown escape character"
_DOCUMENT_START = "<document start>"

# PyYAML's errors have no codes, only texts. A test requires a case for every row.
PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        _COLON,
        "There is a colon here, so YAML takes the text before it for a key.",
        "Write text that contains a colon under `|`, on its own line.",
    ),
    (
        "cannot start any token",
        "YAML cannot read a value that starts with this character.",
        "Write the text under `|`, on its own line.",
    ),
    (
        "mapping keys are not allowed",
        "YAML cannot read a value that starts with this character.",
        "Write the text under `|`, on its own line.",
    ),
    (
        "could not find expected ':'",
        "YAML expects a key with a colon here.",
        "Add the colon after the key, or indent the line so that it belongs to the text above.",
    ),
    (
        "block mapping expected <block end>",
        "YAML expects a key here, at the same indentation as the keys before it.",
        "Check the indentation of this line and the one before. If a text starts with a "
        "quotation mark, write it under `|`.",
    ),
    (
        "block collection expected <block end>",
        "YAML expects the next `- ` of the list here.",
        "Check the indentation of this line: all items of a list start in the same column.",
    ),
    (
        "sequence entries are not allowed",
        "A list cannot start on this line.",
        "Start the list on the next line, or write the text under `|`.",
    ),
    (
        "found unexpected end of stream",
        "A quotation mark is opened here and never closed.",
        "Close it, or better, write the text under `|`, where quotation marks are only text.",
    ),
    (
        "expected ',' or ']'",
        "A square bracket is opened and not closed.",
        "Close the list with ], or write text that starts with a bracket under `|`.",
    ),
    (
        "expected ',' or '}'",
        "A curly bracket is opened and not closed.",
        "Close it with }, or write text that starts with a bracket under `|`.",
    ),
    (
        "while scanning a block scalar",
        "There is something after `|` that does not belong there.",
        "Write the text on the next line, indented by two spaces.",
    ),
    (
        _ESCAPE,
        "A backslash inside quotation marks means something else to YAML.",
        "Write the text under `|`, where a backslash is only text.",
    ),
    (
        "expected the node content",
        "YAML expects a value here.",
        "Write text under `|`, and close any bracket that is open.",
    ),
    (
        _DOCUMENT_START,
        "Nothing may follow the line `...`.",
        "Delete that line.",
    ),
    (
        "expected alphabetic or numeric character",
        "YAML cannot read a value that starts with `*` or `&`.",
        "Write the text under `|`, on its own line.",
    ),
)


_CLOSED = {
    "'": "A quotation ends",
    '"': "A quotation ends",
    "]": "A bracket closes",
    "}": "A bracket closes",
}
_GLUED_BAR = re.compile(r"(?P<before> *(?:- +)*)(?P<all>-(?P<bar>[|>][-+]?)) *")
_GLUED_BRACKET = re.compile(r"(?P<before> *(?:- +)*)(?P<all>-[{\[])")
_KEY_WITH_VALUE = re.compile(r" *(?:- +)*[\w-]+: +[^ |>#].*")
_BAR_WITHOUT_COLON = re.compile(
    r"(?P<before> *(?:- +)*)(?P<all>(?P<key>\w[\w-]*) +(?P<bar>[|>][-+]?)) *"
)


def explain(
    error: yaml.MarkedYAMLError, lines: Sequence[str], last_text: yaml.ScalarEvent | None = None
) -> tuple[Refusal, ...]:
    """What is wrong, and where. `last_text` is the last text that could be read.

    It is one thing, or several items of one list.
    """
    mark = error.problem_mark or error.context_mark
    line, column = stopped = (mark.line, mark.column) if mark else (0, 0)
    message = f"{error.context or ''} {error.problem or ''}"
    if error.context_mark and any(sign in message for sign in _POINT_TO_START):
        line, column = error.context_mark.line, error.context_mark.column
    for start in dict.fromkeys((line, _start_above(line, lines))):
        if found := (*bullets(lines, start), *glued_hyphens(start, lines)):
            return found
    if found := at_signs(message, line, lines):
        return found
    opened = _opened(last_text, line)
    for number in (line, opened.line) if opened else (line,):
        if number < len(lines) and (curly := quotation_marks(lines[number], number)):
            return (curly,)
    return (_one_refusal(message, line, column, lines, opened, stopped),)


def second_key(name: str, line: int, column: int, first: int, is_section: bool) -> Refusal:
    """A key that is there twice. `is_section` is whether it is at the top, with keys below it."""
    return Refusal(
        line,
        column,
        f'"{name}" appears here a second time; the first is on line {first + 1}.',
        "Write all of it under the first, or give one of them another name."
        if is_section
        else "Give one of them another name, or delete one.",
    )


def not_below(name: str, line: int, column: int, second: str, first: int) -> Refusal:
    """A key without a value, if the keys that should be below it begin in the same column."""
    return Refusal(
        line,
        column,
        f'There is nothing below "{name}", and what follows has "{second}" a second time; the '
        f"first is on line {first + 1}.",
        "Begin this line further left, in the same column as others of its kind.",
    )


def _one_refusal(
    message: str,
    line: int,
    column: int,
    lines: Sequence[str],
    opened: Refusal | None,
    stopped: tuple[int, int],
) -> Refusal:
    """What is wrong, if no character is to blame that a word processor has typed."""
    if "\t" in "".join(lines[line : line + 1])[: column + 1]:
        return Refusal(
            line,
            column,
            "There is a tab character here.",
            "YAML indents with spaces only: replace the tab with two spaces.",
            ("\t", "  "),
        )
    if found := (
        _bar(line, lines)
        or _percent(lines, message)
        or _first_too_far_right(message, line, lines)
        or in_brackets(message, line, column, lines, stopped)
        or _too_far_left(message, line, column, lines)
    ):
        return found
    if found := no_colon(message, line, lines):
        return found
    if _COLON in message and (found := _too_deep(line, column, lines)):
        return found
    before = lines[line][:column].rstrip() if line < len(lines) else ""
    if "expected <block end>" in message and before.endswith(tuple(_CLOSED)):
        what = f"{_CLOSED[before[-1]]} before this, but the text continues."
        return opened or Refusal(line, column, what, UNDER_BAR)
    if found := _no_list(message, line, lines) or _no_key(message, line, lines):
        return found
    for sign, what, remedy in PLAIN_WORDS:
        if sign in message:
            return Refusal(line, column - (sign == _ESCAPE), what, remedy)
    return Refusal(
        line,
        column,
        f"YAML cannot read past this point ({message.strip()}).",
        "Check the indentation and the punctuation of this line and the one before.",
    )


def _opened(text: yaml.ScalarEvent | None, line: int) -> Refusal | None:
    """Where a quotation begins that ends on this line, if that is not where it should end."""
    start, end = (text.start_mark, text.end_mark) if text and text.style else (None, None)
    if start is None or end is None or not start.line < end.line == line:
        return None
    return Refusal(
        start.line,
        start.column,
        f"A quotation mark is opened here, and the next one, on line {line + 1}, closes it.",
        "Close it where the quotation ends, or better, write the text under `|`, where quotation "
        "marks are only text.",
    )


def _bar(line: int, lines: Sequence[str]) -> Refusal | None:
    """A `|` without a space or a colon before it: on this line, or above the text before it."""
    if line >= len(lines):
        return None
    start = _start_above(line, lines)
    for number in (line, start):
        if number == line and (hit := _GLUED_BRACKET.match(lines[number])):
            what, right = (
                f"There is no space between `-` and `{hit['all'][1]}`.",
                f"- {hit['all'][1]}",
            )
        elif hit := _GLUED_BAR.fullmatch(lines[number]):
            what, right = f"There is no space between `-` and `{hit['bar']}`.", f"- {hit['bar']}"
        elif hit := _BAR_WITHOUT_COLON.fullmatch(lines[number]):
            what = f'There is no colon after "{hit["key"]}".'
            right = f"{hit['key']}: {hit['bar']}"
        else:
            continue
        column, swap = len(hit["before"]), (hit["all"], right)
        return Refusal(number, column, what, f"Write `{right}`.", swap)
    return None


def _too_deep(line: int, column: int, lines: Sequence[str]) -> Refusal | None:
    """A key that begins further right than the one above it, which has a value already."""
    above = line_above(line, lines)
    key = KEY.match(lines[line])
    if above is None or key is None or key.end() != column:
        return None
    start = indent(lines[line])
    if not _KEY_WITH_VALUE.fullmatch(lines[above]) or start <= indent(lines[above]):
        return None
    return Refusal(
        line,
        start,
        f"This begins further right than line {above + 1}, so YAML takes it for more text of that "
        "line.",
        "Begin both lines in the same column: put as many spaces before one as before the other.",
    )


def _no_list(message: str, line: int, lines: Sequence[str]) -> Refusal | None:
    """A key in the same column as the `- ` of the list above it."""
    if "block collection expected <block end>" not in message or not KEY.match(lines[line]):
        return None
    start = indent(lines[line])
    above = (it for it in range(line - 1, -1, -1) if lines[it].strip())
    item = next((it for it in above if indent(lines[it]) <= start), None)
    if item is None or indent(lines[item]) != start or not lines[item].lstrip().startswith("- "):
        return None
    return Refusal(
        line,
        start,
        f"A list goes on here, because line {item + 1} begins with `- `, but this line does not.",
        "Begin this line with `- `, too. If these are keys and no list, delete the `- ` on line "
        f"{item + 1}.",
    )


def _too_far_left(message: str, line: int, column: int, lines: Sequence[str]) -> Refusal | None:
    """A key without a value that begins further left than the keys above and below it."""
    if "block mapping expected <block end>" not in message or line >= len(lines):
        return None
    start = indent(lines[line])
    if column != start:
        return None
    above = [it for it in range(line - 1, -1, -1) if lines[it].strip()]
    parent = next((it for it in above if indent(lines[it]) < start), None)
    if parent is None or not KEY_ALONE.fullmatch(lines[parent]):
        return None
    before = next((it for it in above if it < parent and indent(lines[it]) <= start), None)
    if before is None or indent(lines[before]) != start or not KEY.match(lines[line]):
        return None
    return Refusal(
        parent,
        indent(lines[parent]),
        f"This begins further left than the keys on lines {before + 1} and {line + 1}.",
        f"Put {start - indent(lines[parent])} more spaces before it.",
    )


def _start_above(line: int, lines: Sequence[str]) -> int:
    """The line above that is indented no deeper. The line itself if there is none."""
    if line >= len(lines):
        return line
    start = indent(lines[line])
    above = (it for it in range(line - 1, -1, -1) if lines[it].strip())
    return next((it for it in above if indent(lines[it]) <= start), line)


def _percent(lines: Sequence[str], message: str) -> Refusal | None:
    """A line that begins with %, which YAML has read as an instruction to itself."""
    line = next((it for it, text in enumerate(lines) if text.startswith("%")), None)
    if _DOCUMENT_START not in message or line is None:
        return None
    return Refusal(line, 0, "Lines that start with % are not used here.", "Delete the line.")


def _no_key(message: str, line: int, lines: Sequence[str]) -> Refusal | None:
    """A text at the top that belongs to no key, above the first one."""
    first = _first_written(line, lines)
    if _DOCUMENT_START not in message or first is None or "..." in lines[:line]:
        return None
    return Refusal(
        first,
        indent(lines[first]),
        f"This belongs to no key, so YAML cannot read on at line {line + 1}.",
        "Write a key and a colon before it, such as `title:`, or delete it.",
    )


def _first_too_far_right(message: str, line: int, lines: Sequence[str]) -> Refusal | None:
    """The first line, if the others begin further left."""
    if _DOCUMENT_START not in message or "..." in lines[:line]:
        return None
    first = _first_written(line, lines)
    if first is None or not indent(lines[first]):
        return None
    return Refusal(
        first,
        indent(lines[first]),
        f"This begins further right than line {line + 1}.",
        "Begin both in the same column: delete the spaces before this one.",
    )


def _first_written(line: int, lines: Sequence[str]) -> int | None:
    """The first line above with something that is no remark."""
    written = (it for it, text in enumerate(lines[:line]) if text.strip(" -"))
    return next((it for it in written if not lines[it].lstrip().startswith("#")), None)
