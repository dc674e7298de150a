"""What a reader's browser loads to search, packed as tight as it goes.

Most of it are words that nobody reads: those of texts that are cut, what staff type, and what means
the same. Each word stands there once, with the numbers of all that hold it: of entries first, then
of typed phrases, of groups that mean the same, and of phrases that sound like danger.
"""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from string import ascii_uppercase
from textwrap import shorten

from course.models.search_words import SearchWords
from course.search.entry import Entry
from course.search.stems import Stems, begins_any, words_of

MOST_CHARACTERS = 80
"""Of a text: as much as a reader is shown of it. It is found by its other words, too."""
MOST_PLACES = 6
"""A word of more places says too little about any of them: it is carried only where it is shown."""
MOST_SHARED = len(ascii_uppercase) - 1
"""Letters of a word that are taken from the one before it."""


@dataclass(frozen=True)
class _Said:
    """What people say."""

    says: Sequence[str]
    leads_to: tuple[int, ...]
    """The numbers of the entries that answer, the best first."""


def search_file(
    entries: Sequence[Entry],
    words: SearchWords,
    stems: Stems,
    urgent: Sequence[str],
    roles: Sequence[tuple[str, str]] = (),
) -> str:
    """The file as JSON.

    `urgent` are the addresses that come first where something sounds like danger, `roles` the ids
    and titles to which the numbers in the entries refer. Cards stand first among the entries.
    """
    entries = sorted(entries, key=lambda entry: not entry.is_card)
    cut = [replace(entry, text=_shortened(entry.text)) for entry in entries]
    # Those that lead to the same places stand together, as like beside like takes less to load.
    said = sorted(_said(entries, words), key=lambda it: it.leads_to)
    phrases = chain(*(it.typed for it in entries), *(it.says for it in said))
    typed = [stems.said(phrase) for phrase in phrases]
    carried = list(_carried(entries, cut, stems))
    shown = (stems.of(f"{it.title} {it.text}") for it in cut)
    same = list(_same(words, stems, (*shown, *carried, *typed)))
    danger = [stems.of(text) for text in words.danger if len(words_of(text)) > 1]
    holders = [*carried, *typed, *same, *danger]
    written = _written(holders)
    data = {
        "entries": _columns(cut),
        "words": front_coded(word for word, _ in written),
        "holders": coded((numbers for _, numbers in written), len(holders)),
        "typed": [len(it.typed) for it in entries],
        "said": [(len(it.says), *it.leads_to) for it in said],
        "same": len(same),
        "endings": words.endings,
        "sounds": list(words.sounds.items()),
        "small": words.small,
        # Of a single word each letter counts.
        "danger": [it[0] for text in words.danger if len(it := words_of(text)) == 1],
        "dangers": len(danger),
        "urgent": urgent,
        "cards": sum(entry.is_card for entry in entries),
        **({"roles": roles} if roles else {}),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def front_coded(words: Iterable[str]) -> str:
    """Words in alphabetical order, each without what it begins with as the one before it.

    How many letters these are a capital says, A for none.
    """
    pieces, before = [], ""
    for word in words:
        pairs = zip(before[:MOST_SHARED], word, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        pieces.append(ascii_uppercase[shared] + word[shared:])
        before = word
    return "".join(pieces)


def coded(lists: Iterable[Sequence[int]], total: int) -> str:
    """Lists of growing numbers below `total`, none of them empty, as Base64 of their bits.

    Each begins with how many there are, by Elias' gamma code. Then comes the number in the middle,
    then those before it in the same way, then those after it, each in as few bits as all that it
    can still be: binary interpolative coding, after Moffat and Stuiver.
    """
    pieces: list[str] = []
    for numbers in lists:
        count = f"{len(numbers):b}"
        pieces += "0" * (len(count) - 1), count
        _interpolate(numbers, total, pieces)
    bits = "".join(pieces)
    bits += "0" * (-len(bits) % 8)
    return b64encode(int(bits or "0", 2).to_bytes(len(bits) // 8)).decode()


def _interpolate(numbers: Sequence[int], total: int, pieces: list[str]) -> None:
    """Append the bits of growing numbers below `total`."""
    # Slices that are still to be coded, the next one last: from where to where they go in
    # `numbers`, and the least and the end of what they may hold.
    waiting = [(0, len(numbers), 0, total)]
    while waiting:
        start, stop, least, end = waiting.pop()
        before = (stop - start) // 2
        middle = start + before
        number = numbers[middle]
        choices = end - least - (stop - start) + 1
        if choices == 1:  # they are all that they can be
            continue
        pieces.append(below(number - least - before, choices))
        if middle + 1 < stop:
            waiting.append((middle + 1, stop, number + 1, end))
        if start < middle:
            waiting.append((start, middle, least, number))


def below(number: int, total: int) -> str:
    """A number below `total` in truncated binary: the first ones take a bit less."""
    low = total.bit_length() - 1
    short = (2 << low) - total
    if number >= short:
        number, low = number + short, low + 1
    # Faster than a format whose width is computed.
    return bin(number | 1 << low)[3:]


def _shortened(text: str) -> str:
    # `shorten` looks at every word, and no more than the first ones matter.
    return shorten(text[: 4 * MOST_CHARACTERS], MOST_CHARACTERS, placeholder=" …")


def _said(entries: Iterable[Entry], words: SearchWords) -> Iterator[_Said]:
    """What people say, where something here answers it."""
    numbers = {"/".join(it.address.split("/")[-2:]): number for number, it in enumerate(entries)}
    for word in words.words.values():
        places = [place.replace("/", "/#") for place in word.leads_to]
        if leads_to := tuple(numbers[place] for place in places if place in numbers):
            yield _Said(word.says, leads_to)


def _carried(
    entries: Iterable[Entry], cut: Iterable[Entry], stems: Stems
) -> Iterator[Mapping[str, str]]:
    """For each entry the words by which it is found, and which cannot be read in what is shown."""
    found = [stems.telling(f"{it.title} {it.text} {it.more}") for it in entries]
    places = Counter(stem for words in found for stem in words)
    for words, shown in zip(found, cut, strict=True):
        told = stems.of(f"{shown.title} {shown.text}")
        yield {
            stem: word
            for stem, word in words.items()
            if stem not in told and places[stem] <= MOST_PLACES
        }


def _same(
    words: SearchWords, stems: Stems, there: Iterable[Mapping[str, str]]
) -> Iterator[Mapping[str, str]]:
    """The groups of words that mean the same. Those of which nothing is here are left out."""
    present = sorted({word for held in there for word in held.values()})
    for group in words.same:
        if any(begins_any(word, present) for word in group):
            yield stems.of(" ".join(group))


def _written(holders: Iterable[Mapping[str, str]]) -> Sequence[tuple[str, Sequence[int]]]:
    """One word for each stem, in alphabetical order, and the numbers of what holds it."""
    numbers: dict[str, list[int]] = {}
    shortest: dict[str, str] = {}
    for number, held in enumerate(holders):
        for stem, word in held.items():
            if stem not in numbers:
                numbers[stem], shortest[stem] = [number], word
                continue
            numbers[stem].append(number)
            best = shortest[stem]
            if word != best and (len(word), word) < (len(best), best):
                shortest[stem] = word
    return sorted((shortest[stem], held) for stem, held in numbers.items())


def _columns(entries: Sequence[Entry]) -> Sequence[Sequence[object]]:
    """All addresses, all titles, and so on: like beside like takes less to load."""
    names = ("address", "title", "text", "where", "roles")
    columns = [[getattr(entry, name) for entry in entries] for name in names]
    return columns if any(columns[-1]) else columns[:-1]
