"""Bullets and quotation marks that word processors type, and YAML takes for letters."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from course.read.decode import Refusal, RefusedError
from course.suggestions import BULLETS

_LIKE_A_BAR = {"I", "l", "/", "\\", "¦", "ǀ", "∣", "│", "｜"}
DASHES = "–—‒"
_CURLY = "“”„‟‘’‚‛«»‹›"
_DOUBLE = "“”„‟«»"
_BULLET = re.compile(
    rf"(?P<before> *)(?P<bullet>[{BULLETS}{DASHES}]|[o·](?=\t))(?P<gap>[ \t]+)(?=\S)"
)
_BEFORE_A_VALUE = r"(?P<before> *(?:- +)*(?:[^\s#:][^:#]*: +)?)"
_OPENED_CURLY = re.compile(
    rf"{_BEFORE_A_VALUE}(?P<all>(?P<open>[{_CURLY}])(?P<inside>[^{_DOUBLE}\"\\]*?)"
    rf"(?P<close>[{_CURLY}\"']?)) *"
)
_CLOSED_CURLY = re.compile(
    rf"{_BEFORE_A_VALUE}(?P<open>[\"'])(?P<inside>[^\"\\{_CURLY}]*)(?P<close>[{_CURLY}]) *"
)
UNDER_BAR_BELOW = (
    "Delete it, and write the text under `|`, on the next line, where quotation marks are only "
    "text."
)


def named(character: str) -> str:
    """What a character is called, with the character if it can be seen: `en dash (–)`."""
    name = "bullet"
    if unicodedata.category(character) == "Pd":
        name = unicodedata.name(character).lower()
    elif character in _CURLY:
        name = "curly quotation mark"
    return name if unicodedata.category(character) == "Co" else f"{name} ({character})"


def bullets(lines: Sequence[str], start: int) -> Iterator[Refusal]:
    """The bullet at the start of a line, and those below it in the same list."""
    first = _BULLET.match(lines[start]) if start < len(lines) else None
    if not first:
        return
    for number in range(start, len(lines)):
        line = lines[number]
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent < len(first["before"]):
            return
        if (hit := _BULLET.match(line)) and indent == len(first["before"]):
            yield _bullet(number, hit)


def refuse_bullets_in(lines: Sequence[str], start: int, end: int) -> None:
    """Raise RefusedError if further lines of a text without a `|` begin with bullets.

    If the text itself begins with a bullet, it is told with the text.
    """
    begins_with_one = _BULLET.match(lines[start].lstrip(" -").rpartition(": ")[2])
    if not begins_with_one and (refusals := [*_swallowed(lines, start, end)]):
        raise RefusedError(*refusals)


def refuse_what_looks_like_a_bar(lines: Sequence[str], line: int, column: int) -> None:
    """Raise RefusedError if a text on the next lines begins with something instead of a `|`."""
    written = lines[line][column:].strip()
    if written in _LIKE_A_BAR:
        what = f"`{written}` is no `|`: it would be the beginning of the text."
        raise RefusedError(Refusal(line, column, what, "Write `|`.", (written, "|")))


def _swallowed(lines: Sequence[str], start: int, end: int) -> Iterator[Refusal]:
    for number in range(start + 1, end + 1):
        hit = _BULLET.match(lines[number])
        if hit and hit["bullet"] in BULLETS:
            what = f"This {named(hit['bullet'])} is read as part of the text above it."
            remedy = (
                "Write `- ` instead of it, in the same column as the hyphen above. If this is one "
                "text and no list of items, write all of it under `|`."
            )
            yield Refusal(number, hit.end("before"), what, remedy)


def _bullet(line: int, hit: re.Match[str]) -> Refusal:
    what = (
        f"This {named(hit['bullet'])} is from a word processor; YAML does not take it for the "
        "start of an item."
    )
    if "\t" in hit["gap"]:
        swap = (hit["bullet"] + hit["gap"], "- ")
        return Refusal(line, hit.end("before"), what, "Write `- ` instead of it and the tab.", swap)
    remedy = "Write a hyphen, `-`, instead of it."
    return Refusal(line, hit.end("before"), what, remedy, (hit["bullet"], "-"))


def quotation_marks(line: str, number: int) -> Refusal | None:
    """A curly quotation mark where a value of a line begins, or where one should end."""
    if hit := _CLOSED_CURLY.fullmatch(line):
        return Refusal(
            number,
            hit.start("close"),
            f"This {named(hit['close'])} does not close the text: a straight one, {hit['open']}, "
            "opens it.",
            f"Write a straight one, {hit['open']}, instead of it.",
            (hit["close"], hit["open"]),
        )
    if not (hit := _OPENED_CURLY.fullmatch(line)) or not hit["inside"].strip():
        return None
    what = f"To YAML, this {named(hit['open'])} is only a letter: it opens no quotation."
    if not hit["close"]:
        return Refusal(number, hit.start("all"), what, UNDER_BAR_BELOW)
    right = f'"{hit["inside"]}"'
    remedy = f"Write straight quotation marks: {right}"
    return Refusal(number, hit.start("all"), what, remedy, (hit["all"], right))


def first_bullet(text: str) -> str:
    """The bullet or dash that a text begins with, in front of a space. Empty if there is none."""
    hit = _BULLET.match(text)
    return hit["bullet"] if hit else ""


def around(text: str) -> tuple[str, str]:
    """The curly quotation mark that a text begins or ends with, and the text without any there.

    The first is empty if there is none.
    """
    inside = text.strip(_CURLY)
    if inside == text:
        return "", text
    return (text[0] if text[0] in _CURLY else text[-1]), inside
