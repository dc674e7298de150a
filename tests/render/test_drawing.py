"""Composed drawings: people stand on the floor, sit on seats, and share the shapes of a page."""

import gzip
import random
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from course.frontend.drawing_kit import FLOOR, drawing_kit
from course.models.course import Course
from course.models.drawing import Build, Clothes, Drawing, Hair, Place, Pose, What, Who
from course.render.drawing import NUMBERED, PREFIX, SIZES, Composer
from tests.conftest import Files
from tests.rendering import render_all

KIT = drawing_kit()
COMPOSER = Composer(KIT)
PAGE = "<main>\n{}\n</main>"
MOST_BYTES = 3 * 1024
MOVED = re.compile(
    r'<g class="drawn__(\w+)" transform="translate\((\d+) ([\d.]+)\)(?:scale\(([^)]+)\))?'
)


def drawing_of(place: str, *people: dict[str, Any], things: list[Any] | None = None) -> Drawing:
    content = {"place": place, "people": people, "things": things or [], "shows": 'A "hall" & <I>'}
    return Drawing.model_validate(content)


def svg_of(place: str, *people: dict[str, Any], things: list[Any] | None = None) -> str:
    return COMPOSER.svg(drawing_of(place, *people, things=things))


def person(at: int = 3, who: str = "adult", pose: str = "stands", **more: str) -> dict[str, Any]:
    return {"at": at, "who": who, "pose": pose, **more}


def test_drawing_says_what_it_shows_and_reserves_its_space() -> None:
    root = ElementTree.fromstring(svg_of("hallway", person()))
    assert (root.get("role"), root.get("aria-label")) == ("img", "A “hall” & <I>")
    assert root.get("viewBox") == "-10 0 380 180"


def test_people_stand_in_the_middle_of_their_column_on_its_floor() -> None:
    on_floor, on_step = MOVED.findall(svg_of("stairwell", person(2), person(7, who="you")))
    assert on_floor[:3] == ("adult", "60", f"{FLOOR:g}")
    assert on_step[:3] == ("you", "260", f"{KIT.places['stairwell'].floors[7]:g}")


@pytest.mark.parametrize("place", Place)
def test_fullest_drawing_is_small_with_all_of_its_shapes(place: Place) -> None:
    chosen = random.Random(place)
    hair, clothes, builds = list(Hair), list(Clothes), list(Build)
    people = [
        person(
            column,
            chosen.choice(list(Who)),
            pose,
            hair=chosen.choice(hair),
            wears=chosen.choice(clothes),
            build=chosen.choice(builds),
        )
        for column, pose in enumerate(chosen.sample(list(Pose), 9), 1)
    ]
    things = [{"what": what, "at": 5} for what in chosen.sample(list(What), 6)]
    svg = svg_of(place, *people, things=things)
    assert len(gzip.compress(f"{svg}{COMPOSER.shapes_of(svg)}".encode())) <= MOST_BYTES


@pytest.mark.parametrize("who", Who)
def test_people_sit_at_the_height_of_the_seat(who: Who) -> None:
    ((_, _, y, _),) = MOVED.findall(svg_of("bus-aisle", person(3, who=who, pose="sits")))
    height = FLOOR - float(y) + KIT.poses["sits"].seat * SIZES[who][0]
    assert height == pytest.approx(max(36, KIT.poses["sits"].seat * SIZES[who][0]))


@pytest.mark.parametrize("pose", Pose)
def test_people_who_sit_bring_a_chair_only_where_there_is_no_seat(pose: Pose) -> None:
    chair = f'href="#{PREFIX}thing-chair"'
    assert chair not in svg_of("bus-aisle", person(3, pose=pose))
    assert (chair in svg_of("hallway", person(3, pose=pose))) == bool(KIT.poses[pose].seat)


def test_people_bring_a_desk_only_where_there_is_no_seat() -> None:
    """The classroom has desks of its own, at its seats."""
    desk = f'href="#{PREFIX}pose-head-on-desk-desk"'
    assert desk in svg_of("classroom", person(7, pose="head-on-desk"))
    assert desk not in svg_of("classroom", person(2, pose="head-on-desk"))


def test_people_face_right_or_as_their_seat_or_as_the_author_says() -> None:
    def scale(place: str, **more: str) -> str:
        ((*_, found),) = MOVED.findall(svg_of(place, person(7, **more)))
        return str(found)

    assert scale("hallway") == ""
    assert scale("hallway", faces="left") == "-1 1"
    assert scale("office-table", pose="sits") == "-1 1"
    assert scale("office-table", pose="sits", faces="right") == ""
    assert scale("office-table", pose="stands") == "", "a seat matters only to those who sit"


def test_hem_is_left_out_where_legs_are_bent() -> None:
    hem = "clothes-dress-hem"
    assert hem in svg_of("anywhere", person(wears="dress"))
    assert hem not in svg_of("anywhere", person(wears="dress", pose="sits"))


def test_face_is_covered_only_of_those_who_are_turned_away() -> None:
    assert "hair-from-behind" not in svg_of("anywhere", person())
    assert "hair-from-behind" in svg_of("anywhere", person(pose="turned-away"))


@pytest.mark.parametrize(
    ("thing", "path"),
    [
        ({"what": "distance", "at": 2, "to": 4}, "M60 171H140"),
        ({"what": "distance", "at": 2}, "M60 171H100"),
        ({"what": "exit-arrow", "at": 4, "to": 2}, "M140 171H60M68 165L60 171L68 177"),
    ],
)
def test_lines_are_on_the_floor_from_one_column_to_another(
    thing: dict[str, Any], path: str
) -> None:
    assert f'd="{path}"' in svg_of("anywhere", things=[thing])


def test_speech_is_just_above_the_head_of_the_speaker() -> None:
    """Also of who is small, sits or leans, and never above the top."""

    def bubble(place: str, speaker: dict[str, Any]) -> tuple[float, float]:
        svg = svg_of(place, speaker, things=[{"what": "speech", "at": speaker["at"]}])
        found = re.search(r'thing-speech" transform="translate\(([\d.]+) ([\d.]+)\)', svg)
        assert found
        return float(found[1]), float(found[2])

    x, standing = bubble("anywhere", person(4))
    assert x == pytest.approx(140, abs=2)
    assert bubble("anywhere", person(4, who="child-small"))[1] > standing + 15
    assert bubble("anywhere", person(4, pose="sits"))[1] > standing + 5
    right, _ = bubble("anywhere", person(4, pose="head-on-desk"))
    left, _ = bubble("anywhere", person(4, pose="head-on-desk", faces="left"))
    assert right - 140 == pytest.approx(140 - left) == pytest.approx(16)
    assert bubble("bus-door", person(8))[1] == 154


def test_speech_without_a_speaker_is_above_the_floor() -> None:
    svg = svg_of("anywhere", person(2), things=[{"what": "speech", "at": 5, "faces": "left"}])
    assert f'thing-speech" transform="translate(180 {FLOOR:g})scale(-1 1)"' in svg


def test_page_has_each_shape_once_and_only_those_that_it_needs() -> None:
    drawings = svg_of("hallway", person(2), person(6, who="child")) + svg_of("hallway")
    named = dict.fromkeys(re.findall(r'href="#([^"]+)"', drawings))
    page = COMPOSER.with_shapes(PAGE.format(drawings))
    shapes = dict(re.findall(r'<g id="([^"]+)">(.*?)</g>(?=<g|</svg>)', page))
    assert list(shapes) == [f"{NUMBERED}{number}" for number in range(len(named))]
    assert list(shapes.values()) == [KIT.shape(it.removeprefix(PREFIX)) for it in named]
    assert set(shapes) == set(re.findall(r'href="#([^"]+)"', page))
    assert page.count("</main>") == 1
    assert 'style="' not in page


def test_page_without_drawings_has_no_shapes() -> None:
    page = PAGE.format("<p>Nothing to see.</p>")
    assert COMPOSER.with_shapes(page) == page


def test_drawing_of_a_lesson_and_of_a_situation_are_on_their_pages(
    read_with: Callable[[Files], Course],
) -> None:
    course = read_with(
        {
            "modules/more-words.yml": {
                "change": "      file: two-chairs\n",
                "to": "      place: hallway\n"
                "      instead:\n        driver: {place: bus-aisle, shows: A bus.}\n",
            },
            "modules/first-steps.yml": {
                "change": "        scene: |\n",
                "to": "        drawing:\n          place: gym\n          shows: A gym.\n"
                "          instead:\n            teacher: {place: hallway, shows: A hall.}\n"
                "        scene: |\n",
            },
        }
    )
    pages = {address: page.html for address, page in render_all(course).items()}
    assert 'aria-label="A bus."' in pages["driver/more-words/"]
    assert 'aria-label="Two chairs that face each other."' in pages["teacher/more-words/"]
    shown = pages["driver/first-steps/"]
    place = shown.index('id="your-work--at-the-stop"')
    figure = shown.index('aria-label="A gym."', place)
    assert figure < shown.index("situation__scene", place)
    assert f'">{KIT.shape("place-gym-back")}</g>' in shown
    for html in pages.values():
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'<use href="#([^"]+)', html)) <= set(ids)
