"""The parts of drawings: each is a small SVG that takes all of its colors from the style sheet."""

import re
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree

import pytest

from course.frontend.drawing_kit import COLUMNS, FLOOR, FROM_BEHIND, drawing_kit
from course.models.drawing import LINES, Clothes, Hair, Place, Pose, What

FRONTEND = Path(__file__).parents[2] / "course" / "frontend"
FILES = {
    f"{path.parent.name}/{path.stem}": path.read_text(encoding="utf-8")
    for path in sorted((FRONTEND / "drawings").rglob("*.svg"))
}
KIT = drawing_kit()
MOST_BYTES = 2_500
CLASSES = set(
    re.findall(r"\.(drawn__[a-z]+)", (FRONTEND / "css" / "drawings.css").read_text("utf-8"))
)
OF_PEOPLE_AND_LINES = {"child", "you", "adult", "distance", "way"}
"""Classes that parts do not have, but the drawings that are composed of them."""
ALLOWED = {
    "path": {"class", "d", "fill", "stroke", "stroke-width", "stroke-dasharray"},
    "circle": {"class", "cx", "cy", "r", "fill", "stroke", "stroke-width"},
}


@pytest.mark.parametrize(
    ("enum", "names"),
    [
        (Place, KIT.places.keys()),
        (Pose, KIT.poses.keys()),
        (Hair, KIT.hair.keys() - {FROM_BEHIND}),
        (Clothes, KIT.clothes.keys()),
        (What, KIT.things.keys() | set(LINES)),
    ],
)
def test_authors_may_write_exactly_what_the_kit_has(enum: type[StrEnum], names: set[str]) -> None:
    assert {str(word) for word in enum} == set(names)


@pytest.mark.parametrize("name", FILES)
def test_part_is_a_small_drawing_without_colors_of_its_own(name: str) -> None:
    root = ElementTree.fromstring(FILES[name])
    assert (root.get("fill"), root.get("stroke")) == ("none", "currentColor")
    assert len(FILES[name].encode()) <= MOST_BYTES
    assert len(root)
    for shape in root:
        tag = shape.tag.rpartition("}")[2]
        assert set(shape.attrib) <= ALLOWED[tag], shape.attrib
        assert {shape.get("fill", "none"), shape.get("stroke", "none")} <= {"none", "currentColor"}
        assert set(shape.get("class", "").split()) <= CLASSES


def test_every_class_of_drawings_is_used() -> None:
    used = set(re.findall(r"drawn__[a-z]+", "".join(FILES.values())))
    assert used == CLASSES - {f"drawn__{name}" for name in OF_PEOPLE_AND_LINES}


@pytest.mark.parametrize("name", KIT.places)
def test_every_column_of_a_place_has_a_floor_and_seats_are_above_it(name: str) -> None:
    place = KIT.places[name]
    assert list(place.floors) == list(range(1, COLUMNS + 1))
    assert all(100 < floor <= FLOOR for floor in place.floors.values())
    assert all(column in place.floors and seat.height > 20 for column, seat in place.seats.items())


def test_places_describe_their_seats_where_they_have_them() -> None:
    """The sentence about a place is all that authors know of its seats."""
    without = {name for name, place in KIT.places.items() if not place.seats}
    speaks = re.compile(r"seat|chair|bench|bleachers|beanbag|cot")
    sentences = (FRONTEND.parent / "models" / "drawing.py").read_text("utf-8")
    for name in KIT.places:
        sentence = sentences.split(f'= "{name}"\n')[1].split('"""')[1]
        assert bool(speaks.search(sentence)) == (name not in without), name


@pytest.mark.parametrize("name", KIT.poses)
def test_head_of_a_pose_is_above_its_hip_and_below_the_top(name: str) -> None:
    pose = KIT.poses[name]
    assert -90 < pose.neck.y < pose.hip.y < 0
    assert bool(pose.seat) == (
        (name.startswith("sits") and name != "sits-on-floor") or name == "head-on-desk"
    )


def test_desk_of_a_pose_is_apart_from_the_limbs() -> None:
    assert {name for name, pose in KIT.poses.items() if pose.desk} == {"head-on-desk"}
    assert "drawn__thing" in KIT.poses["head-on-desk"].desk
    assert "drawn__thing" not in KIT.poses["head-on-desk"].near
