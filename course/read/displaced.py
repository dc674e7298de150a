"""Mistakes that make many values wrong at once: a line is missing above them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from course.problems import Finding, Location
from course.read.codes import KEYS
from course.read.field_docs import fields_at
from course.suggestions import did_you_mean, in_quotes, nearest


@dataclass(frozen=True)
class CommonCause:
    """A finding, and the places of the mistakes that it explains."""

    finding: Finding
    places: tuple[Location, ...]

    def explains(self, location: Location) -> bool:
        """Whether a mistake at a location follows from it."""
        return any(location[: len(place)] == place for place in self.places)


def missing_above(
    path: str, kind: Any, data: Any, errors: Sequence[ErrorDetails]
) -> Iterator[CommonCause]:
    """A key is missing above what belongs below it, such as `questions:` above the questions.

    What is below then belongs to the mapping itself, or to the key before.
    """
    for details in errors:
        if details["type"] != "missing":
            continue
        *parent, key = details["loc"]
        places = {_piece_at(it["loc"], tuple(parent)): None for it in errors if it is not details}
        fitting = [
            place
            for place in places
            if place and _fits(_at(data, place), kind, (*parent, key, place[-1]))
        ]
        if fitting:
            finding = Finding(
                path,
                fitting[0],
                f'"{key}:" is missing above this line.',
                f"Write `{key}:` on a line of its own, above this one and indented less.",
                on_key=True,
                rule=KEYS,
            )
            yield CommonCause(finding, (details["loc"], *fitting))


def _piece_at(location: Location, parent: Location) -> Location | None:
    """The place of the piece that a mistake is in: in a mapping, or below another of its keys."""
    if location[: len(parent)] != parent:
        return None
    depth = len(parent) + (1 if len(location) == len(parent) + 1 else 2)
    return location[:depth]


def _at(data: Any, location: Location) -> Any:
    for step in location:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _fits(value: Any, kind: Any, location: Location) -> bool:
    """Whether a mapping has only keys that are known at a location."""
    known = fields_at(kind, location)
    return isinstance(value, dict) and bool(value) and value.keys() <= known.keys()


def several_unknown(
    path: str, kind: Any, _data: Any, errors: Sequence[ErrorDetails]
) -> Iterator[CommonCause]:
    """Several keys of a mapping are unknown, and none of them is nearly right."""
    unknown: dict[Location, list[Location]] = {}
    for details in errors:
        if details["type"] == "extra_forbidden":
            parent, key = details["loc"][:-1], str(details["loc"][-1])
            if nearest(key, fields_at(kind, parent)) is None:
                unknown.setdefault(parent, []).append(details["loc"])
    for parent, places in unknown.items():
        if len(places) > 1:
            finding = Finding(
                path,
                places[0],
                f"{in_quotes(str(it[-1]) for it in places)} are not known keys here.",
                f"{did_you_mean('', fields_at(kind, parent))} If they belong below another key, "
                "check that its line is there, and their indentation.",
                on_key=True,
                rule=KEYS,
            )
            yield CommonCause(finding, tuple(places))
