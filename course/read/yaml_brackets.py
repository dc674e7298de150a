"""What keeps YAML from reading a list or keys in brackets to their end."""

import re
from collections.abc import Sequence

from course.read.decode import Refusal

_COMMENT = re.compile(r"\s(?P<rest>#.*[\]}].*)")
_APOSTROPHE = re.compile(r"(?<=[\[{,: ])'(?P<item>\w+'\w[^,\]}]*?)'? *(?=[,\]}])")
_KEY_BEFORE_COLON = re.compile(r"(?P<value>[^\s,\[{]+) +(?P<key>[\w-]+)$")


def in_brackets(
    message: str, line: int, column: int, lines: Sequence[str], stopped: tuple[int, int]
) -> Refusal | None:
    """Why brackets are not closed to YAML, although they are: a comma, # or an apostrophe.

    The brackets open at a line and column; `stopped` is where YAML could not read on.
    """
    if "expected ',' or" not in message or line >= len(lines):
        return None
    text = lines[line]
    if hit := _APOSTROPHE.search(text, column):
        return Refusal(
            line,
            hit.start(),
            "To YAML, the apostrophe in this item ends it.",
            f'Write it in double quotation marks: "{hit["item"]}"',
        )
    if hit := _COMMENT.search(text, column):
        return Refusal(
            line,
            hit.start("rest"),
            "YAML drops the rest of this line: after a space, # starts a comment.",
            "Put quotation marks around the item with the #.",
        )
    number, end = stopped
    before = lines[number][:end] if number < len(lines) else ""
    if lines[number : number + 1] and lines[number][end : end + 1] == ":":
        after_bracket = before[column:] if number == line else before
        if hit := _KEY_BEFORE_COLON.search(after_bracket):
            key, value = hit["key"], hit["value"].rstrip(";")
            wrong = f"{hit[0]}:"
            return Refusal(
                number,
                end - len(wrong) + 1,
                f'There is no comma before "{key}:".',
                f"Write `{value}, {key}:`.",
                (wrong, f"{value}, {key}:"),
            )
    return None
