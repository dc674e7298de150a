"""Entries as search files list them, with the words that find them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from course.search.entry import Entry
from course.search.stems import Stems


class Indexed(NamedTuple):
    """An entry as a search file lists it. Plain values, so that it can be cached as JSON."""

    address: str
    title: str
    excerpt: str
    where: str
    typed: Sequence[str]
    stems: str
    """The stems in its texts, without those of small words. Those that title and excerpt do not
    have come first. A space separates them, because a list would take several times the memory."""
    words: str
    """For each stem the first word that has it."""
    hidden: int
    """How many stems are not in title and excerpt."""
    is_card: bool = False
    roles: Sequence[int] = ()
    """In the index of all roles: the positions of the roles that have this entry."""

    @property
    def words_by_stem(self) -> Mapping[str, str]:
        """The words, by their stems."""
        return dict(zip(self.stems.split(), self.words.split(), strict=True))

    @property
    def hidden_words(self) -> Iterator[tuple[str, str]]:
        """The stems that are not in title and excerpt, with their words."""
        return zip(self.stems.split()[: self.hidden], self.words.split(), strict=False)

    def inside(self, folder: str) -> "Indexed":
        """The same entry, whose address was relative to a folder."""
        return self._replace(address=folder + self.address)


def indexed(entry: Entry, stems: Stems) -> Indexed:
    """An entry with its words."""
    words = stems.of_all((entry.title, *entry.texts, *entry.more))
    return Indexed(
        entry.address,
        entry.title,
        entry.excerpt,
        entry.where,
        entry.typed,
        *_packed(words, stems, entry.title, entry.excerpt),
        entry.is_card,
        entry.roles,
    )


def indexed_for_all(by_role: Iterable[Iterable[Indexed]], stems: Stems) -> Iterator[Indexed]:
    """One entry for each place, findable by the words of every role that has it.

    Addresses are relative to the role's folder. An entry is shown as the first of these roles sees
    it. But who is to call differs: a card shows that only if it is the same for all of them.
    """
    places: dict[str, _Place] = {}
    for number, entries in enumerate(by_role):
        for entry in entries:
            place = places.setdefault(entry.address, _Place(entry))
            place.versions[entry.excerpt, entry.stems, entry.words] = None
            place.typed.update(dict.fromkeys(entry.typed))
            place.roles.append(number)
    for address, place in places.items():
        entry = place.first if len(place.versions) == 1 else _merged(place, stems)
        yield entry._replace(
            where=entry.where if "/" in address.removesuffix("/") else "",
            typed=tuple(place.typed),
            roles=tuple(place.roles),
        )


@dataclass(frozen=True)
class _Place:
    """What several roles have at the same place. Dictionaries are used as sets with an order."""

    first: Indexed
    versions: dict[tuple[str, str, str], None] = field(default_factory=dict)
    """Excerpts, and the stems and words that find them."""
    typed: dict[str, None] = field(default_factory=dict)
    roles: list[int] = field(default_factory=list)


def _merged(place: _Place, stems: Stems) -> Indexed:
    """The first version of a place, with the words of all of them."""
    entry, by_stem = place.first, dict[str, str]()
    for _, of_version, words in reversed(place.versions):  # the first word counts
        by_stem.update(zip(of_version.split(), words.split(), strict=True))
    excerpt = "" if entry.is_card else entry.excerpt
    packed, words, hidden = _packed(by_stem, stems, entry.title, excerpt)
    return entry._replace(excerpt=excerpt, stems=packed, words=words, hidden=hidden)


def _packed(words: Mapping[str, str], stems: Stems, *shown: str) -> tuple[str, str, int]:
    """The stems and words of an entry that shows these texts, and how many are not in them."""
    in_shown = stems.of(" ".join(shown))
    hidden = [stem for stem in words if stem not in in_shown]
    in_order = [*hidden, *(stem for stem in words if stem in in_shown)]
    return " ".join(in_order), " ".join(words[stem] for stem in in_order), len(hidden)
