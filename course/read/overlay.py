"""What a district writes over the course, merged by id at any depth.

A file in the district's folder has the name and the keys of the file that it changes. What it says
replaces what the course says, and everything else stays. Texts and lists are replaced as a whole.

Three keys are only for districts:

- `new: yes` in something with an id that the course does not have.
- `after: ID` in the same, to say where it stands. Without it, it comes last.
- `remove:` at the top of a file, with a reason for each id that is removed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from course.problems import Finding, Location, Problem
from course.read.codes import DISTRICT_FILES
from course.read.yaml_reader import Data, Document
from course.suggestions import did_you_mean, renamed_to

NEW, AFTER, REMOVE = "new", "after", "remove"
MARKS = (NEW, AFTER)
"""Keys that say how something new is added. They are not part of it."""

OF_OUTLINE = frozenset({"title", "summary", "report-to", "hand-in"})
"""The keys of `district.yml` that replace those of `course.yml`."""
SECTIONS: Mapping[str, str] = {
    "contacts": "reference/contacts.yml",
    "local-rules": "reference/local-rules.yml",
}
"""The keys of `district.yml` that are written over a file of the course by id."""
IsById = Callable[[Location], bool]
"""Whether the mapping at a location contains things by their ids."""
WhyItStays = Callable[[str], tuple[str, str] | None]
"""Why something at an address of the file, or for an empty one anything, cannot be removed, and
what to do instead. None if it can be."""


@dataclass(frozen=True)
class Layer:
    """A mapping in a district's file that is written over one file of the course."""

    document: Document
    start: Location = ()
    """Where the mapping is in the district's file."""
    keys: frozenset[str] | None = None
    """The keys that are for this file of the course. None for all."""

    @property
    def data(self) -> Data:
        """What is written over the file of the course."""
        found: Data = self.document.data
        for step in self.start:
            assert isinstance(found, dict), "the layer was found there"
            found = found[str(step)]
        if self.keys is None or not isinstance(found, dict):
            return found
        return {key: value for key, value in found.items() if key in self.keys}

    @property
    def is_file(self) -> bool:
        """Whether it is a file with the name of the course's, and no part of the settings."""
        return not self.start and self.keys is None

    def depth(self, location: Location) -> int:
        """How many steps of a location in the course's file lead to something in this layer."""
        if location and self.keys is not None and location[0] not in self.keys:
            return 0
        return max(0, self.document.depth((*self.start, *location)) - len(self.start))

    def at(self, finding: Finding) -> Finding:
        """A finding about the course's file, in the district's."""
        location = (*self.start, *finding.location)
        return replace(finding, path=self.document.path, location=location)


@dataclass(frozen=True)
class Layered:
    """A file of the course, with what a district has written over it."""

    path: str
    base: Document | None
    """None if the course has no such file."""
    layers: tuple[Layer, ...]

    def problem(self, finding: Finding) -> Problem:
        """The finding with its place in the file that says so: the course's or the district's.

        What is about the whole file comes from what the district has written into its own.
        """
        own = [it for it in self.layers if it.is_file]
        if own and not finding.location:
            return own[-1].document.problem(own[-1].at(finding))
        depth = self.base.depth(finding.location) if self.base else -1
        layer = max(self.layers, key=lambda it: it.depth(finding.location))
        if self.base and layer.depth(finding.location) < max(depth, 1):
            return self.base.problem(finding)
        return layer.document.problem(layer.at(finding))


@dataclass(frozen=True)
class Replaced:
    """A text or a list of the course that a district has replaced, or something it has removed."""

    data: Data
    """What the course says."""
    layer: Layer
    location: Location
    """Where the district says something else, or why it has removed this, in the layer."""
    accepted: Data | None
    """What the course said when somebody last looked at it. None if nobody has."""
    not_for: tuple[str, ...] = ()
    """The roles and groups of roles for which the course has another text here, which stays."""

    @property
    def is_removed(self) -> bool:
        """Whether the district has taken it out."""
        return self.location[:1] == (REMOVE,)

    @property
    def is_looked_at(self) -> bool:
        """Whether somebody has looked at what the course says now."""
        return self.accepted == self.data

    @property
    def own(self) -> Data:
        """What the district says, or why it has removed this."""
        found = self.layer.data
        for step in self.location:
            assert isinstance(found, dict), "the text was found there"
            found = found[str(step)]
        return found


class Merge:
    """Writes a layer over the data of a file. The findings are about the layer's file."""

    def __init__(
        self,
        layer: Layer,
        is_by_id: IsById,
        why_it_stays: WhyItStays = lambda _: None,
        whole_parts: frozenset[str] = frozenset(),
    ) -> None:
        """`whole_parts` are keys at the top that can be removed without an id."""
        self._layer, self._is_by_id, self._why_it_stays = layer, is_by_id, why_it_stays
        self._whole_parts = whole_parts
        self.findings: list[Finding] = []
        self.replaced: dict[Location, Data] = {}
        """What the course says where the layer says something else or takes it out, by its place
        in the layer."""
        self.removed: dict[str, Data] = {}
        """What was taken out, by its address."""

    def over(self, base: Data, *, keeps_removed: bool = False) -> Data:
        """The data of the course's file, with the layer written over it.

        `keeps_removed` is whether what the layer takes out stays.
        """
        data = self._layer.data
        if not isinstance(base, dict) or not isinstance(data, dict):
            return data
        result = self._merged(base, data, ())
        if REMOVE not in data or keeps_removed:
            return result
        if refusal := self._why_it_stays(""):
            self._find((REMOVE,), *refusal)
            return result
        return self._without(result, data[REMOVE], base)

    def _merged(
        self, base: Mapping[str, Data], over: Mapping[str, Data], location: Location
    ) -> dict[str, Data]:
        result = dict(base)
        for key, value in over.items():
            if key == REMOVE and not location:
                continue
            here = (*location, key)
            old = base.get(key)
            if isinstance(value, dict) and self._is_by_id(location):
                if not self._has_its_mark(value, here, base):
                    continue
                result[key] = self._entry(old, value, here)
                if AFTER in value:
                    result = self._placed(result, key, value[AFTER], here)
            elif isinstance(old, dict) and isinstance(value, dict):
                result[key] = self._merged(old, value, here)
            else:
                if old is not None and old != value:
                    self.replaced[here] = old
                result[key] = value
        return result

    def _entry(self, old: Data | None, value: dict[str, Data], here: Location) -> Data:
        value = {key: inner for key, inner in value.items() if key not in MARKS}
        return self._merged(old, value, here) if isinstance(old, dict) else value

    def _has_its_mark(
        self, value: Mapping[str, Data], here: Location, base: Mapping[str, Data]
    ) -> bool:
        """Whether what is new says so, and what is not new does not. If not, it is reported."""
        name = str(here[-1])
        if name in base and any(mark in value for mark in MARKS):
            self._find(
                here,
                f'The course has "{name}", too.',
                "Give yours another id. To change the course's, "
                "delete `new:` and `after:`, and keep only the keys that differ.",
            )
            return False
        if name not in base and NEW not in value:  # `after:` alone may stand by a misspelled id
            self._find(
                here,
                f'The course has no "{name}" to change.',
                f"{called_now(name, base)} If it is your own, write `new: yes` in it.",
            )
            return False
        return True

    def _placed(
        self, entries: dict[str, Data], key: str, after: Data, here: Location
    ) -> dict[str, Data]:
        if not isinstance(after, str) or after not in entries or after == key:
            self._find(
                (*here, AFTER),
                f'There is no "{after}" to go after.',
                called_now(str(after), {name: it for name, it in entries.items() if name != key}),
                on_key=False,
            )
            return entries
        names = [name for name in entries if name != key]
        names.insert(names.index(after) + 1, key)
        return {name: entries[name] for name in names}

    def _without(
        self, data: dict[str, Data], removed: Data, base: dict[str, Data]
    ) -> dict[str, Data]:
        if not isinstance(removed, dict):
            self._find(
                (REMOVE,),
                "`remove:` needs an id and a reason for each thing that you remove.",
                "Write `lessons/ID: |` below it, and the reason on the next line, indented.",
            )
            return data
        for address, reason in removed.items():
            data = self._removed(data, address, reason)
        for address in self.removed:
            if (
                old := found_at(base, *address.split("/"))
            ) is not None:  # not what the district itself added
                self.replaced[REMOVE, address] = old
        return data

    def _removed(self, data: dict[str, Data], address: str, reason: Data) -> dict[str, Data]:
        *parents, name = address.split("/")
        inside = found_at(data, *parents) or {}
        if isinstance(reason, dict):
            self._find(
                (REMOVE, address),
                f'The reason for removing "{address}" is not a text.',
                f"Write `{address}/{next(iter(reason), 'ID')}:` on one line, and the reason on the "
                "next, indented.",
            )
        elif not isinstance(inside, dict) or name not in inside:
            known = self._places(data, parents if isinstance(inside, dict) and inside else [])
            self._find(
                (REMOVE, address),
                f'There is no "{address}" to remove.',
                called_now(name, known, address),
            )
        elif refusal := self._why_it_stays(address):
            self._find((REMOVE, address), *refusal)
        elif not self._is_by_id(tuple(parents)) and address not in self._whole_parts:
            self._find(
                (REMOVE, address),
                f'"{address}" is only a part of something, and cannot be removed.',
                "Remove the whole thing, or write another text for this part.",
            )
        elif not isinstance(reason, str) or not reason.strip():
            self._find(
                (REMOVE, address),
                f'"{address}" is removed without a reason.',
                "Write the reason after it, for the people who look after this next.",
            )
        else:
            self.removed[address] = inside[name]
            return _without(data, tuple(parents), name)
        return data

    def _places(self, data: dict[str, Data], parents: list[str]) -> dict[str, Data]:
        """The things below the parents by their addresses. Without parents, all in the file."""
        if not parents and not self._is_by_id(()):
            by_id = [key for key, it in data.items() if isinstance(it, dict) and it]
            known: dict[str, Data] = {}
            for key in filter(lambda key: self._is_by_id((key,)), by_id):
                known |= self._places(data, [key])
            return known
        found: Data = data
        for step in parents:
            assert isinstance(found, dict), "the parents were found there"
            found = found[step]
        assert isinstance(found, dict), "it contains things by their ids"
        return {"/".join((*parents, name)): piece for name, piece in found.items()}

    def _find(self, location: Location, what: str, remedy: str, *, on_key: bool = True) -> None:
        finding = Finding("", location, what, remedy, on_key=on_key, rule=DISTRICT_FILES)
        self.findings.append(self._layer.at(finding))


def called_now(name: str, known: Mapping[str, Data], address: str = "") -> str:
    """The remedy for an id that the course does not have: what it is called now, or the nearest.

    If the keys of `known` are addresses, `address` is the one that was written.
    """
    for new, piece in known.items():
        if name in _earlier_ids(piece):
            return renamed_to(new)
    return did_you_mean(address or name, known)


def places_before(path: str, address: str, data: Data) -> Iterator[tuple[str, str]]:
    """A file and a place in it, and then both under the earlier ids of everything around it.

    `data` is what the course's file says. The place may be that of something that was removed.
    """
    folder, _, name = path.rpartition("/")
    files = [name, *(f"{old}.yml" for old in _earlier_ids(data))]
    removal = f"{REMOVE}/" if address.startswith(f"{REMOVE}/") else ""
    names: list[list[str]] = []
    found: Data | None = data
    for step in address.removeprefix(removal).split("/"):
        found = found.get(step) if isinstance(found, dict) else None
        names.append([step, *_earlier_ids(found)])
    for file, *steps in product(files, *names):
        yield f"{folder}/{file}".removeprefix("/"), removal + "/".join(steps)


def _earlier_ids(piece: Data | None) -> list[str]:
    """What a piece was called before."""
    was = piece.get("was", ()) if isinstance(piece, dict) else ()
    return [it for it in was if isinstance(it, str)] if isinstance(was, list) else []


def found_at(data: Data, *steps: str) -> Data | None:
    """What is in the data below these keys. None if nothing is."""
    found: Data | None = data
    for step in steps:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _without(data: Mapping[str, Data], parents: Location, name: str) -> dict[str, Data]:
    """A copy of the data without one thing."""
    if not parents:
        return {key: value for key, value in data.items() if key != name}
    first, *rest = parents
    inside = data[str(first)]
    assert isinstance(inside, dict), "the thing was found there"
    return {**data, str(first): _without(inside, tuple(rest), name)}


def layers_of(settings: Document) -> Iterator[tuple[str, Layer]]:
    """What `district.yml` writes over files of the course, by their paths."""
    data = settings.data
    if not isinstance(data, dict):
        return
    if OF_OUTLINE & data.keys():
        yield "course.yml", Layer(settings, keys=OF_OUTLINE)
    for key, path in SECTIONS.items():
        if isinstance(data.get(key), dict):
            yield path, Layer(settings, (key,))
