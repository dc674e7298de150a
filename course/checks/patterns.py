"""Searches texts for authors' lists of words and phrases."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

_WORD = re.compile(r"\w+")
_WHOLE_WORD = re.compile(r"(?<![\w*])\w+(?![\w*])")
"""A word of a phrase that is not part of a longer one: all but `manipulat*`."""


class Lowered:
    """A text, prepared for `Phrases.are_in`."""

    def __init__(self, text: str) -> None:
        self.text = _straight(text.lower())
        self.words: list[str] = _WORD.findall(self.text)


class Phrases:
    """Searches texts for any of these words or phrases.

    Matches whole words, in any case, across line ends; `*` matches any letters. Straight and curly
    apostrophes are the same.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(_straight(phrase.lower()) for phrase in phrases)
        self._pattern_of = cache(lambda phrase: re.compile(_source([phrase])))

    def are_in(self, lowered: Lowered) -> bool:
        """Whether a text contains any of the phrases. Faster than a search for their places."""
        text = lowered.text
        if not self._by_word.keys().isdisjoint(lowered.words):
            for word in lowered.words:
                for phrase, part in self._by_word.get(word, ()):
                    if part in text and self._pattern_of(phrase).search(text):
                        return True
        for phrase, part in self._without_word:
            if part in text and self._pattern_of(phrase).search(text):
                return True
        return False

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
    def _by_word(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The phrases that contain a whole word, by that word, each with its longest other part."""
        phrases = defaultdict[str, list[tuple[str, str]]](list)
        for phrase in self._phrases:
            if words := _WHOLE_WORD.findall(phrase):
                word = max(words, key=len)
                others = [part for part in _WORD.findall(phrase) if part != word]
                phrases[word].append((phrase, max(others, key=len, default=word)))
        return phrases

    @cached_property
    def _without_word(self) -> Sequence[tuple[str, str]]:
        """The phrases that contain no whole word, each with its longest part."""
        return [
            (phrase, max(_WORD.findall(phrase), key=len, default=""))
            for phrase in self._phrases
            if not _WHOLE_WORD.search(phrase)
        ]


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _source(phrases: Iterable[str]) -> str:
    parts = [
        r"\s+".join(
            re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in phrase.split()
        )
        for phrase in phrases
    ]
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)"
