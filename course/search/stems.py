"""The words of a text as the search engine in the browser sees them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

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
    if not text.isascii():
        text = "".join(
            character
            for character in unicodedata.normalize("NFD", text)
            if not unicodedata.category(character).startswith("M")
        )
    return _WORD.findall(_LEFT_OUT.sub("", text).lower())


def begins_any(beginning: str, words: Sequence[str]) -> bool:
    """Whether any of these words begins so: "rip" is there where "ripped" is.

    `words` are in alphabetical order.
    """
    at = bisect_left(words, beginning)
    return at < len(words) and words[at].startswith(beginning)


class Stems:
    """Cuts the endings off words, and knows which words are too small to search for.

    The files of many roles hold the same texts, so each text is looked at once.
    """

    def __init__(self, words: SearchWords) -> None:
        self._endings = sorted(words.endings, key=len, reverse=True)
        self._small = {it for text in words.small for it in words_of(text)}
        self.of = cache(self._of)
        self.telling = cache(self._telling)
        self.said = cache(self._said)
        self.stem = cache(self._stem)

    def _of(self, text: str) -> Mapping[str, str]:
        """The stems of a text's words, each with the first word that has it."""
        found: dict[str, str] = {}
        for word in words_of(text):
            found.setdefault(self.stem(word), word)
        return found

    def _telling(self, text: str) -> Mapping[str, str]:
        """The same, without small words."""
        return {stem: word for stem, word in self.of(text).items() if word not in self._small}

    def _said(self, phrase: str) -> Mapping[str, str]:
        """The stems of what people type: without small words, where enough others are left.

        Of the words that a search loads, every tenth is spared; it finds as much as before.
        """
        telling = self.telling(phrase)
        return telling if len(telling) >= FEWEST_TELLING else self.of(phrase)

    def _stem(self, word: str) -> str:
        """A word without its ending."""
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                word = word[: -len(ending)]
                break
        return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word
