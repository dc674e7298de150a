"""The file that browsers load to search, packed as small as possible.

Most of the file is never shown: the rest of shortened texts, search phrases and synonyms. Each word
is stored once, with the numbers of everything that contains it, its "holders". Entries are numbered
first, then typed phrases, groups of synonyms, and phrases that suggest danger.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from course.memo import Table
from course.models.base import Reader
from course.models.search_words import SearchWords
from course.recent import Recent
from course.search.encoding import base64_of, front_coded
from course.search.indexed import Indexed
from course.search.stems import Stems, words_of
from course.search.word_index import PhraseLists, word_index

MAX_PLACES = 4
"""A word in more places says too little about any of them, so only entries that show it keep it."""


@dataclass(frozen=True)
class _Saying:
    """What people say, from `reference/search-words.yml`."""

    says: Sequence[str]
    leads_to: tuple[int, ...]
    """The numbers of the entries that answer it, the best first."""


def search_file(
    entries: Sequence[Indexed],
    words: SearchWords,
    stems: Stems,
    urgent: Sequence[str],
    table: Table | Recent[Sequence[str]],
    reader: Reader | None = None,
    roles: Sequence[tuple[str, str]] = (),
) -> str:
    """The file as JSON.

    `reader` is whose entries these are. Without it, they are those of all roles. `urgent` are the
    addresses shown first when a query suggests danger. `table` caches indexes, and must
    depend on `words`. `roles` are the ids and titles that the role numbers in the entries
    refer to. In the file, cards come first.
    """
    entries = sorted(entries, key=lambda entry: not entry.is_card)
    # Sorted by target, because similar neighbors compress better.
    sayings = sorted(_sayings(entries, words, reader), key=lambda saying: saying.leads_to)
    dangers = [text for text in words.danger if len(words_of(text)) > 1]
    says = chain.from_iterable(saying.says for saying in sayings)
    phrases = PhraseLists(
        typed=(*chain.from_iterable(entry.typed for entry in entries), *says),
        others=(*map(" ".join, words.same), *dangers),
        first=len(entries),
    )
    index = word_index(_hidden_words(entries), phrases, stems, table)
    data = {
        "entries": _columns(entries),
        "words": front_coded(index.words),
        "holders": base64_of(index.bits),
        "typed": [len(entry.typed) for entry in entries],
        "said": [(len(saying.says), *saying.leads_to) for saying in sayings],
        "same": len(words.same),
        "endings": words.endings,
        "sounds": list(words.sounds.items()),
        "small": words.small,
        # Single words must match letter for letter, so they are not stemmed.
        "danger": [parts[0] for text in words.danger if len(parts := words_of(text)) == 1],
        "dangers": len(dangers),
        "urgent": urgent,
        "cards": sum(entry.is_card for entry in entries),
        **({"roles": roles} if roles else {}),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _sayings(
    entries: Iterable[Indexed], words: SearchWords, reader: Reader | None
) -> Iterator[_Saying]:
    """What people say, if any of these entries answers it."""
    numbers = {
        "/".join(entry.address.split("/")[-2:]).replace("/#", "/"): number
        for number, entry in enumerate(entries)
    }
    for word in words.words.values():
        leading = word.places_for(reader) if reader else word.leads_to
        if leads_to := tuple(numbers[place] for place in leading if place in numbers):
            yield _Saying(word.says, leads_to)


def _hidden_words(entries: Sequence[Indexed]) -> Iterator[Mapping[str, str]]:
    """For each entry, the words that find it but are not in its title and excerpt."""
    places = Counter(chain.from_iterable(entry.stems.split() for entry in entries))
    common = frozenset(stem for stem, count in places.items() if count > MAX_PLACES)
    for entry in entries:
        yield {stem: word for stem, word in entry.hidden_words if stem not in common}


def _columns(entries: Sequence[Indexed]) -> Sequence[Sequence[object]]:
    """All addresses, all titles, and so on: similar neighbors compress better."""
    names = ("address", "title", "excerpt", "where", "roles")
    columns = [[getattr(entry, name) for entry in entries] for name in names]
    return columns if any(columns[-1]) else columns[:-1]
