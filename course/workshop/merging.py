"""Puts somebody's changes into a newer version of a file: by ids, not by lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from course.authoring.splice import (
    entry_text,
    insert_entry,
    remove_entry,
    replace_entry,
    replace_scalar,
)
from course.authoring.yaml_file import SpliceError
from course.problems import Location
from course.read.values import value_at
from course.read.yaml_reader import Data, read


@dataclass(frozen=True)
class Merged:
    """A newer file with somebody's changes."""

    text: str
    conflicts: tuple[Location, ...] = ()
    """What both have changed. The text has what the somebody wrote."""
    is_whole: bool = True
    """False if something could not be put in. Then the text is what they wrote, as it was."""


def merged(base: str, newer: str, mine: str) -> Merged:
    """The newer version of a file with the changes that lead from `base` to `mine`.

    What only one side has changed is as that side has it. If a file cannot be read, or a change has
    no place in the newer one, the text is `mine`.
    """
    if newer in (base, mine):
        return Merged(mine)
    old, new, own = _data(base), _data(newer), _data(mine)
    if old is None or new is None or own is None:
        return Merged(mine, is_whole=False)
    text, conflicts = newer, []
    try:
        for change in _changes(old, own):
            in_both = value_at(new, change.location)
            if in_both == value_at(own, change.location):
                continue
            if in_both != value_at(old, change.location):
                conflicts.append(change.location)
            text = _with_change(text, mine, change)
    except SpliceError:
        return Merged(mine, is_whole=False)
    return Merged(text, tuple(conflicts))


@dataclass(frozen=True)
class _Change:
    location: Location
    after: str | None = None
    """The key before a new entry. Without it, it is last."""


def _changes(old: Data, own: Data, location: Location = ()) -> Iterator[_Change]:
    """The smallest entries that differ, in the order of the file."""
    if not (isinstance(old, dict) and isinstance(own, dict)):
        if old != own:
            yield _Change(location)
        return
    for key in old.keys() - own.keys():
        yield _Change((*location, key))
    before = None
    for key, value in own.items():
        if key in old:
            yield from _changes(old[key], value, (*location, key))
        else:
            yield _Change((*location, key), before)
        before = key


def _with_change(text: str, mine: str, change: _Change) -> str:
    location = change.location
    data = _data(text)
    wanted, there = value_at(_data(mine), location), value_at(data, location)
    if wanted is None:
        return remove_entry(text, location) if there is not None else text
    if isinstance(wanted, str) and isinstance(there, str):
        return replace_scalar(text, location, wanted)
    entry = entry_text(mine, location)
    if there is not None:
        return replace_entry(text, location, entry)
    parent = value_at(data, location[:-1])
    after = change.after if isinstance(parent, dict) and change.after in parent else None
    return insert_entry(text, location[:-1], entry, after)


def _data(text: str) -> Data | None:
    document, problems = read("", text.encode("utf-8", "surrogatepass"))
    return document.data if document and not problems else None
