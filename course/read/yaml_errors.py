"""What PyYAML says of a file that is no YAML, in plain words."""

from collections.abc import Sequence

import yaml

UNDER_BAR = "Write the text under `|`, where quotation marks and backslashes are only text."

# Where libyaml stops far behind the mistake and remembers where the unfinished thing began.
_ABOUT_ITS_START = ("unexpected end of stream", "',' or", "could not find expected ':'")

# PyYAML's errors carry no codes, only the words of libyaml. A test holds every row to a case.
PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "There is a colon here that YAML takes for a key.",
        "Write text that holds a colon under `|`, on a line of its own.",
    ),
    (
        "cannot start any token",
        "YAML cannot read a value that begins with this character.",
        "Write the text under `|`, on a line of its own.",
    ),
    (
        "could not find expected ':'",
        "YAML expects a key with a colon here.",
        "Add the colon after the key, or indent the line so that it belongs to the text above.",
    ),
    (
        "did not find expected key",
        "YAML expects a key here, at the same indentation as the keys before.",
        "Check the indentation of this line and the one before, and text that begins with a "
        "quotation mark: write it under `|`.",
    ),
    (
        "did not find expected '-' indicator",
        "YAML expects the next `- ` of the list here.",
        "Check the indentation of this line: all items of a list begin in the same column.",
    ),
    (
        "block sequence entries are not allowed",
        "A list cannot begin on this line.",
        "Begin the list on the next line, or write the text under `|`.",
    ),
    (
        "found unexpected end of stream",
        "A quotation mark is opened here and never closed.",
        "Close it, or better write the text under `|`, where quotation marks are only text.",
    ),
    (
        "did not find expected ',' or ']'",
        "A square bracket is opened and not closed.",
        "Close the list with ], or write text that begins with a bracket under `|`.",
    ),
    (
        "did not find expected ',' or '}'",
        "A curly bracket is opened and not closed.",
        "Close it with }, or write text that begins with a bracket under `|`.",
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
        "Take that line out.",
    ),
    (
        "directive",
        "A line that begins with % is not used here.",
        "Take it out.",
    ),
    (
        "maximum nesting depth",
        "There are far too many opening brackets here.",
        "Write text that holds brackets under `|`.",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "YAML cannot read a value that begins with `*` or `&`.",
        "Write the text under `|`, on a line of its own.",
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
    words = f"{error.context or ''} {error.problem or ''}"
    is_about_its_start = any(sign in words for sign in _ABOUT_ITS_START)
    if is_about_its_start and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    if "\t" in "".join(lines[line : line + 1])[: column + 1]:
        return (
            line,
            column,
            "There is a tab character here.",
            "YAML indents with spaces only: replace the tab by two spaces.",
        )
    before = lines[line][:column].rstrip() if line < len(lines) else ""
    if "did not find expected key" in words and before.endswith(tuple(_CLOSED)):
        return (line, column, f"{_CLOSED[before[-1]]} before this; the text goes on.", UNDER_BAR)
    for sign, what, remedy in PLAIN_WORDS:
        if sign in words:
            return (line, column, what, remedy)
    return (
        line,
        column,
        f"YAML cannot read on from here ({words.strip()}).",
        "Check the indentation and the punctuation of this line and the one before.",
    )
