"""Ids for questions that have none."""

import re
import unicodedata
from collections.abc import Set

_MOST_WORDS, _MOST_CHARACTERS = 6, 40
_SAYS_NOTHING = re.compile(r"|([a-z]+-)?\d+|(q|question|quiz|item)-?\d*")
"""Matches names such as `Q7` and `Question 12`, which the bank may have given by itself."""


def new_id(name: str, text: str, taken: Set[str]) -> str:
    """An id from the name of a question, or from the first words of its text."""
    words = _words(re.sub(r"<[^<>]*>", " ", name))
    if _SAYS_NOTHING.fullmatch(words):
        words = _words(text) or words or "question"
    if words not in taken:
        return words
    return next(new for n in range(2, len(taken) + 3) if (new := f"{words}-{n}") not in taken)


def _words(text: str) -> str:
    """The first words as an id. Empty if there is no letter or digit that ids can have."""
    plain = unicodedata.normalize("NFKD", text[:400].replace("'", "").replace("’", ""))
    letters = "".join(it for it in plain if not unicodedata.combining(it)).lower()
    shown = ""
    for word in re.findall("[a-z0-9]+", letters)[:_MOST_WORDS]:
        longer = f"{shown}-{word}" if shown else word[:_MOST_CHARACTERS]
        if len(longer) > _MOST_CHARACTERS:
            break
        shown = longer
    return shown
