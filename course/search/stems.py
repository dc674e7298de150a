"""The words of a text as the search engine in the browser sees them."""

import re
import unicodedata
from collections.abc import Iterable

from course.models.search_words import SearchWords

SHORTEST_STEM = 3
"""Must equal `MIN_STEM_LENGTH` in `spelling.mjs`, which stems queries the same way."""
FEWEST_TELLING = 3
"""Words of a phrase that say enough without the small ones beside them."""
_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = re.compile(r"['’]")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without accents and apostrophes.

    Must do the same as `tokenize` in `spelling.mjs`, which reads queries.
    """
    letters = (
        character
        for character in unicodedata.normalize("NFD", text)
        if not unicodedata.category(character).startswith("M")
    )
    return _WORD.findall(_LEFT_OUT.sub("", "".join(letters)).lower())


def beginnings_of(words: Iterable[str]) -> set[str]:
    """All that words begin with, themselves among it: "rip" is there where "ripped" is."""
    return {word[:end] for word in words for end in range(1, len(word) + 1)}


class Stems:
    """Takes the endings off words, and tells those that say something from those that do not."""

    def __init__(self, words: SearchWords) -> None:
        self._endings = sorted(words.endings, key=len, reverse=True)
        self._small = {it for text in words.small for it in words_of(text)}
        self._met: dict[str, str] = {}

    def of(self, text: str) -> dict[str, str]:
        """The stems of a text's words, each with the first word that has it."""
        found: dict[str, str] = {}
        for word in words_of(text):
            found.setdefault(self.stem(word), word)
        return found

    def telling(self, text: str) -> dict[str, str]:
        """The same, without small words."""
        return {stem: word for stem, word in self.of(text).items() if word not in self._small}

    def said(self, phrase: str) -> dict[str, str]:
        """The stems of what people type: without small words, where enough others are left.

        Of the words that a search loads, every tenth is spared; it finds as much as before.
        """
        telling = self.telling(phrase)
        return telling if len(telling) >= FEWEST_TELLING else self.of(phrase)

    def stem(self, word: str) -> str:
        """A word without its ending."""
        if word not in self._met:
            self._met[word] = self._cut(word)
        return self._met[word]

    def _cut(self, word: str) -> str:
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                word = word[: -len(ending)]
                break
        return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word
