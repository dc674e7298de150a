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
    words: str
    """Each stem in its texts, followed by the first word that has it, without small words. They are
    separated by spaces, because a dictionary would take several times the memory."""
    shown: str
    """The stems of all words in title and excerpt, separated by spaces."""
    is_card: bool = False
    roles: Sequence[int] = ()
    """In the index of all roles: the positions of the roles that have this entry."""

    @property
    def stems(self) -> Sequence[str]:
        """The stems of the words."""
        return self.words.split()[::2]

    @property
    def words_by_stem(self) -> Mapping[str, str]:
        """The words, by their stems."""
        return _unpacked(self.words)

    def inside(self, folder: str) -> "Indexed":
        """The same entry, whose address was relative to a folder."""
        return self._replace(address=folder + self.address)


def indexed(entry: Entry, stems: Stems) -> Indexed:
    """An entry with its words."""
    return Indexed(
        entry.address,
        entry.title,
        entry.excerpt,
        entry.where,
        entry.typed,
        _packed(stems.of_all((entry.title, *entry.texts, *entry.more))),
        _shown(stems, entry.title, entry.excerpt),
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
            place.versions[entry.excerpt, entry.words] = None
            place.typed.update(dict.fromkeys(entry.typed))
            place.roles.append(number)
    for address, place in places.items():
        first, words = place.first, dict[str, str]()
        for _, packed in reversed(place.versions):  # the first word counts
            words.update(_unpacked(packed))
        differs = first.is_card and len(place.versions) > 1
        yield first._replace(
            excerpt="" if differs else first.excerpt,
            where=first.where if "/" in address.removesuffix("/") else "",
            typed=tuple(place.typed),
            words=_packed(words),
            shown=_shown(stems, first.title) if differs else first.shown,
            roles=tuple(place.roles),
        )


@dataclass(frozen=True)
class _Place:
    """What several roles have at the same place. Dictionaries are used as sets with an order."""

    first: Indexed
    versions: dict[tuple[str, str], None] = field(default_factory=dict)
    """Excerpts, and the words that find them."""
    typed: dict[str, None] = field(default_factory=dict)
    roles: list[int] = field(default_factory=list)


def _packed(words: Mapping[str, str]) -> str:
    return " ".join(f"{stem} {word}" for stem, word in words.items())


def _unpacked(words: str) -> Mapping[str, str]:
    both = words.split()
    return dict(zip(both[::2], both[1::2], strict=True))


def _shown(stems: Stems, *texts: str) -> str:
    return " ".join(stems.of(" ".join(texts)))
