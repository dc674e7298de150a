"""The file that browsers load to search, packed as small as possible.

Most of the file is never shown: the rest of shortened texts, search phrases and synonyms. Each word
is stored once, with the numbers of everything that contains it, its "holders". Entries are numbered
first, then typed phrases, groups of synonyms, and phrases that suggest danger.
"""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from string import ascii_uppercase

from course.models.search_words import SearchWords
from course.search.entry import Entry
from course.search.stems import Stems, begins_any, words_of

MAX_PLACES = 6
"""A word in more places says too little about any of them, so only entries that show it keep it."""
MAX_SHARED = len(ascii_uppercase) - 1
"""The most letters that a word can share with the word before it."""


@dataclass(frozen=True)
class _Saying:
    """What people say, from `reference/search-words.yml`."""

    says: Sequence[str]
    leads_to: tuple[int, ...]
    """The numbers of the entries that answer it, the best first."""


def search_file(
    entries: Sequence[Entry],
    words: SearchWords,
    stems: Stems,
    urgent: Sequence[str],
    roles: Sequence[tuple[str, str]] = (),
) -> str:
    """The file as JSON.

    `urgent` are the addresses shown first when a query suggests danger. `roles` are the ids and
    titles that the role numbers in the entries refer to. In the file, cards come first.
    """
    entries = sorted(entries, key=lambda entry: not entry.is_card)
    # Sorted by target, because similar neighbors compress better.
    sayings = sorted(_sayings(entries, words), key=lambda saying: saying.leads_to)
    phrases = chain(*(entry.typed for entry in entries), *(saying.says for saying in sayings))
    typed = [stems.of_phrase(phrase) for phrase in phrases]
    shown = [stems.of(f"{entry.title} {entry.excerpt}") for entry in entries]
    hidden = list(_hidden_words(entries, shown, stems))
    same = list(_same(words, stems, (*shown, *hidden, *typed)))
    danger = [stems.of(text) for text in words.danger if len(words_of(text)) > 1]
    holders = [*hidden, *typed, *same, *danger]
    index = _index(holders)
    data = {
        "entries": _columns(entries),
        "words": front_coded(word for word, _ in index),
        "holders": encode_lists((numbers for _, numbers in index), len(holders)),
        "typed": [len(entry.typed) for entry in entries],
        "said": [(len(saying.says), *saying.leads_to) for saying in sayings],
        "same": len(same),
        "endings": words.endings,
        "sounds": list(words.sounds.items()),
        "small": words.small,
        # Single words must match letter for letter, so they are not stemmed.
        "danger": [parts[0] for text in words.danger if len(parts := words_of(text)) == 1],
        "dangers": len(danger),
        "urgent": urgent,
        "cards": sum(entry.is_card for entry in entries),
        **({"roles": roles} if roles else {}),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def front_coded(words: Iterable[str]) -> str:
    """Words in alphabetical order, each without the prefix that it shares with the word before it.

    A capital letter in front gives the length of that prefix: A for 0, B for 1.
    """
    pieces, before = [], ""
    for word in words:
        shared, most = 0, min(len(before), len(word), MAX_SHARED)
        while shared < most and word[shared] == before[shared]:
            shared += 1
        pieces.append(ascii_uppercase[shared] + word[shared:])
        before = word
    return "".join(pieces)


def encode_lists(lists: Iterable[Sequence[int]], total: int) -> str:
    """Nonempty lists of increasing numbers below `total`, encoded in bits, as Base64.

    Each list starts with its length in Elias gamma code. Then come the middle number, recursively
    the numbers before it, and those after it, each in as few bits as its possible range needs. This
    is binary interpolative coding, after Moffat and Stuiver.
    """
    pieces: list[str] = []
    for numbers in lists:
        count = f"{len(numbers):b}"
        pieces.append("0" * (len(count) - 1) + count)
        _interpolate(numbers, 0, len(numbers), 0, total, pieces)
    bits = "".join(pieces)
    bits += "0" * (-len(bits) % 8)
    return b64encode(int(bits or "0", 2).to_bytes(len(bits) // 8)).decode()


def _interpolate(
    numbers: Sequence[int], start: int, stop: int, least: int, end: int, pieces: list[str]
) -> None:
    """Append the bits of `numbers[start:stop]`, which lie between `least` and `end`."""
    while start < stop:
        before = (stop - start) // 2
        middle = start + before
        number = numbers[middle]
        choices = end - least - (stop - start) + 1
        if choices == 1:  # the numbers fill their whole range, so they need no bits
            return
        # In truncated binary code: the smallest values take one bit less. Not a function of its
        # own, since half of the time to make a search file is spent here.
        value = number - least - before
        bits = choices.bit_length() - 1
        short = (2 << bits) - choices
        if value >= short:
            value, bits = value + short, bits + 1
        # Faster than a format specification with a computed width.
        pieces.append(bin(value | 1 << bits)[3:])
        _interpolate(numbers, start, middle, least, number, pieces)
        start, least = middle + 1, number + 1


def _sayings(entries: Iterable[Entry], words: SearchWords) -> Iterator[_Saying]:
    """What people say, if any of these entries answers it."""
    numbers = {
        "/".join(entry.address.split("/")[-2:]): number for number, entry in enumerate(entries)
    }
    for word in words.words.values():
        places = [place.replace("/", "/#") for place in word.leads_to]
        if leads_to := tuple(numbers[place] for place in places if place in numbers):
            yield _Saying(word.says, leads_to)


def _hidden_words(
    entries: Iterable[Entry], shown: Iterable[Mapping[str, str]], stems: Stems
) -> Iterator[Mapping[str, str]]:
    """For each entry, the words that find it but are not in its title and excerpt."""
    words_by_entry = [stems.of_all((entry.title, *entry.texts, *entry.more)) for entry in entries]
    places = Counter(chain.from_iterable(words_by_entry))
    for words, shown_words in zip(words_by_entry, shown, strict=True):
        yield {
            stem: word
            for stem, word in words.items()
            if places[stem] <= MAX_PLACES and stem not in shown_words
        }


def _same(
    words: SearchWords, stems: Stems, holders: Iterable[Mapping[str, str]]
) -> Iterator[Mapping[str, str]]:
    """The groups of synonyms, without those of which no word is present."""
    present = sorted({word for holder in holders for word in holder.values()})
    for group in words.same:
        if any(begins_any(word, present) for word in group):
            yield stems.of(" ".join(group))


def _index(holders: Iterable[Mapping[str, str]]) -> Sequence[tuple[str, Sequence[int]]]:
    """One word for each stem, in alphabetical order, and the numbers of its holders."""
    numbers: dict[str, list[int]] = {}
    shortest: dict[str, str] = {}
    for number, holder in enumerate(holders):
        for stem, word in holder.items():
            if stem not in numbers:
                numbers[stem], shortest[stem] = [number], word
                continue
            numbers[stem].append(number)
            best = shortest[stem]
            if word != best and (len(word), word) < (len(best), best):
                shortest[stem] = word
    return sorted((shortest[stem], holder_numbers) for stem, holder_numbers in numbers.items())


def _columns(entries: Sequence[Entry]) -> Sequence[Sequence[object]]:
    """All addresses, all titles, and so on: similar neighbors compress better."""
    names = ("address", "title", "excerpt", "where", "roles")
    columns = [[getattr(entry, name) for entry in entries] for name in names]
    return columns if any(columns[-1]) else columns[:-1]
