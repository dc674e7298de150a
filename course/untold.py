"""What staff type that a text does not say, as the finder in the browser sees it."""

import re
from collections.abc import Iterable

from course.models.search_words import SearchWords

SHORTEST_STEM = 3
"""As in `spelling.mjs`."""
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without apostrophes."""
    return _WORD.findall(text.lower().translate(_APOSTROPHES))


def beginnings_of(words: Iterable[str]) -> set[str]:
    """All that words begin with, themselves among it: "rip" is there where "ripped" is."""
    return {word[:end] for word in words for end in range(1, len(word) + 1)}


class Untold:
    """Says which words of what staff type have to be carried beside a text."""

    def __init__(self, words: SearchWords) -> None:
        self._small = frozenset(words.small)
        self._endings = sorted(words.endings, key=len, reverse=True)
        self._same = {self._stem(word): group for group in words.same for word in group}

    def by(self, phrases: Iterable[str], text: str) -> str:
        """The words of phrases, each once, by which the finder would not find the text anyway."""
        told = {self._stem(word) for word in words_of(text)}
        untold: dict[str, str] = {}
        for word in words_of(" ".join(phrases)):
            stem = self._stem(word)
            same = {self._stem(it) for it in self._same.get(stem, ())}
            if word not in self._small and stem not in told and told.isdisjoint(same):
                untold.setdefault(stem, word)
        return " ".join(untold.values())

    def _stem(self, word: str) -> str:
        """A word without its ending, as the finder takes it off."""
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                word = word[: -len(ending)]
                break
        return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word
