"""Every anchor of a page leads to its place in a file, and every place to its anchor."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest

from course.compile import check_folder
from course.models.base import walk
from course.models.course import Course
from course.problems import Location
from course.read.places import Place, place_of, shared_file
from course.render.page_places import places_on
from course.render.places import anchor_of, anchor_on, place_at, role_of
from course.site import Page, module_address, scene_address
from tests.conftest import SMALL_COURSE
from tests.rendering import anchors_in, render_all
from tests.specimen import SPECIMEN

NOT_FROM_A_FILE = re.compile(
    r"_(main|search|search-label|in|contents|example"  # around the text of a page
    r"|topics|hard-topics|tools|lines"  # lists on a role's page, and the reader's own lines
    r"|tags|claims|subject-\d+"  # headings of the page with all claims
    r"|where-you-work|anywhere|local-rules"  # headings of the page about help
    r"|handout|answers|sign-in|after-\d+|evidence|turns|endings"  # parts of a trainer's page
    r"|\d+)"  # shapes of drawings
    r"|.+--_past"  # the end of a scene, for those who skip it
)
SCENE = ("lessons", "hard-minute", "activities", "holds-the-rail")
DRIVER_CARD = ("lessons", "your-work", "activities", "driver-card", "do")
MODULE = "modules/a-calmer-morning.yml"


class Rendered(NamedTuple):
    course: Course
    pages: Mapping[str, Page]


@pytest.fixture(scope="module", params=[SMALL_COURSE, SPECIMEN], ids=["small", "specimen"])
def rendered(request: pytest.FixtureRequest) -> Rendered:
    course = check_folder(request.param).course
    assert course
    pages = {at: page for at, page in render_all(course).items() if not page.moved_to}
    return Rendered(course, pages)


@pytest.fixture(scope="module")
def specimen() -> Course:
    course = check_folder(SPECIMEN).course
    assert course
    return course


def earlier_anchors(course: Course) -> set[str]:
    """The last part of each anchor that something had before it was renamed."""
    found: set[str] = set()
    for _, value in walk(course):
        was = getattr(value, "was", ())
        found.update(old.rpartition("/")[2] for old in was)
    return found


def written(course: Course) -> Iterator[Place]:
    """Every place in a module, a quiz, a card, a tool, a topic or the glossary."""
    for kind in ("modules", "quizzes", "cards", "tools", "topics", "glossary", "claims"):
        for name, piece in getattr(course, kind).items():
            path, start = place_of(kind, name)
            for location, _ in walk(piece, start):
                yield path, location


def test_every_anchor_is_known_or_does_not_come_from_a_file(rendered: Rendered) -> None:
    earlier = earlier_anchors(rendered.course)
    unknown = {
        (address, anchor)
        for address, page in rendered.pages.items()
        for anchor in anchors_in(page)
        if place_at(rendered.course, address, anchor) is None
        and not NOT_FROM_A_FILE.fullmatch(anchor)
        and anchor.rpartition("--")[2] not in earlier
    }
    assert unknown == set()


def test_every_place_is_at_an_anchor_of_its_page(rendered: Rendered) -> None:
    for address, page in rendered.pages.items():
        assert {*places_on(rendered.course, address)} <= {"", *anchors_in(page)}, address


def test_place_leads_back_to_the_anchor(rendered: Rendered) -> None:
    """A piece that several anchors show has one that it leads back to."""
    course = rendered.course
    for address in rendered.pages:
        role_id = address.split("/")[0]
        for anchor, place in places_on(course, address).items():
            if role_id in course.roles:
                back = anchor_of(course, role_id, *place)
                assert back, (address, anchor)
                assert place_at(course, *back) == place
                assert back == (address, anchor) or "_turn--" in anchor or anchor == "", address


def test_anchor_is_around_the_location(rendered: Rendered) -> None:
    course = rendered.course
    seen = 0
    for role_id in course.roles:
        for path, location in written(course):
            found = anchor_of(course, role_id, path, location)
            if found and location[:1] not in (("objectives",), ("care",)):
                place = place_at(course, *found)
                assert place
                assert (place[0], place[1]) == (path, location[: len(place[1])])
                assert found[0] in rendered.pages
                seen += 1
    assert seen > 100


@pytest.mark.parametrize(
    ("location", "anchor"),
    [
        (("title",), ""),
        (("objectives", "two-lines"), "_close"),
        (("care", "mentions"), "_start"),
        (("lessons", "hard-minute", "text"), "hard-minute"),
        ((*SCENE, "experience"), "hard-minute--holds-the-rail"),
    ],
)
def test_smallest_piece_around_a_location(
    specimen: Course, location: Location, anchor: str
) -> None:
    page = module_address("bus-driver", "a-calmer-morning")
    assert anchor_of(specimen, "bus-driver", MODULE, location) == (page, anchor)


def test_turns_of_a_scene_are_on_its_page(specimen: Course) -> None:
    page = scene_address("bus-driver", "a-calmer-morning", "holds-the-rail")
    _, node_id, *_ = places_on(specimen, page)
    place = place_at(specimen, page, node_id)
    assert place
    assert place[1][:4] == SCENE
    assert anchor_of(specimen, "bus-driver", *place)


def test_what_a_role_does_not_see_has_no_anchor(small_course: Course) -> None:
    lessons = small_course.modules["first-steps"].lessons
    for lesson_id, lesson in lessons.items():
        for activity_id, activity in lesson.activities.items():
            location = ("lessons", lesson_id, "activities", activity_id)
            for role_id in small_course.roles:
                found = anchor_of(small_course, role_id, "modules/first-steps.yml", location)
                if not activity.is_for(small_course.reader(role_id)):
                    assert found is None
    assert anchor_of(small_course, "nobody", "modules/first-steps.yml", ()) is None
    assert anchor_of(small_course, "driver", "reference/style.yml", ("avoid",)) is None


def test_text_for_another_role_has_no_anchor(small_course: Course) -> None:
    lesson = ("lessons", "few-words")
    for name in ("driver", "teacher"):
        place = ("modules/first-steps.yml", (*lesson, "instead", name))
        assert (anchor_of(small_course, "driver", *place) is None) == (name == "teacher")


def test_source_is_shown_with_its_claim(small_course: Course) -> None:
    claim_id, claim = next(iter(small_course.claims.items()))
    place = (shared_file("citations"), (claim.citations[0], "title"))
    assert anchor_of(small_course, "driver", *place) == ("evidence/", claim_id)


@pytest.mark.parametrize("address", ["nowhere/", "driver/nowhere/", "driver/first-steps/x/", "d/"])
def test_unknown_address_shows_nothing(small_course: Course, address: str) -> None:
    assert not places_on(small_course, address)
    assert place_at(small_course, address, "_start") is None


@pytest.mark.parametrize(
    ("address", "location", "anchor"),
    [
        ("driver/first-steps/", ("lessons", "few-words", "also", "driver"), "few-words"),
        ("teacher/first-steps/", ("lessons", "few-words", "also", "driver"), None),
        ("driver/first-steps/", DRIVER_CARD, "your-work--driver-card"),
        ("teacher/first-steps/", DRIVER_CARD, None),
        ("driver/more-words/", ("lessons", "few-words"), None),
        ("evidence/", (), None),
    ],
)
def test_page_shows_only_what_its_role_sees(
    small_course: Course, address: str, location: Location, anchor: str | None
) -> None:
    assert anchor_on(small_course, address, "modules/first-steps.yml", location) == anchor


def test_cell_of_the_matrix_belongs_to_one_role(small_course: Course) -> None:
    cell = ("matrix", "first-steps", "teacher")
    assert anchor_on(small_course, "teacher/", "course.yml", cell) == "_path"
    assert anchor_on(small_course, "driver/", "course.yml", cell) is None
    assert anchor_on(small_course, "", "course.yml", cell) == ""


@pytest.mark.parametrize(
    ("address", "role_id"),
    [
        ("driver/", "driver"),
        ("driver/now/", "driver"),
        ("trainers/driver/first-steps/", "driver"),
        ("posters/teacher/cards/", "teacher"),
        ("", None),
        ("trainers/", None),
        ("topics/driver/", None),
    ],
)
def test_role_of_an_address(small_course: Course, address: str, role_id: str | None) -> None:
    assert role_of(small_course, address) == role_id
