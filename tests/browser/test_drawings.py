"""Composed drawings are painted, follow the reader's colors, and keep their space."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from course.site import TRAINERS
from tests.browser.actions import ready
from tests.browser.sites import EVERY_KIND
from tests.browser.test_weight import jumps, walk_down, watch

MODULE = "teacher-elementary/noticing/"
"""Children, the teacher and other adults are in its drawings."""
PEOPLE = ".drawn__child, .drawn__you, .drawn__adult"
RATIO = 380 / 180
SYSTEM_COLORS = """() => ["Canvas", "CanvasText"].map((name) => {
    const it = document.createElement("p");
    it.style.forcedColorAdjust = "none";
    it.style.color = name;
    document.body.append(it);
    const {color} = getComputedStyle(it);
    it.remove();
    return color;
})"""


@pytest.fixture
def drawings(new_page: Callable[..., Page], address: str) -> Locator:
    """The drawings of a module. Without scripts, all steps are shown."""
    page = new_page(java_script_enabled=False)
    page.goto(address + MODULE)
    found = page.locator("svg.drawn")
    assert found.count() > 4
    return found


def colors(page: Page, selector: str, name: str) -> set[str]:
    """The values of a property of all elements that match, as computed."""
    found: list[str] = page.locator(selector).evaluate_all(
        "(all, name) => all.map((it) => getComputedStyle(it)[name])", name
    )
    assert found
    return set(found)


def test_every_shape_is_painted(drawings: Locator) -> None:
    for drawing in drawings.all():
        empty = drawing.locator("use").evaluate_all(
            "(all) => all.filter((it) => it.getBBox().width < 1).map((it) => it.outerHTML)"
        )
        assert empty == []


def test_drawing_keeps_its_space_before_its_shapes_have_come(drawings: Locator) -> None:
    """They are at the end of the page."""
    drawings.page.evaluate("() => document.querySelector('.drawn-shapes').remove()")
    for drawing in drawings.all():
        drawing.scroll_into_view_if_needed()
        box = drawing.bounding_box()
        assert box
        assert box["width"] / box["height"] == pytest.approx(RATIO, abs=0.05)


def test_layout_does_not_shift_while_drawings_come_into_view(page: Page, address: str) -> None:
    watch(page, None)
    page.goto(f"{address}{TRAINERS}{MODULE}")
    walk_down(page)
    assert page.locator("svg.drawn").count() > 4
    assert jumps(page) == []


def test_children_you_and_other_adults_have_a_color_each_in_light_and_dark(
    drawings: Locator,
) -> None:
    page = drawings.page
    seen = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        seen += [colors(page, f".drawn__{who}", "color") for who in ("child", "you", "adult")]
    assert [len(found) for found in seen] == [1] * 6
    assert len(set.union(*seen)) == 6


def test_forced_colors_are_used_for_everything(drawings: Locator) -> None:
    page = drawings.page
    page.emulate_media(forced_colors="active")
    canvas, text = page.evaluate(SYSTEM_COLORS)
    assert colors(page, f"svg.drawn, {PEOPLE}", "color") == {text}
    assert colors(page, ".drawn__plain, .drawn__wash", "fill") == {canvas}
    assert colors(page, ".drawn__gap", "stroke") == {canvas}
    assert colors(page, ".drawn__thing, .drawn__distance, .drawn__way", "stroke") == {text}


def test_presenter_shows_the_drawing_on_its_slide(
    page: Page, specimen_address: str, words: dict[str, str]
) -> None:
    page.goto(f"{specimen_address}{TRAINERS}{EVERY_KIND}")
    ready(page)
    page.get_by_role("button", name=words["presenter"]).click()
    slide = page.locator(".presenter__slide")
    drawing = slide.locator("svg.drawn")
    for _ in range(9):
        if drawing.count():
            break
        page.keyboard.press("ArrowRight")
    expect(drawing.first).to_be_visible()
    assert drawing.first.locator("use").first.evaluate("(it) => it.getBBox().height") > 1


def test_drawing_on_paper_is_dark_on_white(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(color_scheme="dark", java_script_enabled=False)
    page.goto(address + MODULE)
    page.emulate_media(media="print")
    assert colors(page, "svg.drawn", "backgroundColor") == {"rgb(255, 255, 255)"}
    assert colors(page, ".drawn__child", "color") == {"rgb(0, 0, 0)"}
