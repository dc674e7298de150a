"""PyYAML's syntax errors in plain words."""

from collections.abc import Sequence

import yaml

UNDER_BAR = "Write the text under `|`, where quotation marks and backslashes are only text."

# For these errors libyaml stops far after the mistake; the start of the unfinished value is better.
_POINT_TO_START = ("unexpected end of stream", "',' or", "could not find expected ':'")

# PyYAML's errors have no codes, only libyaml's texts. A test requires a case for every row.
PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "There is a colon here, so YAML takes the text before it for a key.",
        "Write text that contains a colon under `|`, on its own line.",
    ),
    (
        "cannot start any token",
        "YAML cannot read a value that starts with this character.",
        "Write the text under `|`, on its own line.",
    ),
    (
        "could not find expected ':'",
        "YAML expects a key with a colon here.",
        "Add the colon after the key, or indent the line so that it belongs to the text above.",
    ),
    (
        "did not find expected key",
        "YAML expects a key here, at the same indentation as the keys before it.",
        "Check the indentation of this line and the one before. If a text starts with a "
        "quotation mark, write it under `|`.",
    ),
    (
        "did not find expected '-' indicator",
        "YAML expects the next `- ` of the list here.",
        "Check the indentation of this line: all items of a list start in the same column.",
    ),
    (
        "block sequence entries are not allowed",
        "A list cannot start on this line.",
        "Start the list on the next line, or write the text under `|`.",
    ),
    (
        "found unexpected end of stream",
        "A quotation mark is opened here and never closed.",
        "Close it, or better, write the text under `|`, where quotation marks are only text.",
    ),
    (
        "did not find expected ',' or ']'",
        "A square bracket is opened and not closed.",
        "Close the list with ], or write text that starts with a bracket under `|`.",
    ),
    (
        "did not find expected ',' or '}'",
        "A curly bracket is opened and not closed.",
        "Close it with }, or write text that starts with a bracket under `|`.",
    ),
    (
        "while scanning a block scalar",
        "There is something after `|` that does not belong there.",
        "Write the text on the next line, indented by two spaces.",
    ),
    (
        "unknown escape character",
        "A backslash inside quotation marks means something else to YAML.",
        "Write the text under `|`, where a backslash is only text.",
    ),
    (
        "did not find expected node content",
        "YAML expects a value here.",
        "Write text under `|`, and close any bracket that is open.",
    ),
    (
        "<document start>",
        "Nothing may follow the line `...`.",
        "Delete that line.",
    ),
    (
        "directive",
        "Lines that start with % are not used here.",
        "Delete the line.",
    ),
    (
        "maximum nesting depth",
        "There are far too many opening brackets here.",
        "Write text that contains brackets under `|`.",
    ),
    (
        "did not find expected alphabetic or numeric character",
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


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[int, int, str, str]:
    """Line and column, both 0-based, what is wrong there, and the remedy."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    message = f"{error.context or ''} {error.problem or ''}"
    if error.context_mark and any(sign in message for sign in _POINT_TO_START):
        line, column = error.context_mark.line, error.context_mark.column
    if "\t" in "".join(lines[line : line + 1])[: column + 1]:
        return (
            line,
            column,
            "There is a tab character here.",
            "YAML indents with spaces only: replace the tab with two spaces.",
        )
    before = lines[line][:column].rstrip() if line < len(lines) else ""
    if "did not find expected key" in message and before.endswith(tuple(_CLOSED)):
        return (
            line,
            column,
            f"{_CLOSED[before[-1]]} before this, but the text continues.",
            UNDER_BAR,
        )
    for sign, what, remedy in PLAIN_WORDS:
        if sign in message:
            return (line, column, what, remedy)
    return (
        line,
        column,
        f"YAML cannot read past this point ({message.strip()}).",
        "Check the indentation and the punctuation of this line and the one before.",
    )
