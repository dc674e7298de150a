"""Words and phrases as authors list them, to look for in texts."""

import re
from collections.abc import Iterable


def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, in any case, across line ends; `*` stands for any letters."""
    return re.compile(source(phrases), re.IGNORECASE)


def source(phrases: Iterable[str]) -> str:
    """The regular expression of such a pattern, without its flags."""
    parts = [
        r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
        for phrase in phrases
    ]
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"
