"""Searches texts for authors' lists of words and phrases."""

import re
from collections.abc import Iterable, Iterator


class Phrases:
    """Searches texts for any of these words or phrases.

    Matches whole words, in any case, across line ends; `*` matches any letters.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        phrases = tuple(phrases)
        self._pattern = re.compile(_source(phrases), re.IGNORECASE)
        self._lowercase = re.compile(_source(phrase.lower() for phrase in phrases))

    def search(self, text: str) -> re.Match[str] | None:
        """The first of the phrases in a text."""
        return self._pattern.search(text) if self._may_match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """One of the phrases, if a text starts with it."""
        return self._pattern.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All of the phrases in a text, in order."""
        return self._pattern.finditer(text) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        # Most texts contain none of the phrases. A pattern that respects case takes half the time.
        return self._lowercase.search(text.lower()) is not None


def _source(phrases: Iterable[str]) -> str:
    parts = [
        r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
        for phrase in phrases
    ]
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)"
