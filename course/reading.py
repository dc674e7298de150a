"""Plain words in numbers: sentences, their length, and the school grade of a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import syllapy

from course.models.base import CLAIM_REFERENCE, TERM_REFERENCE

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_BLOCK = re.compile(r"\n\s*\n|^[ \t]*(?:[-*]|\d+\.)[ \t]+", re.MULTILINE)
_SENTENCE_END = re.compile(r"""([.?!]["'”’)]*)\s+""")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Measure:
    """How long a text is."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
        )

    @property
    def words_per_sentence(self) -> float:
        """The mean length of a sentence."""
        return self.words / max(1, self.sentences)

    @property
    def grade(self) -> float:
        """The US school grade by Flesch and Kincaid, for English alone.

        Kincaid, Fishburne, Rogers & Chissom (1975), Research Branch Report 8-75. A smoke alarm:
        it counts syllables and sentences, and knows nothing of sense.
        """
        if not self.words:
            return 0.0
        return 0.39 * self.words_per_sentence + 11.8 * self.syllables / self.words - 15.59


@lru_cache(maxsize=1 << 14)
def measure(text: str) -> Measure:
    """The measure of one authors' text."""
    parts = sentences(text)
    all_words = [word for part in parts for word in _WORD.findall(part)]
    return Measure(len(parts), len(all_words), sum(map(_syllables, all_words)))


def total(texts: Iterable[str]) -> Measure:
    """The measure of several texts together."""
    return sum(map(measure, texts), Measure())


def words(text: str) -> list[str]:
    """The words of a text, as written. `don't` is one."""
    return _WORD.findall(plain(text))


@lru_cache(maxsize=1 << 14)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of an authors' text. A point of a list is one, and so is a heading."""
    found: list[str] = []
    for block in _BLOCK.split(plain(text)):
        parts = _SENTENCE_END.sub(r"\1\n", " ".join(block.split())).split("\n")
        found.extend(part for part in parts if _WORD.search(part))
    return tuple(found)


def plain(text: str) -> str:
    """An authors' text as it is read aloud: without marks, references and addresses."""
    if "[" in text:
        text = CLAIM_REFERENCE.sub("", text)
        text = TERM_REFERENCE.sub(lambda hit: hit["words"] or hit["id"].replace("-", " "), text)
        text = _LINK.sub(r"\1", text)
    return text.replace("**", "").replace(" .", ".")


@lru_cache(maxsize=1 << 14)
def _syllables(word: str) -> int:
    word = word.lower().replace("’", "'").removesuffix("'s")
    count: int = syllapy.count(word.replace("'", ""))
    return max(1, count)
