"""A scene starts in its lesson and goes on on its own page, wherever it was before."""

import re
from collections.abc import Callable
from urllib.parse import urldefrag

import pytest

from course.models.course import Course
from course.models.session import Session
from course.site import Page
from tests.conftest import Files
from tests.rendering import anchors_in, links_in, render_all
from tests.small_scene import MODULE, WITH_SCENE, scene_of, with_scene

LESSON_PAGE = "driver/more-words/"
SCENE_PAGE = f"{LESSON_PAGE}chair/"
FOR_TRAINERS = f"trainers/{SCENE_PAGE}"
SESSION = Session.model_validate(
    {
        "opening": ["Welcome."],
        "when-somebody-tells": ["Listen."],
        "fit": "Ask what fits.",
        "commitment": "One line.",
        "plans": {"short": {"title": "Short", "steps": [{"minutes": 10, "text": "The scene."}]}},
    }
)


@pytest.fixture
def course(read_with: Callable[[Files], Course]) -> Course:
    return read_with(WITH_SCENE).model_copy(update={"session": SESSION})


@pytest.fixture
def pages(course: Course) -> dict[str, Page]:
    return render_all(course)


def section(page: Page, anchor: str) -> str:
    return page.html.partition(f'<section id="{anchor}"')[2].partition("</section>")[0]


@pytest.mark.parametrize("address", [LESSON_PAGE, f"trainers/{LESSON_PAGE}"])
def test_choices_in_the_lesson_lead_to_what_follows_them(
    pages: dict[str, Page], address: str
) -> None:
    into_scene = [link for link in links_in(pages[address]) if link.startswith(f"{address}chair/#")]
    assert len(into_scene) == 3
    assert "You offer another one." not in pages[address].html
    assert "I bring a chair" not in pages[address].html


@pytest.mark.parametrize("address", [SCENE_PAGE, FOR_TRAINERS])
def test_every_link_to_a_turn_leads_to_one(pages: dict[str, Page], address: str) -> None:
    anchors = anchors_in(pages[address])
    assert len(anchors) == len(set(anchors))
    for page in pages.values():
        for link in links_in(page):
            to, anchor = urldefrag(link)
            if to == address and anchor:
                assert anchor in anchors, f"{page.address} -> {link}"


def test_page_of_a_scene_has_each_turn_with_what_is_different_there(
    course: Course, pages: dict[str, Page]
) -> None:
    page = pages[SCENE_PAGE]
    scene = scene_of(course)
    assert page.title == "One chair"
    assert page.part_of == "Bus driver"
    for name in scene.numbers:
        assert section(page, name)
    assert "the bell rings" not in section(page, "quiet")
    assert "Now:" not in section(page, "quiet")
    assert "<strong>Now:</strong> the door is open" in section(page, "louder")
    assert "<strong>Leo</strong>" in section(page, "both")
    # What the reader has just said, which only the address of that choice shows.
    assert 'id="both--ask" class="just-said"' in section(page, "louder")
    assert 'id="quiet--leave" class="just-said"' in section(page, "louder")


def test_order_of_choices_is_the_same_in_the_lesson_and_on_the_page(
    pages: dict[str, Page],
) -> None:
    orders = [
        re.findall(r"#both--(\w+)", pages[address].html) for address in (LESSON_PAGE, SCENE_PAGE)
    ]
    assert orders[0] == orders[1]
    assert sorted(orders[0]) == ["ask", "pull", "wait"]


def test_scene_leads_to_its_lesson_and_to_the_one_to_read_again(pages: dict[str, Page]) -> None:
    links = links_in(pages["teacher/more-words/chair/"])
    assert "teacher/more-words/#repair--chair" in links
    assert "teacher/more-words/#quarrel" in links
    # Drivers do not have that lesson.
    assert f"{LESSON_PAGE}#quarrel" not in links_in(pages[SCENE_PAGE])
    assert "repair--chair" in anchors_in(pages[LESSON_PAGE])


def test_what_a_scene_mentions_is_first_with_a_way_past_it(
    read_with: Callable[[Files], Course],
) -> None:
    course = read_with(with_scene("  people:\n", "  mentions: A quarrel.\n  people:\n"))
    pages = render_all(course)
    for address in (LESSON_PAGE, SCENE_PAGE):
        main = pages[address].html.partition("<main")[2]
        assert f"{LESSON_PAGE}#repair--chair--_past" in links_in(pages[address])
        assert main.index("A quarrel.</p>") < main.index("Two students want one chair.")
        assert "help/" in links_in(pages[address])
    assert anchors_in(pages[LESSON_PAGE]).count("repair--chair--_past") == 1


def test_each_turn_is_a_slide_with_its_number(course: Course, pages: dict[str, Page]) -> None:
    html = pages[FOR_TRAINERS].html
    numbers = re.findall(r'data-slide="(\d+)"', html)
    assert numbers == ["0", *(str(number) for number in scene_of(course).numbers.values())]
    assert html.count("A show of hands: which one?") == 3


def test_earlier_addresses_of_a_scene_lead_on(read_with: Callable[[Files], Course]) -> None:
    with_all_renamed = {
        "reference/roles.yml": {
            "change": "    title: Bus driver\n",
            "to": "    title: Bus driver\n    was: [bus]\n",
        },
        MODULE: [
            {"change": "title: More words\n", "to": "title: More words\nwas: [words]\n"},
            {
                "change": "    title: Repair\n",
                "to": "    title: Repair\n    was: [first-steps/mend]\n",
            },
            WITH_SCENE[MODULE],
        ],
    }
    course = read_with(with_all_renamed).model_copy(update={"session": SESSION})
    moved = {
        address: page.moved_to
        for address, page in render_all(course).items()
        if page.moved_to and page.moved_to.endswith(SCENE_PAGE)
    }
    olds = {
        f"{role}/{module}/{scene}/"
        for role in ("driver", "bus")
        for module in ("more-words", "words", "first-steps")
        for scene in ("chair", "seat")
    } - {SCENE_PAGE}
    assert moved == {
        **dict.fromkeys(olds, SCENE_PAGE),
        **{f"trainers/{old}": FOR_TRAINERS for old in olds},
    }
