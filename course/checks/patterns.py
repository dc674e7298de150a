"""Turns authors' lists of words and phrases into patterns to search for in texts."""

import re
from collections.abc import Iterable


def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Matches whole words, in any case, across line ends; `*` matches any letters."""
    return re.compile(source(phrases), re.IGNORECASE)


def source(phrases: Iterable[str]) -> str:
    """The source of such a regular expression, without its flags."""
    parts = [
        r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
        for phrase in phrases
    ]
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"
