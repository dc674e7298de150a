"""What keeps YAML from reading a list or keys in brackets to their end."""

import re
from collections.abc import Sequence

from course.models.base import ID_PATTERN
from course.read.decode import Refusal

_AT_IN_BRACKETS = re.compile(rf"(?<=[\[,])(?P<gap> *)(?P<all>@(?P<id>{ID_PATTERN}))(?= *[\],])")
_AT_ALONE = re.compile(rf" *cites: +(?P<all>@(?P<id>{ID_PATTERN})) *")
_AT_IN_A_LIST = re.compile(rf" *- +(?P<all>@(?P<id>{ID_PATTERN})) *")
_CITES = re.compile(r" *(?:- +)*cites: *")
_NO_AT = "Delete the @."
_COMMENT = re.compile(r"\s(?P<rest>#.*[\]}].*)")
_APOSTROPHE = re.compile(r"(?<=[\[{,: ])'(?P<item>\w+'\w[^,\]}]*?)'? *(?=[,\]}])")
_KEY_BEFORE_COLON = re.compile(r"(?P<value>[^\s,\[{]+) +(?P<key>[\w-]+)$")


def at_signs(message: str, line: int, lines: Sequence[str]) -> tuple[Refusal, ...]:
    """Each id on a line that is written as in a text, where `[@id]` cites a claim."""
    if "cannot start any token" not in message or line >= len(lines):
        return ()
    if hit := _AT_ALONE.fullmatch(lines[line]):
        right = f"[{hit['id']}]"
        return (_at_sign(line, hit, f"Write `{right}`, without the @.", right),)
    if (hit := _AT_IN_A_LIST.fullmatch(lines[line])) and _is_below_cites(line, lines):
        return (_at_sign(line, hit, _NO_AT, hit["id"]),)
    hits = _AT_IN_BRACKETS.finditer(lines[line])
    return tuple(_at_sign(line, hit, _NO_AT, hit["id"]) for hit in hits)


def _at_sign(line: int, hit: re.Match[str], remedy: str, right: str) -> Refusal:
    what = "An @ in front of an id is only for texts; here, YAML cannot read it."
    return Refusal(line, hit.start("all"), what, remedy, (hit["all"], right))


def _is_below_cites(line: int, lines: Sequence[str]) -> bool:
    """Whether the list that an item is in has the key `cites`."""
    above = (it for it in reversed(lines[:line]) if it.strip() and not it.lstrip().startswith("- "))
    return _CITES.fullmatch(next(above, "")) is not None


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
