"""The kit of parts that drawings are composed of: a file for each in `frontend/drawings`.

Parts are edited by hand. They have no colors of their own, only classes of `css/drawings.css`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from course.frontend.minified import minified

COLUMNS = 9
COLUMN_WIDTH = 40
"""In units of a drawing, as all lengths here."""
WIDTH, HEIGHT = COLUMNS * COLUMN_WIDTH, 180
MARGIN = 10
"""At the left of the first column and at the right of the last."""
FROM_BEHIND = "from-behind"
"""Covers the face of a head that is turned away. No hair of its own."""
FLOOR = 162.0
"""How far below the top of a drawing the floor is."""
_FOLDER = Path(__file__).parent / "drawings"
_SVG = re.compile(r"<svg\b(?P<attributes>[^>]*)>(?P<inside>.*)</svg>", re.DOTALL)
_DATA = re.compile(r'data-(?P<name>[a-z]+)="(?P<value>[^"]*)"')
_LAYERS = re.compile(r"<!-- (?:body|people) -->")
_DESK = "<!-- desk -->"
"""Separates what a pose has only where the place has no seat."""
_SEAT = re.compile(r"(?P<column>\d) (?P<height>[\d.]+) (?P<faces>left|right)")
_LEVEL = re.compile(r"(?P<first>\d)-(?P<last>\d) (?P<floor>[\d.]+)")


@dataclass(frozen=True)
class Seat:
    """A place to sit."""

    height: float
    """Of the seat above the floor."""
    faces_left: bool


@dataclass(frozen=True)
class Place:
    """Where people are. Each of its columns has a floor, and some have a seat."""

    back: str
    """What is behind people."""
    front: str
    """What is in front of them, if anything."""
    floors: Mapping[int, float]
    seats: Mapping[int, Seat]


@dataclass(frozen=True)
class Joint:
    """Where a torso or a head is in a pose, from the middle of the feet."""

    x: float
    y: float
    angle: float
    """In degrees, clockwise from upright."""


@dataclass(frozen=True)
class Pose:
    """The limbs of an adult who faces right, without torso and head."""

    far: str
    """The limbs behind the torso."""
    near: str
    """The limbs in front of it, with what the hands hold."""
    desk: str
    """What the person brings to sit at where the place has no seat, if anything."""
    hip: Joint
    neck: Joint
    seat: float
    """The height of the seat under an adult. 0 if the pose needs none."""
    legs_are_bent: bool
    """Whether clothes end at the hip, because a hem would be in the way."""
    is_turned_away: bool


@dataclass(frozen=True)
class Garment:
    """What is worn on a torso, from its hip."""

    top: str
    hem: str
    """What is below the hip, if anything."""


@dataclass(frozen=True)
class Kit:
    """All parts, by their names."""

    places: Mapping[str, Place]
    poses: Mapping[str, Pose]
    hair: Mapping[str, str]
    clothes: Mapping[str, Garment]
    things: Mapping[str, str]

    def shape(self, name: str) -> str:
        """A shape that drawings refer to, with its paths shortened."""
        return _shortened(self.shapes[name])

    @cached_property
    def shapes(self) -> Mapping[str, str]:
        """Every shape that drawings refer to, by its name there. Some are empty."""
        return {
            **{f"place-{name}-back": place.back for name, place in self.places.items()},
            **{f"place-{name}-front": place.front for name, place in self.places.items()},
            **{f"pose-{name}-far": pose.far for name, pose in self.poses.items()},
            **{f"pose-{name}-near": pose.near for name, pose in self.poses.items()},
            **{f"pose-{name}-desk": pose.desk for name, pose in self.poses.items()},
            **{f"hair-{name}": shape for name, shape in self.hair.items()},
            **{f"clothes-{name}-top": garment.top for name, garment in self.clothes.items()},
            **{f"clothes-{name}-hem": garment.hem for name, garment in self.clothes.items()},
            **{f"thing-{name}": shape for name, shape in self.things.items()},
        }


def drawing_kit() -> Kit:
    """The kit, read from its files."""
    return Kit(
        places={part.name: _place(part) for part in _parts("places")},
        poses={part.name: _pose(part) for part in _parts("poses")},
        hair={part.name: part.inside for part in _parts("hair")},
        clothes={part.name: Garment(*_layers(part.inside)) for part in _parts("clothes")},
        things={part.name: part.inside for part in _parts("things")},
    )


class _Part(NamedTuple):
    """A file of the kit."""

    name: str
    data: Mapping[str, str]
    """Its `data-` attributes."""
    inside: str
    """Its shapes, on one line."""


def _parts(kind: str) -> Iterator[_Part]:
    for path in sorted((_FOLDER / kind).glob("*.svg")):
        svg = _SVG.search(path.read_text(encoding="utf-8"))
        assert svg, f"{path} is not an SVG"
        data = {found["name"]: found["value"] for found in _DATA.finditer(svg["attributes"])}
        shapes = "".join(line.strip() for line in svg["inside"].splitlines())
        yield _Part(path.stem, data, shapes)


def _shortened(shape: str) -> str:
    svg = minified("svg", f"<svg>{shape}</svg>")
    return svg.removeprefix("<svg>").removesuffix("</svg>") if shape else ""


def _place(part: _Part) -> Place:
    back, front = _layers(part.inside)
    floors = dict.fromkeys(range(1, COLUMNS + 1), FLOOR)
    for level in _LEVEL.finditer(part.data.get("floors", "")):
        columns = range(int(level["first"]), int(level["last"]) + 1)
        floors.update(dict.fromkeys(columns, float(level["floor"])))
    seats = {
        int(seat["column"]): Seat(float(seat["height"]), seat["faces"] == "left")
        for seat in _SEAT.finditer(part.data.get("seats", ""))
    }
    return Place(back, front, floors, seats)


def _pose(part: _Part) -> Pose:
    data = part.data
    limbs, _, desk = part.inside.partition(_DESK)
    far, near = _layers(limbs)
    hip, neck = _joint(data["hip"]), _joint(data["neck"])
    return Pose(
        far,
        near,
        desk,
        hip,
        neck,
        seat=float(data.get("seat", "0")),
        legs_are_bent=data.get("legs") == "bent",
        is_turned_away=data.get("turned") == "away",
    )


def _layers(shapes: str) -> tuple[str, str]:
    """What is before the comment in a part's shapes, and what is after it, if anything."""
    behind, *in_front = _LAYERS.split(shapes)
    return behind, "".join(in_front)


def _joint(numbers: str) -> Joint:
    return Joint(*map(float, numbers.split()))
