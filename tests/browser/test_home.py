"""The home page: jobs within one and a half phone screens, and one button for who comes back."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from course.models.course import Course
from tests.browser.actions import ready, two_frames
from tests.browser.device import PHONE, enlarge_text, store
from tests.browser.test_accessibility import DARK, LIGHT, WAYS, violations_on
from tests.browser.test_look import outside
from tests.browser.test_weight import jumps, watch

MOST_SCREENS = 1.5
BUS, KITCHEN = "bus-driver", "nutrition"
BOTH = {
    "/repository/jobs": json.dumps(
        {"format": 1, "jobs": {BUS: "Bus driver or monitor", KITCHEN: "Kitchen staff"}}
    ),
    "/repository/modules": json.dumps(
        {"format": 1, "modules": {"start-here": {BUS: {"on": "2026-11-25", "revision": 1}}}}
    ),
}
"""The data of a reader with two roles, who has finished a module in one of them."""
SIZES = {
    "a small phone": (320, 640, 1),
    "text of twice the size": (PHONE["width"], PHONE["height"], 2),
    "a laptop": (1280, 800, 1),
}


def come_back(page: Page, address: str) -> None:
    """Opens the home page as a reader with two roles, and waits for both cards."""
    store(page, BOTH)
    page.goto(address)
    expect(page.locator(".resume .onward")).to_have_count(2)


def test_jobs_take_at_most_one_and_a_half_phone_screens(
    page: Page, address: str, this_course: Course
) -> None:
    page.goto(address)
    box = page.locator(".jobs").bounding_box()
    assert box
    assert box["height"] <= MOST_SCREENS * PHONE["height"]
    assert page.locator(".jobs .role").count() == len(this_course.roles)


def test_what_it_is_and_the_first_jobs_are_on_the_first_phone_screen(
    page: Page, address: str
) -> None:
    page.goto(address)
    ends = page.locator(".hero, .role:nth-child(2)").evaluate_all(
        "(all) => all.slice(0, 2).map((it) => it.getBoundingClientRect().bottom)"
    )
    assert len(ends) == 2
    assert max(ends) <= PHONE["height"]


def test_icons_are_hidden_from_assistive_technology(page: Page, address: str) -> None:
    come_back(page, address)
    icons = page.locator("svg")
    assert icons.count() > 16
    said = icons.evaluate_all(
        "(all) => all.filter((it) => it.ariaHidden !== 'true' || it.querySelector('title, desc'))"
        ".length"
    )
    assert said == 0
    tree = page.locator(".jobs").aria_snapshot()
    assert "link" in tree
    assert "img" not in tree


def test_card_leads_to_the_next_module(page: Page, address: str, words: dict[str, str]) -> None:
    come_back(page, address)
    expect(page.locator(".hero")).to_be_hidden()
    bus, kitchen = page.locator(".resume").all()
    expect(bus.locator("progress")).to_have_attribute("value", "1")
    expect(kitchen.locator("progress")).to_have_attribute("value", "0")
    expect(kitchen).to_contain_text(words["path-finished-elsewhere"].format(count=1))
    expect(bus.locator(".icon")).to_be_visible()
    button = bus.locator(".onward")
    title = bus.locator(".resume__title").inner_text()
    page.goto(f"{address}{BUS}/")
    stop = page.locator(".path__module").nth(1)
    assert stop.locator("a").inner_text() == title
    minutes = stop.get_attribute("data-minutes")
    page.goto(address)
    expect(button).to_contain_text(words["resume"].format(minutes=minutes))
    button.click()
    expect(page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("size", SIZES)
def test_cards_fit_and_nothing_moves_when_they_fill(page: Page, address: str, size: str) -> None:
    width, height, text = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    enlarge_text(page, text)
    watch(page, None)
    come_back(page, address)
    two_frames(page)
    assert outside(page) == []
    assert jumps(page) == []


def test_axe_passes_on_the_page_of_who_comes_back(page: Page, address: str) -> None:
    for way in (LIGHT, DARK, WAYS["forced colors"]):
        page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **way.media})
        come_back(page, address)
        assert violations_on(page, way) == [], way


def test_page_is_complete_without_scripts(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address)
    for part in (".lead", ".reasons li", ".role a", ".role .icon"):
        parts = page.locator(part)
        assert parts.count()
        for shown in parts.all():
            expect(shown).to_be_visible()
    expect(page.locator(":is(button, input, [role]):visible")).to_have_count(0)
    page.locator(".head__search").click()
    expect(page.locator("h1")).not_to_have_text("Choose your job")


def test_offline_page_links_to_saved_roles(page: Page, address: str) -> None:
    store(page, BOTH)
    page.goto(f"{address}offline/")
    ready(page)
    expect(page.locator("my-roles .resume__job a")).to_have_count(2)
