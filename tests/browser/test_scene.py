"""A scene is played turn by turn: to each ending, back again, on paper, and before a group."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from course.models.activities.scene import Scene
from course.models.base import Id
from course.models.course import Course
from course.read.loader import load
from course.site import inner_anchor
from tests.browser.actions import ready, tab_to
from tests.browser.sites import EVERY_KIND, SPECIMEN
from tests.browser.test_accessibility import DARK, USUAL, violations_on

SCENE_ID = "holds-the-rail"
ADDRESS = f"{EVERY_KIND}{SCENE_ID}/"
MOST_SHEETS = 4
LEAST_HEIGHT = 48


@pytest.fixture(scope="module")
def scene() -> Scene:
    course = load(SPECIMEN).course
    assert isinstance(course, Course)
    found = course.modules["a-calmer-morning"].lessons["hard-minute"].activities[SCENE_ID]
    assert isinstance(found, Scene)
    return found


@pytest.fixture
def played(page: Page, specimen_address: str) -> Page:
    page.goto(specimen_address + ADDRESS)
    ready(page)
    return page


def ways(scene: Scene) -> Iterator[tuple[Id, list[str]]]:
    """Each ending, with the anchors of the choices on the shortest way there."""
    for ending, way in scene.reached_from(next(iter(scene.nodes))).items():
        if ending in scene.endings:
            yield ending, [choice_to(scene, *step) for step in pairwise(way)]


def choice_to(scene: Scene, node_id: Id, to: Id) -> str:
    choices = scene.nodes[node_id].choices.items()
    return inner_anchor(node_id, next(name for name, choice in choices if choice.to == to))


def link(page: Page, anchor: str) -> Locator:
    return page.locator(f".turns a[href='#{anchor}']")


def shown(page: Page) -> Locator:
    return page.locator(".play > .node:visible")


def way_to(scene: Scene, ending: Id) -> list[str]:
    return dict(ways(scene))[ending]


def test_without_scripts_every_ending_is_reached_and_back_takes_a_line_back(
    new_page: Callable[..., Page], specimen_address: str, scene: Scene
) -> None:
    page = new_page(java_script_enabled=False)
    reached = set()
    for ending, way in ways(scene):
        page.goto(specimen_address + ADDRESS)
        expect(shown(page)).to_have_count(1)
        expect(page.locator(".afterward")).to_be_hidden()
        for anchor in way:
            link(page, anchor).click()
            expect(page.locator(f"[id='{anchor}']")).to_be_visible()
            expect(shown(page)).to_have_count(1)
        expect(page.get_by_role("heading", name=scene.endings[ending].title)).to_be_visible()
        expect(page.locator(".afterward")).to_be_visible()
        page.go_back()
        expect(link(page, way[-1])).to_be_visible()
        reached.add(ending)
    assert reached == set(scene.endings)


def test_lines_are_kept_until_one_is_taken_back(played: Page, scene: Scene) -> None:
    way = way_to(scene, "on-board")
    said = []
    for anchor in way:
        said.append(link(played, anchor).inner_text())
        link(played, anchor).click()
        expect(played.locator("h2:focus")).to_be_visible()
    assert played.locator(".yours li").all_inner_texts() == said
    expect(played.locator(".yours p")).to_contain_text("1 of 3")
    played.locator(".node__undo a").click()
    expect(link(played, way[-1])).to_be_visible()
    expect(played.locator(".yours")).to_have_count(0)
    expect(played.locator("h2:focus")).to_have_text(re.compile(f"{len(way)}$"))
    others = [it for it in scene.nodes["steps"].choices.values() if it.to != "on-board"]
    played.locator(".turns a:visible", has_text=others[0].text.strip('"\n')[:12]).click()
    expect(played.locator(".yours li")).to_have_count(len(way))
    expect(played.locator(".yours p")).to_contain_text("2 of 3")
    played.locator(".scene__onward a").first.click()
    expect(link(played, way[0])).to_be_visible()


def test_ending_opened_by_its_address_lists_no_lines(
    page: Page, specimen_address: str, scene: Scene
) -> None:
    page.goto(f"{specimen_address}{ADDRESS}#{next(iter(scene.endings))}")
    expect(page.locator(".yours p")).to_contain_text("1 of 3")
    expect(page.locator(".yours :is(h2, ol)")).to_have_count(0)
    page.goto(f"{specimen_address}{ADDRESS}#%")
    expect(shown(page)).to_have_id(next(iter(scene.nodes)))
    expect(page.locator(".yours")).to_have_count(0)


def test_going_back_and_loading_again_keep_the_way(played: Page, scene: Scene) -> None:
    way = way_to(scene, "not-settled")
    for anchor in way:
        link(played, anchor).click()
    played.go_back()
    expect(link(played, way[-1])).to_be_visible()
    played.go_forward()
    expect(played.locator(".yours li")).to_have_count(len(way))
    played.reload()
    expect(played.locator(".yours li")).to_have_count(len(way))
    assert played.evaluate("() => Object.keys(localStorage).join()") == ""


def test_scene_begins_in_its_lesson(page: Page, specimen_address: str, scene: Scene) -> None:
    page.goto(f"{specimen_address}{EVERY_KIND}#hard-minute--{SCENE_ID}")
    first = page.locator(".scene .turns a").first
    words = first.inner_text()
    first.click()
    expect(page).to_have_url(re.compile(f"/{SCENE_ID}/#rail--"))
    expect(page.locator(".just-said:visible")).to_contain_text(words)
    ready(page)
    expect(page.locator(".node__title:visible")).to_contain_text("2")


def test_scene_is_played_with_the_keyboard(played: Page, scene: Scene) -> None:
    way = way_to(scene, "taken-over")
    for anchor in way:
        tab_to(link(played, anchor))
        height = link(played, anchor).evaluate("(it) => it.getBoundingClientRect().height")
        assert height >= LEAST_HEIGHT
        played.keyboard.press("Enter")
        expect(played.locator("h2:focus")).to_be_visible()
    expect(played.locator("h2:focus")).to_have_text(
        re.compile(f"{re.escape(str(scene.endings['taken-over'].title))}$")
    )


def test_skipping_a_scene_leads_on_in_the_module(played: Page) -> None:
    played.locator(".scene__ways a").first.click()
    expect(played).to_have_url(re.compile(f"{EVERY_KIND}#hard-minute--{SCENE_ID}--_past$"))
    assert played.locator(f"[id='hard-minute--{SCENE_ID}--_past']").count() == 1


def test_on_paper_each_choice_names_the_number_where_it_goes_on(played: Page, scene: Scene) -> None:
    assert len(re.findall(rb"/Type /Page\b", played.pdf(prefer_css_page_size=True))) <= MOST_SHEETS
    played.emulate_media(media="print")
    expect(shown(played)).to_have_count(len(scene.numbers))
    for node_id, node in scene.nodes.items():
        section = played.locator(f"section[id='{node_id}']")
        expect(section.locator("h2")).to_contain_text(f"{scene.numbers[node_id]}.")
        for choice_id, choice in node.choices.items():
            row = section.locator(f"li:has(a[href='#{inner_anchor(node_id, choice_id)}'])")
            expect(row.locator(".turn-to")).to_be_visible()
            expect(row).to_contain_text(re.compile(rf"\b{scene.numbers[choice.to]}$"))


def test_a_group_goes_where_most_hands_are(
    page: Page, specimen_address: str, scene: Scene, words: dict[str, str]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 2000})
    page.goto(f"{specimen_address}trainers/{ADDRESS}")
    ready(page)
    page.get_by_role("button", name=words["presenter"], exact=True).click()
    slide = page.locator(".presenter__slide")
    page.keyboard.press("ArrowRight")
    expect(slide.locator("h3")).to_have_text("1.")
    page.keyboard.press("ArrowRight")
    expect(slide.locator("h3")).to_have_text("1.")
    slide.locator("a[href='#tighter']").click()
    expect(slide.locator("h3")).to_have_text(f"{scene.numbers['tighter']}.")
    page.keyboard.press("ArrowLeft")
    expect(slide.locator("h3")).to_have_text("1.")
    numbers = [it.split(" ")[0] for it in page.locator("option").all_inner_texts()]
    assert numbers[1 : len(scene.numbers) + 1] == [str(it) for it in scene.numbers.values()]
    page.locator("select").select_option(str(scene.numbers["taken-over"]))
    expect(slide).to_contain_text(scene.endings["taken-over"].title)
    expect(slide.locator("[data-reveal]:visible")).to_have_count(0)


@pytest.mark.parametrize("part", ["#looks--promise", "#steps--which-seat"])
def test_axe_passes_at_a_turn_and_at_an_ending(
    played: Page, specimen_address: str, part: str
) -> None:
    played.goto(specimen_address + ADDRESS + part)
    assert violations_on(played, USUAL) == []
    played.emulate_media(color_scheme="dark")
    assert violations_on(played, DARK) == []
    played.set_viewport_size({"width": 320, "height": 640})
    assert played.evaluate("() => document.documentElement.scrollWidth") <= 320
