"""Searches texts for authors' lists of words and phrases."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property


class Phrases:
    """Searches texts for any of these words or phrases.

    Matches whole words, in any case, across line ends; `*` matches any letters. Straight and curly
    apostrophes are the same.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(map(simplified, phrases))
        self._longest_parts = [(it, max(it.split("*"), key=len)) for it in self._phrases]
        self._pattern_of = cache(lambda phrase: re.compile(_source([phrase])))

    def are_in(self, text: str) -> bool:
        """Whether a text contains any of the phrases. It must be `simplified`.

        Faster than a search for their places.
        """
        return self._any_in(text, self._longest_parts)

    def are_in_each(self, texts: Sequence[str]) -> Iterator[bool]:
        """The same for several texts. Most of many phrases are in none of them."""
        together = "\n".join(texts)
        likely = [(phrase, part) for phrase, part in self._longest_parts if part in together]
        return (self._any_in(text, likely) for text in texts)

    def _any_in(self, text: str, likely: Iterable[tuple[str, str]]) -> bool:
        for phrase, part in likely:
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


def simplified(text: str) -> str:
    """A text in lower case, on one line, with straight apostrophes."""
    return " ".join(text.lower().replace("’", "'").split())


def _source(phrases: Iterable[str]) -> str:
    parts = [
        r"\s+".join(
            re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in phrase.split()
        )
        for phrase in phrases
    ]
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)"
