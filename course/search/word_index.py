"""Which lists of a search file contain each word: those of entries, and those of phrases.

An edit changes the lists of few words. So an index is cached from one run to the next, and only
those that differ from it are encoded again.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import accumulate, chain, pairwise

from course.memo import Table
from course.recent import Recent
from course.search.encoding import base64_of, bits_in, bits_of
from course.search.stems import Stems

_WordLists = tuple[str, Sequence[int]]
"""The shortest word that has a stem, and the numbers of the lists that contain it."""
NO_WORD = "-"
"""Instead of a word where no phrase, or no entry, has a stem."""


@dataclass(frozen=True)
class PhraseLists:
    """The phrases of a file, in the order of their lists."""

    typed: Sequence[str]
    """What staff type. Small words may be left out."""
    others: Sequence[str]
    """Groups of synonyms, and phrases that suggest danger, with all their words."""
    first: int
    """The number of the first list. Those of entries come before it."""

    @property
    def total(self) -> int:
        """The number of all lists, with those of entries."""
        return self.first + len(self.typed) + len(self.others)


@dataclass(frozen=True)
class WordIndex:
    """One word for each stem, the shortest, in alphabetical order."""

    words: Sequence[str]
    bits: str
    """The encoded list of each word, one after the other."""


def word_index(
    of_entries: Iterable[Mapping[str, str]],
    phrases: PhraseLists,
    stems: Stems,
    table: Table | Recent[Sequence[str]],
) -> WordIndex:
    """The words of entries and phrases.

    `of_entries` are the words of each entry, by their stems. `table` caches an index for the same
    phrases and as many entries.
    """
    index = _index(of_entries, 0)
    texts = (*phrases.typed, "", *phrases.others, str(phrases.first))
    key = sha256("\0".join(texts).encode()).hexdigest()
    cached = _Cached.from_columns(table.get_or_make(key, lambda: _columns(index, phrases, stems)))
    encode = _encoder(phrases)
    outdated = {*cached.outdated(index)}
    rows = [*cached.without(outdated)]
    for stem in outdated:
        parts = index.get(stem), cached.in_phrases(stem)
        if any(parts):
            rows.append((_shortest(*parts), encode(_numbers(*parts))))
    rows.sort()
    return WordIndex([word for word, _ in rows], "".join(bits for _, bits in rows))


@dataclass(frozen=True)
class _Cached:
    """An index of an earlier run. All columns are in the alphabetical order of the words."""

    places: Mapping[str, int]
    """The place of each stem in the columns."""
    words: Sequence[str]
    phrase_words: Sequence[str]
    """The shortest word in phrases with each stem, or `NO_WORD`."""
    phrase_numbers: Sequence[str]
    """The lists of phrases that contain each stem, separated by commas."""
    entry_words: Sequence[str]
    entry_numbers: Sequence[str]
    """The same for entries."""
    bits: Sequence[str]
    """The encoded list of each stem."""

    @staticmethod
    def from_columns(columns: Sequence[str]) -> "_Cached":
        """The index in what `_columns` returns."""
        *texts, base64 = columns
        by_stem, lengths, *others = (text.split(" ") if text else [] for text in texts)
        words, phrase_words, phrase_numbers, entry_words, entry_numbers = others
        offsets, bits = accumulate(map(int, lengths), initial=0), bits_in(base64)
        return _Cached(
            places={stem: place for place, stem in enumerate(by_stem)},
            words=words,
            phrase_words=phrase_words,
            phrase_numbers=phrase_numbers,
            entry_words=entry_words,
            entry_numbers=entry_numbers,
            bits=[bits[start:end] for start, end in pairwise(offsets)],
        )

    def outdated(self, index: Mapping[str, _WordLists]) -> Iterator[str]:
        """The stems whose words or lists in entries are not what they were."""
        for stem, (word, numbers) in index.items():
            place = self.places.get(stem)
            if (
                place is None
                or self.entry_words[place] != word
                or self.entry_numbers[place] != _as_text(numbers)
            ):
                yield stem
        both = zip(self.places, self.entry_words, strict=True)
        yield from (stem for stem, word in both if word != NO_WORD and stem not in index)

    def without(self, outdated: Container[str]) -> Iterator[tuple[str, str]]:
        """The words of all other stems, with their encoded lists."""
        for stem, word, bits in zip(self.places, self.words, self.bits, strict=True):
            if stem not in outdated:
                yield word, bits

    def in_phrases(self, stem: str) -> _WordLists | None:
        """What phrases have of a stem."""
        place = self.places.get(stem)
        if place is None or self.phrase_words[place] == NO_WORD:
            return None
        return self.phrase_words[place], [*map(int, self.phrase_numbers[place].split(","))]


def _columns(index: Mapping[str, _WordLists], phrases: PhraseLists, stems: Stems) -> Sequence[str]:
    """An index as texts: stems, the lengths of lists in bits, and the columns of `_Cached`.

    The last one has the bits of all lists in Base64.
    """
    of_typed, of_others = map(stems.of_phrase, phrases.typed), map(stems.of, phrases.others)
    in_phrases = _index(chain(of_typed, of_others), phrases.first)
    encode = _encoder(phrases)
    by_word = sorted(
        (_shortest(index.get(stem), in_phrases.get(stem)), stem)
        for stem in index.keys() | in_phrases.keys()
    )
    by_stem = [stem for _, stem in by_word]
    bits = [encode(_numbers(index.get(stem), in_phrases.get(stem))) for stem in by_stem]
    return [
        " ".join(by_stem),
        " ".join(str(len(it)) for it in bits),
        " ".join(word for word, _ in by_word),
        *_columns_of(in_phrases, by_stem),
        *_columns_of(index, by_stem),
        base64_of("".join(bits)),
    ]


def _columns_of(part: Mapping[str, _WordLists], by_stem: Sequence[str]) -> tuple[str, str]:
    """The shortest word with each stem, and the numbers of its lists."""
    none: _WordLists = (NO_WORD, ())
    words = (part.get(stem, none)[0] for stem in by_stem)
    numbers = (_as_text(part.get(stem, none)[1]) for stem in by_stem)
    return " ".join(words), " ".join(numbers)


def _shortest(*parts: _WordLists | None) -> str:
    """The word with a stem in entries or phrases, at least one of which has it."""
    return min((it[0] for it in parts if it), key=_by_length)


def _numbers(*parts: _WordLists | None) -> Sequence[int]:
    """The numbers of all lists with a stem."""
    return [*chain.from_iterable(it[1] for it in parts if it)]


def _as_text(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _encoder(phrases: PhraseLists) -> Callable[[Sequence[int]], str]:
    """Encodes lists. Many words are in one entry only, and all of them have the same list."""
    of_one = cache(lambda number: bits_of((number,), phrases.total))
    return lambda it: of_one(it[0]) if len(it) == 1 else bits_of(it, phrases.total)


def _index(holders: Iterable[Mapping[str, str]], first: int) -> dict[str, _WordLists]:
    """For each stem the shortest word that has it, and the numbers of the lists that contain it."""
    numbers: dict[str, list[int]] = {}
    shortest: dict[str, str] = {}
    for number, holder in enumerate(holders, first):
        for stem, word in holder.items():
            if stem not in numbers:
                numbers[stem], shortest[stem] = [number], word
                continue
            numbers[stem].append(number)
            if word != shortest[stem]:
                shortest[stem] = min(shortest[stem], word, key=_by_length)
    return {stem: (shortest[stem], of_stem) for stem, of_stem in numbers.items()}


def _by_length(word: str) -> tuple[int, str]:
    return len(word), word
