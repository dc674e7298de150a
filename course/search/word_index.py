"""Which lists of a search file contain each word: those of entries, and those of phrases.

Nine of ten numbers in a file are those of phrases. Phrases change less often than texts, so their
words are cached from one run to the next, already encoded.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from itertools import accumulate, chain, pairwise

from course.memo import Table
from course.recent import Recent
from course.search.encoding import base64_of, bits_in, bits_of
from course.search.stems import Stems

NOT_ENCODED = ""


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


def word_index(
    of_entries: Sequence[Mapping[str, str]],
    phrases: PhraseLists,
    stems: Stems,
    table: Table | Recent[Sequence[str]],
) -> Sequence[tuple[str, str]]:
    """One word for each stem, in alphabetical order, and the bits of its list.

    `of_entries` are the words of each entry, by their stems. `table` caches those of phrases.
    """
    # Many words occur only in one entry, and all words of that entry have the same list.
    encode = cache(partial(bits_of, total=phrases.total))
    index = _index(of_entries, 0)
    in_phrases = _of_phrases(phrases, stems, table, index)
    words_and_bits = zip(in_phrases.words, in_phrases.bits, strict=True)
    found = dict(zip(in_phrases.stems, words_and_bits, strict=True))
    numbers_by_stem = dict(zip(in_phrases.stems, in_phrases.numbers, strict=True))
    for stem in in_phrases.not_encoded | (index.keys() & found.keys()):
        word, _ = found[stem]
        shortest, before = index.pop(stem, (word, ()))
        numbers = map(int, numbers_by_stem[stem].split(","))
        found[stem] = min(shortest, word, key=_by_length), encode((*before, *numbers))
    of_entries_alone = ((word, encode(tuple(numbers))) for word, numbers in index.values())
    return sorted(chain(found.values(), of_entries_alone))


@dataclass(frozen=True)
class _OfPhrases:
    """The words of phrases, in alphabetical order, as columns."""

    stems: Sequence[str]
    words: Sequence[str]
    """The shortest one with each stem."""
    numbers: Sequence[str]
    """The list of each stem, separated by commas."""
    bits: Sequence[str]
    """The same list encoded. It may be `NOT_ENCODED` for a stem that entries have, too, because the
    list is then joined to theirs."""

    @property
    def not_encoded(self) -> set[str]:
        """The stems whose lists are not encoded."""
        both = zip(self.stems, self.bits, strict=True)
        return {stem for stem, bits in both if bits == NOT_ENCODED}


def _of_phrases(
    phrases: PhraseLists,
    stems: Stems,
    table: Table | Recent[Sequence[str]],
    of_entries: Container[str],
) -> _OfPhrases:
    texts = (*phrases.typed, "", *phrases.others, str(phrases.first))
    key = sha256("\0".join(texts).encode()).hexdigest()
    columns = table.get_or_make(key, lambda: _columns(phrases, stems, of_entries))
    by_stem, words, numbers, lengths = (column.split() for column in columns[:-1])
    ends = [*accumulate(map(int, lengths), initial=0)]
    bits = bits_in(columns[-1])
    pieces = [bits[start:end] for start, end in pairwise(ends)]
    return _OfPhrases(by_stem, words, numbers, pieces)


def _columns(phrases: PhraseLists, stems: Stems, of_entries: Container[str]) -> Sequence[str]:
    """Stems, words, numbers, how many bits each list has, and all of these in Base64."""
    holders = [*map(stems.of_phrase, phrases.typed), *map(stems.of, phrases.others)]
    encode = cache(partial(bits_of, total=phrases.total))
    rows = sorted(
        (
            word,
            stem,
            ",".join(map(str, numbers)),
            NOT_ENCODED if stem in of_entries else encode(tuple(numbers)),
        )
        for stem, (word, numbers) in _index(holders, phrases.first).items()
    )
    words, by_stem, numbers, bits = zip(*rows, strict=True) if rows else ((), (), (), ())
    lengths = (str(len(it)) for it in bits)
    columns = (by_stem, words, numbers, lengths)
    return [*map(" ".join, columns), base64_of("".join(bits))]


def _index(
    holders: Iterable[Mapping[str, str]], first: int
) -> dict[str, tuple[str, Sequence[int]]]:
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
