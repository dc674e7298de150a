"""Measures readability: the length of sentences, and the school grade of a text."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple

import syllapy

from course.memo import Memo
from course.models.texts import CLAIM_REFERENCE, TERM_REFERENCE

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
ABBREVIATIONS = ("Mr", "Mrs", "Ms", "Dr", "a.m", "p.m", "e.g", "i.e", "vs")
"""Abbreviations whose period does not end a sentence. Must equal those in `readability.mjs`."""
_AFTER_NONE = "".join(rf"(?<!\b{re.escape(text)}\.)" for text in ABBREVIATIONS)
_BREAK = re.compile(
    rf"""((?:[?!]|\.{_AFTER_NONE})["'”’)]*)\s+|\n\s*\n|^[ \t]*(?:[-*]|\d+\.)[ \t]+""",
    re.MULTILINE,
)
"""Where a sentence ends: after a mark, which is captured, or before a paragraph or list item."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Measure(NamedTuple):
    """How long a text is."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    longest: int = 0
    """How many words the longest sentence has."""

    @property
    def words_per_sentence(self) -> float:
        """The mean length of a sentence."""
        return self.words / max(1, self.sentences)

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid US school grade, for English only.

        Kincaid, Fishburne, Rogers & Chissom (1975), Research Branch Report 8-75. A rough signal:
        it counts syllables and sentences, and knows nothing about meaning.
        """
        if not self.words:
            return 0.0
        return 0.39 * self.words_per_sentence + 11.8 * self.syllables / self.words - 15.59


class Readability:
    """Measures texts. It caches texts and words, since many roles read the same ones."""

    def __init__(self, memo: Memo | None = None) -> None:
        self._measures = (memo or Memo()).table("measures")
        self._syllables = cache(_count_syllables)

    def measure(self, text: str) -> Measure:
        """The measure of one text by an author."""
        return Measure(*self._measures.get_or_make(text, lambda: self._measure(text)))

    def _measure(self, text: str) -> Measure:
        parts = _BREAK.split(plain(text))[::2]  # every other part is a mark, without words
        counted = [words for part in parts if (words := _WORD.findall(part))]
        return Measure(
            sentences=len(counted),
            words=sum(map(len, counted)),
            syllables=sum(map(self._syllables, chain.from_iterable(counted))),
            longest=max(map(len, counted), default=0),
        )


def total(measures: Iterable[Measure]) -> Measure:
    """One measure for several texts."""
    sentences = words = syllables = longest = 0
    for measure in measures:
        sentences += measure.sentences
        words += measure.words
        syllables += measure.syllables
        longest = max(longest, measure.longest)
    return Measure(sentences, words, syllables, longest)


def words(text: str) -> list[str]:
    """The words of a text, as written. `don't` is one word."""
    return _WORD.findall(plain(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text by an author. A list item or a heading counts as one."""
    parts = _BREAK.split(plain(text))
    marks = [*parts[1::2], None]
    return [
        " ".join(part.split()) + (mark or "")
        for part, mark in zip(parts[::2], marks, strict=True)
        if _WORD.search(part)
    ]


def plain(text: str) -> str:
    """A text as it is read aloud: without markup, references and addresses."""
    if "[" in text:
        text = CLAIM_REFERENCE.sub("", text)
        text = TERM_REFERENCE.sub(lambda hit: hit["words"] or hit["id"].replace("-", " "), text)
        text = _LINK.sub(r"\1", text)
    return text.replace("**", "").replace(" .", ".")


def _count_syllables(word: str) -> int:
    word = word.lower().replace("’", "'").removesuffix("'s")
    count: int = syllapy.count(word.replace("'", ""))
    return max(1, count)
