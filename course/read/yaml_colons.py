"""Keys that YAML does not take for keys: without a colon, or without a space after it."""

import re
from collections.abc import Sequence

from course.read.decode import Refusal
from course.read.known_keys import may_stand_with

KEY = re.compile(r" *(?:- +)*(?P<key>[\w-]+)(?=:( |$))")
KEY_ALONE = re.compile(r" *[\w-]+: *")
MOST_SHOWN = 60
"""How long a line may be that is shown as it should be."""
_BEFORE = r"(?P<before> *(?:- +)*)"
_GLUED = re.compile(rf"{_BEFORE}(?P<all>(?P<key>[\w-]+):(?P<value>[^\s:/].*?)) *")
_WITHOUT = re.compile(rf"{_BEFORE}(?P<all>(?P<key>[a-z][\w-]*)(?: *= *| +)(?P<value>\S.*?)) *")


def no_colon(message: str, line: int, lines: Sequence[str]) -> Refusal | None:
    """A key without a colon, or without a space after it, which YAML takes for a text.

    It stops at the line itself, or at the next one with a colon.
    """
    if line >= len(lines):
        return None
    if "could not find expected ':'" in message:
        return _glued(line, lines) or _without(line, lines)
    if "mapping values are not allowed" in message:
        above = line_above(line, lines)
        if above is None:
            return None
        return _glued(above, lines) or (_without(above, lines) if _is_first(above, lines) else None)
    is_after_text = "<document start>" in message or "expected <block end>" in message
    above = line_above(line, lines, with_remarks=False)
    key = KEY.match(lines[line])
    if not is_after_text or above is None or key is None or "..." in lines[:line]:
        return None
    hit = _GLUED.fullmatch(lines[above]) or _WITHOUT.fullmatch(lines[above])
    if not hit or len(hit["before"]) != key.start("key"):
        return None
    is_known = may_stand_with(hit["key"], [key["key"]])
    return (_glued(above, lines) or _without(above, lines)) if is_known else None


def line_above(line: int, lines: Sequence[str], *, with_remarks: bool = True) -> int | None:
    """The last line above that is not empty."""
    if line >= len(lines):
        return None
    above = (it for it in range(line - 1, -1, -1) if lines[it].strip())
    return next((it for it in above if with_remarks or lines[it].lstrip()[0] != "#"), None)


def indent(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _glued(line: int, lines: Sequence[str]) -> Refusal | None:
    """A key on a line without a space after its colon."""
    hit = _GLUED.fullmatch(lines[line])
    what = "There is no space after the colon of"
    return _refusal(line, hit, what) if hit else None


def _without(line: int, lines: Sequence[str]) -> Refusal | None:
    """A key on a line without a colon, if it may stand with the key above or below."""
    hit = _WITHOUT.fullmatch(lines[line])
    other = hit and _neighbor(line, len(hit["before"]), lines)
    if not hit or not other or not may_stand_with(hit["key"], [other]):
        return None
    return _refusal(line, hit, "There is no colon after")


def _refusal(line: int, hit: re.Match[str], what: str) -> Refusal:
    right = f"{hit['key']}: {hit['value']}"
    shown = right if len(right) <= MOST_SHOWN else f"{hit['key']}: …"
    swap = (hit["all"], right)
    return Refusal(line, len(hit["before"]), f'{what} "{hit["key"]}".', f"Write `{shown}`.", swap)


def _neighbor(line: int, column: int, lines: Sequence[str]) -> str:
    """The key in the same column below a line, or else above it. Empty if there is none."""
    below, above = range(line + 1, len(lines)), range(line - 1, -1, -1)
    for numbers in (below, above):
        for number in numbers:
            hit = KEY.match(lines[number])
            if hit and hit.start("key") == column:
                return hit["key"]
            if lines[number].strip() and indent(lines[number]) < column:
                break
    return ""


def _is_first(line: int, lines: Sequence[str]) -> bool:
    """Whether a line is the first in its block, and not more text of a line above."""
    above = line_above(line, lines, with_remarks=False)
    if above is None or lines[line].lstrip().startswith("- "):
        return True
    return KEY_ALONE.fullmatch(lines[above].replace("- ", "  ")) is not None
