"""What keeps YAML from reading a list or keys in brackets to their end."""

import re
from collections.abc import Mapping, Sequence

from course.models.base import ID_PATTERN
from course.read.decode import Place, Refusal
from course.read.known_keys import may_stand_with

_AT_IN_BRACKETS = re.compile(rf"(?<=[\[,])(?P<gap> *)(?P<all>@(?P<id>{ID_PATTERN}))(?= *[\],])")
_AT_ALONE = re.compile(rf" *cites: +(?P<all>@(?P<id>{ID_PATTERN})) *")
_AT_IN_A_LIST = re.compile(rf" *- +(?P<all>@(?P<id>{ID_PATTERN})) *")
_CITES = re.compile(r" *(?:- +)*cites: *")
_KEYS_IN_BRACES = re.compile(r"[{,] *([\w-]+):(?= )")
_OPEN_PAIR = re.compile(r"(?:^|[{,]) *(?P<key>[\w-]+): +(?P<value>[^\s\"'\[{][^,{}\[\]\"]*)$")
_VALUE = re.compile(r"[^,{}\[\]\"\\]*[^,{}\[\]\"\\ ](?= *[,}])")
_VALUE_WITH_COMMAS = re.compile(r"[^'{}\[\]\"\\][^{}\[\]\"\\]*?(?= *(?:, *[\w-]+: |\}))")
_NO_AT = "Delete the @."
_COMMENT = re.compile(r"\s(?P<rest>#.*[\]}].*)")
_APOSTROPHE = re.compile(
    r"(?<=[\[{,: ])'(?P<item>\w[^,\]}'\"]*'\w[^,\]}\"]*?)(?P<end>'?) *(?=[,\]}])"
)
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
    if line >= len(lines):
        return None
    text = lines[line]
    if "while parsing a flow node" in message and text[column : column + 1] == ",":
        return Refusal(line, column, "There is a comma too many here.", "Delete it.", (",", ""))
    if "expected ',' or" not in message:
        return None
    if hit := _APOSTROPHE.search(text, column):
        item = hit["item"] if hit["end"] or " " not in hit["item"] else f"'{hit['item']}"
        return Refusal(
            line,
            hit.start(),
            "To YAML, the apostrophe in this item ends it.",
            f'Write it in double quotation marks: "{item}"',
        )
    if hit := _COMMENT.search(text, column):
        return Refusal(
            line,
            hit.start("rest"),
            "YAML drops the rest of this line: after a space, # starts a comment.",
            "Put quotation marks around the item with the #.",
        )
    number, end = stopped
    if number >= len(lines) or lines[number][end : end + 1] != ":":
        return None
    return _second_colon(number, column if number == line else 0, end, lines[number])


def _second_colon(number: int, start: int, end: int, text: str) -> Refusal | None:
    """A colon in a value: of a key without a comma before it, or in the middle of a sentence."""
    hit = _KEY_BEFORE_COLON.search(text[start:end])
    pair = _OPEN_PAIR.search(text, start, end)
    if not hit:
        return None
    keys = _KEYS_IN_BRACES.findall(text[start:end])
    if not pair or (may_stand_with(hit["key"], keys) and hit["key"] not in keys):
        key, value = hit["key"], hit["value"].rstrip(";")
        right, wrong = f"{value}, {key}:", f"{hit[0]}:"
        what = f'There is no comma before "{key}:".'
        return Refusal(number, end - len(wrong) + 1, what, f"Write `{right}`.", (wrong, right))
    what = f'This value of "{pair["key"]}" has a colon in it.'
    remedy = "Put quotation marks around all of it."
    whole = _VALUE.match(text, pair.start("value"))
    if not may_stand_with(pair["key"], keys):  # the keys are ids
        remedy += f' If "{hit["key"]}" is a key, write a comma before it.'
        return Refusal(number, pair.start("value"), what, remedy)
    return _in_quotes(number, pair.start("value"), what, whole[0] if whole else "")


def lone_key(
    name: str, place: Place, end: Place, values: Mapping[str, Place], lines: Sequence[str]
) -> Refusal | None:
    """A key in curly brackets without a value: the rest of the value before, or without a colon.

    `values` are the places of the values before it, by their keys.
    """
    is_in_braces = lines[end[0]][end[1] :].lstrip()[:1] in {",", "}"}
    if not is_in_braces or not values or may_stand_with(name, values):
        return None
    first, _, rest = name.partition(" ")
    if rest and first not in values and may_stand_with(first, values):
        right = f"{first}: {rest}"
        what = f'There is no colon after "{first}".'
        return Refusal(*place, what, f"Write `{right}`.", (name, right))
    key, (line, column) = [*values.items()][-1]
    whole = _VALUE_WITH_COMMAS.match(lines[line], column)
    if line != place[0] or not whole:
        return None
    return _in_quotes(line, column, f'A comma ends this value of "{key}" too early.', whole[0])


def _in_quotes(line: int, column: int, what: str, value: str) -> Refusal:
    """A value that needs quotation marks. It is empty if it cannot simply be put into them."""
    right = f'"{value}"'
    remedy = f"Put quotation marks around all of it{f': {right}' if value else '.'}"
    return Refusal(line, column, what, remedy, (value, right) if value else None)
