"""Puts somebody's changes into a newer version of a file: by ids, and comments by lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from course.authoring.rearrange import swap_with_next
from course.authoring.splice import (
    entry_text,
    insert_entry,
    remove_entry,
    replace_entry,
    replace_scalar,
)
from course.authoring.yaml_file import LINE_END, SpliceError
from course.problems import Location
from course.read.values import value_at
from course.read.yaml_reader import Data, read

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


@dataclass(frozen=True)
class Merged:
    """A newer file with somebody's changes."""

    text: str
    conflicts: tuple[Location, ...] = ()
    """What both have changed. The text has what somebody wrote here."""
    is_whole: bool = True
    """False if something could not be put in. Then the text is what they wrote, as it was."""


def merged(base: str, newer: str, mine: str) -> Merged:
    """The newer version of a file with the changes that lead from `base` to `mine`.

    What only one side has changed is as that side has it, also the order of entries. If a file
    cannot be read, or a change or a comment has no place in the newer one, the text is `mine`. Its
    line ends are those of the newer version.
    """
    if newer in (base, mine):
        return Merged(mine)
    base, mine = (_with_line_ends_of(newer, it) for it in (base, mine))
    if newer in (base, mine):
        return Merged(mine)
    by_ids = _merged_by_ids(base, newer, mine)
    # Ids say what belongs where, and only lines have comments between entries.
    by_lines = _merged_by_lines(base, newer, mine)
    if by_ids.is_whole and by_lines and _is_same(_data(by_lines), _data(by_ids.text)):
        return Merged(by_lines, by_ids.conflicts)
    own_comments = set(_COMMENT.findall(mine)) - set(_COMMENT.findall(base))
    if all(comment in by_ids.text for comment in own_comments):
        return by_ids
    return Merged(mine, is_whole=False)


def _with_line_ends_of(other: str, text: str) -> str:
    """The text with line ends like the first one of another text, or else like its own."""
    first = LINE_END.search(other)
    return LINE_END.sub(first[0], text) if first else text


def _is_same(data: Data | None, other: Data | None) -> bool:
    """Whether both say the same, in the same order."""
    return repr(data) == repr(other)


def _merged_by_lines(base: str, newer: str, mine: str) -> str | None:
    """The same by lines. None if both have changed the same ones, or added some at one place."""
    lines = base.splitlines(keepends=True)
    theirs, own = _line_changes(base, newer), _line_changes(base, mine)
    for start, end, _ in theirs:
        for own_start, own_end, _ in own:
            is_same_place = (start, end) == (own_start, own_end)
            if is_same_place or (start < own_end and own_start < end):
                return None
    for start, end, changed in sorted((*theirs, *own), reverse=True):
        lines[start:end] = changed
    return "".join(lines)


def _line_changes(old: str, new: str) -> list[tuple[int, int, list[str]]]:
    """The lines of the old text that differ, from one to before another, and what they became."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found = SequenceMatcher(None, before, after).get_opcodes()
    return [(i1, i2, after[j1:j2]) for tag, i1, i2, j1, j2 in found if tag != "equal"]


def _merged_by_ids(base: str, newer: str, mine: str) -> Merged:
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
        for location in _moved(old, own):
            before, now = value_at(old, location), value_at(new, location)
            if _order(now, before) != _order(before, now):
                conflicts.append(location)
            text = _in_order_of(text, location, value_at(own, location))
    except SpliceError:
        return Merged(mine, is_whole=False)
    return Merged(text, tuple(conflicts))


@dataclass(frozen=True)
class _Change:
    location: Location
    after: str | None = None
    """The key before a new entry. Without it, it is last."""


def _changes(old: Data, own: Data, location: Location = ()) -> Iterator[_Change]:
    """The smallest entries that differ: in each mapping those that are gone first."""
    if not (isinstance(old, dict) and isinstance(own, dict)):
        if old != own:
            yield _Change(location)
        return
    yield from (_Change((*location, key)) for key in old if key not in own)
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


def _moved(old: Data, own: Data, location: Location = ()) -> Iterator[Location]:
    """The mappings whose entries are in another order, apart from those that only one has."""
    if not (isinstance(old, dict) and isinstance(own, dict)):
        return
    if _order(old, own) != _order(own, old):
        yield location
    for key in own:
        if key in old:
            yield from _moved(old[key], own[key], (*location, key))


def _order(data: Data | None, other: Data | None) -> list[str]:
    """The keys of a mapping that another one has, too."""
    if not (isinstance(data, dict) and isinstance(other, dict)):
        return []
    return [key for key in data if key in other]


def _in_order_of(text: str, location: Location, own: Data | None) -> str:
    """The text with the entries of a mapping in the order of `own`.

    What `own` lacks goes with the entry above it.
    """
    wanted = [*own] if isinstance(own, dict) else []
    ranks: dict[str, int] = {}
    rank = -1
    here = value_at(_data(text), location)
    keys = [*here] if isinstance(here, dict) else []
    for key in keys:
        rank = wanted.index(key) if key in wanted else rank
        ranks[key] = rank
    for _ in keys:
        for at in range(len(keys) - 1):
            if ranks[keys[at]] > ranks[keys[at + 1]]:
                text = swap_with_next(text, (*location, keys[at]))
                keys[at : at + 2] = reversed(keys[at : at + 2])
    return text


def _data(text: str) -> Data | None:
    document, problems = read("", text.encode("utf-8", "surrogatepass"))
    return document.data if document and not problems else None
