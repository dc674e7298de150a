"""Which lists of a search file contain each word: those of entries, and those of phrases.

Nine of ten numbers in a file are those of phrases. Phrases change less often than texts, so their
words are cached from one run to the next, already encoded.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from course.memo import Table
from course.recent import Recent
from course.search.encoding import bits_of
from course.search.stems import Stems

NOT_ENCODED = "0"


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
    index = _index(of_entries, 0)
    found = []
    total = phrases.total
    for stem, word, numbers, digits in _of_phrases(phrases, stems, table, index):
        if stem in index or digits == NOT_ENCODED:
            shortest, before = index.pop(stem, (word, ()))
            word = min(shortest, word, key=_by_length)
            bits = bits_of([*before, *map(int, numbers.split(","))], total)
        else:
            bits = bin(int(digits, 16))[3:]
        found.append((word, bits))
    found += [(word, bits_of(numbers, total)) for word, numbers in index.values()]
    return sorted(found)


def _of_phrases(
    phrases: PhraseLists,
    stems: Stems,
    table: Table | Recent[Sequence[str]],
    of_entries: Container[str],
) -> Iterator[tuple[str, str, str, str]]:
    """Each stem of the phrases, its shortest word, and its list as numbers and encoded.

    The numbers are separated by commas. The bits follow a 1, in hexadecimal digits. Lists of stems
    that entries have, too, may be `NOT_ENCODED`, since they are joined to those of the entries.
    """
    key = sha256(repr(phrases).encode()).hexdigest()
    columns = table.get_or_make(key, lambda: _columns(phrases, stems, of_entries))
    return zip(*(column.split() for column in columns), strict=True)


def _columns(phrases: PhraseLists, stems: Stems, of_entries: Container[str]) -> Sequence[str]:
    holders = [*map(stems.of_phrase, phrases.typed), *map(stems.of, phrases.others)]
    total = phrases.total
    rows = [
        (
            stem,
            word,
            ",".join(map(str, numbers)),
            NOT_ENCODED if stem in of_entries else f"{int('1' + bits_of(numbers, total), 2):x}",
        )
        for stem, (word, numbers) in _index(holders, phrases.first).items()
    ]
    return [" ".join(column) for column in zip(*rows, strict=True)] or ["", "", "", ""]


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
