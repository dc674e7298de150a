"""Items of lists without their hyphens, or without a space after them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from course.read.decode import Place, Refusal
from course.read.yaml_colons import MOST_SHOWN, indent

_GLUED = re.compile(r"(?P<before> *(?:- +)*)-(?P<item>[^\s|>{\[-].*?) *")
_STARTS_WITH_KEY = re.compile(r"[\w-]+:( |$)")


def glued_hyphens(line: int, lines: Sequence[str]) -> Iterator[Refusal]:
    """The items from a line on, of its list, whose hyphens have no space after them."""
    hit = _GLUED.fullmatch(lines[line]) if line < len(lines) else None
    if not hit or not (_STARTS_WITH_KEY.match(hit["item"]) or _is_in_list(line, lines)):
        return
    column = len(hit["before"])
    for number in range(line, len(lines)):
        start = indent(lines[number])
        if lines[number].strip() and start < indent(lines[line]):
            return
        item = _GLUED.fullmatch(lines[number])
        if item and len(item["before"]) == column:
            what = "There is no space after this hyphen, so no item begins here."
            yield Refusal(number, column, what, _remedy(item["item"]), ("-", "- "))


def missing_hyphen(
    name: str, place: Place, keys: Mapping[str, Place], lines: Sequence[str]
) -> Refusal | None:
    """Where a new item has no hyphen, so that a key of the item above is there a second time.

    `keys` are those of the item above, in their order, and their places.
    """
    first, last = next(iter(keys)), [*keys][-1]
    column = keys[first][1]
    hyphen = lines[keys[first][0]].rfind("-", 0, column)
    begins = rf" {{{hyphen}}}- +{re.escape(last)}:"
    if name == first:
        here, key = place, name
        what = f'"{name}" is on line {keys[name][0] + 1} already.'
    elif any(re.match(begins, it) for it in lines) and last != first:
        here, key = keys[last], last
        what = f'others begin with "{last}", too.'
    else:
        return None
    if hyphen < 0 or here[1] != column or lines[here[0]][:column].strip():
        return None
    return Refusal(
        here[0],
        hyphen,
        f"An item of the list seems to begin here, without a hyphen: {what}",
        f'Write the hyphen: `- {key}:`. If this is no new item, delete the second "{name}".',
        (" " * (column - hyphen), "-".ljust(column - hyphen)),
    )


def _remedy(item: str) -> str:
    return f"Write `- {item}`." if len(item) <= MOST_SHOWN else "Write `- ` in front of the item."


def _is_in_list(line: int, lines: Sequence[str]) -> bool:
    """Whether another item with a hyphen and a space is in the same column above or below."""
    start = indent(lines[line])
    for numbers in (range(line - 1, -1, -1), range(line + 1, len(lines))):
        outside = (it for it in numbers if lines[it].strip() and indent(lines[it]) <= start)
        near = next(outside, None)
        if (
            near is not None
            and indent(lines[near]) == start
            and lines[near].startswith("- ", start)
        ):
            return True
    return False
