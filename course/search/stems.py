"""The words of a text as the search engine in the browser sees them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from course.models.search_words import SearchWords

SHORTEST_STEM = 3
"""Must equal `MIN_STEM_LENGTH` in `spelling.mjs`, which stems queries the same way."""
MIN_SIGNIFICANT = 3
"""A phrase with this many significant words does not need its small words."""
MAX_TEXTS, MAX_PHRASES = 1_000, 10_000
"""For how many texts and phrases the stems are cached: more texts than a module has, and more
phrases than a course has."""
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without accents and apostrophes.

    Must do the same as `tokenize` in `spelling.mjs`, which reads queries.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
        if marks := {ord(it): None for it in set(text) if unicodedata.category(it)[0] == "M"}:
            text = text.translate(marks)
    return _WORD.findall(text.replace("'", "").replace("’", "").lower())


def begins_any(beginning: str, words: Sequence[str]) -> bool:
    """Whether any of these words starts with `beginning`: "rip" matches "ripped".

    `words` must be in alphabetical order.
    """
    index = bisect_left(words, beginning)
    return index < len(words) and words[index].startswith(beginning)


class Stems:
    """Removes the endings of words, and knows which words are too small to search for.

    Results are cached, since the files of many roles contain the same texts.
    """

    def __init__(self, words: SearchWords, most: int = MAX_TEXTS) -> None:
        """`most` is how many texts' stems are cached."""
        self._endings = sorted(words.endings, key=len, reverse=True)
        self._small = {word for text in words.small for word in words_of(text)}
        self.of = lru_cache(most)(self._of)
        self.significant = lru_cache(most)(self._significant)
        self.of_phrase = lru_cache(max(most, MAX_PHRASES))(self._of_phrase)
        self._with_stem = cache(self._find_stem)

    def forget(self) -> None:
        """Free the memory of what is cached."""
        for known in (self.of, self.significant, self.of_phrase, self._with_stem):
            known.cache_clear()

    def _of(self, text: str) -> Mapping[str, str]:
        """The stems of a text's words, each with the first word that has it."""
        stems: dict[str, str] = {}
        for stem, word in map(self._with_stem, words_of(text)):
            stems.setdefault(stem, word)
        return stems

    def _significant(self, text: str) -> Mapping[str, str]:
        """The same, without small words."""
        return {stem: word for stem, word in self._of(text).items() if word not in self._small}

    def of_all(self, texts: Iterable[str]) -> Mapping[str, str]:
        """The stems of several texts, each with the first word that has it, without small words."""
        stems: dict[str, str] = {}
        for text in reversed([*texts]):  # the first word counts
            stems.update(self.significant(text))
        return stems

    def _of_phrase(self, phrase: str) -> Mapping[str, str]:
        """The stems of a search phrase, without small words if enough other words are left.

        This saves a tenth of the words that a search loads, and finds just as much.
        """
        significant = self._significant(phrase)
        return significant if len(significant) >= MIN_SIGNIFICANT else self._of(phrase)

    def _find_stem(self, word: str) -> tuple[str, str]:
        """A word without its ending, and the word, which is the same object for all texts."""
        stem = word
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                stem = word[: -len(ending)]
                break
        is_doubled = len(stem) > SHORTEST_STEM and stem[-1] == stem[-2]
        return (stem[:-1] if is_doubled else stem), word
