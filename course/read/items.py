"""A text where a list should be, and an item of a list that YAML has taken apart."""

import re
from typing import Any

from course.read.typography import first_bullet, named

Words = tuple[str, str]
"""What is wrong, and the remedy."""

_FEW_WORDS = re.compile(r"[\w' -]+(, *[\w' -]+)*")
"""What means the same in square brackets: no sentence, whose commas would divide it there."""


def short(given: Any) -> str:
    """A value as in a sentence: its beginning in quotation marks, or what it is."""
    if isinstance(given, dict):
        return "A group of keys"
    if isinstance(given, list):
        return "A list"
    text = " ".join(str(given).split())
    if not text:
        return "An empty value"
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


def words_of_list(given: Any, purpose: str) -> Words:
    """What is wrong with something else where a list should be."""
    remedy = f'Write each item on its own line, with "- " in front. {purpose}'
    if glued := _glued_item(given):
        what = "There is no space after the hyphen, so this is no list."
        return what, f"Write each item on its own line, with a space after its hyphen: `{glued}`"
    if isinstance(given, str) and (bullet := first_bullet(given)):
        what = f"This {named(bullet)} is from a word processor; YAML does not take it for a list."
        return what, f"Write a hyphen, `-`, instead of each one at the start of a line. {purpose}"
    if isinstance(given, str) and _FEW_WORDS.fullmatch(given.strip()):
        remedy = f"Write it in square brackets: [{given.strip()}]."
    return f"{short(given)} is written where a list is expected.", remedy


def _glued_item(given: Any) -> str:
    """The first item as it should be, if there is no space after its hyphen. Empty if there is."""
    text = given if isinstance(given, str) else f"{next(iter(given), '')}:"
    if not isinstance(given, str | dict) or not re.match(r"-\w", text):
        return ""
    first = re.split(r"\s-(?=[\w ])", text)[0][1:].strip()
    return f"- {first} …" if isinstance(given, dict) else f"- {first}"


def pair_as_text(given: Any) -> str:
    """The text that YAML has cut in two at its colon. Empty if it is something else."""
    pairs = [*given.items()] if isinstance(given, dict) else []
    return ": ".join(pairs[0]) if len(pairs) == 1 and isinstance(pairs[0][1], str) else ""


def as_an_item(text: str) -> str:
    """How a text is written as an item of a list. Without a text, for any."""
    if text and not set('"\\\n').intersection(text):
        return f'Put quotation marks around all of it: "{text}"'
    return "Write `- |`, and the text on the next line, indented."
