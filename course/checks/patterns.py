"""Searches texts for authors' lists of words and phrases."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

_WORD = re.compile(r"\w+")


class Lowered:
    """A text, prepared for `Phrases.are_in`."""

    def __init__(self, text: str) -> None:
        self.text = text.lower()
        self.words = frozenset(_WORD.findall(self.text))


class Phrases:
    """Searches texts for any of these words or phrases.

    Matches whole words, in any case, across line ends; `*` matches any letters.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrase.lower() for phrase in phrases)
        self._words = frozenset(phrase for phrase in self._phrases if _WORD.fullmatch(phrase))

    def are_in(self, lowered: Lowered) -> bool:
        """Whether a text contains any of the phrases. Faster than a search for their places."""
        if not self._words.isdisjoint(lowered.words):
            return True
        return self._others is not None and self._others.search(lowered.text) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """The first of the phrases in a text."""
        return self._pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """One of the phrases, if a text starts with it."""
        return self._pattern.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All of the phrases in a text, in order."""
        return self._pattern.finditer(text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_source(self._phrases), re.IGNORECASE)

    @cached_property
    def _others(self) -> re.Pattern[str] | None:
        """A pattern for the phrases that are not just a word. None if there are none."""
        others = [phrase for phrase in self._phrases if phrase not in self._words]
        return re.compile(_source(others)) if others else None


def _source(phrases: Iterable[str]) -> str:
    parts = [
        r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
        for phrase in phrases
    ]
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)"
