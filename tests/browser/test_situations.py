"""A situation of several turns: a choice opens the next turn, by a link and by its address."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from course.render.lesson_titles import CUT, MAX_TITLE
from tests.browser.actions import Press, ready

pytestmark = pytest.mark.one_page

WITH_SITUATION = "bus-driver/noticing/"
"""A module with a situation of several turns. In others, a scene has taken its place."""


def test_link_to_a_choice_opens_and_focuses_it_below_the_scene(
    page: Page, address: str, press: Press
) -> None:
    page.goto(address + WITH_SITUATION)
    ready(page)
    situation = page.locator(".situation:has([data-later])").first
    later = situation.locator("[data-later]").first
    place = later.locator("summary").get_attribute("id")
    link = situation.locator(f"a[href='#{place}']").first
    expect(later).to_be_hidden()
    press(situation.locator(f"details:has(a[href='#{place}']) > summary").first)
    press(link)
    expect(later.locator(".choice__then")).to_be_visible()
    expect(later.locator("summary")).to_be_focused()
    expect(situation.locator(".situation__scene")).to_be_in_viewport(ratio=1)
    expect(later.locator("summary")).to_be_in_viewport(ratio=1)
    expect(situation.locator(".choice").first).to_have_attribute("data-later", "reached")


def test_links_to_choices_are_short(page_to_look_at: Callable[[str], Page], address: str) -> None:
    texts = (
        page_to_look_at(address + WITH_SITUATION)
        .locator(".choice__next + ul a")
        .all_text_contents()
    )
    assert len(texts) > 2
    assert max(len(text) for text in texts) <= MAX_TITLE
    assert any(CUT in text for text in texts)


def test_address_of_a_choice_opens_it(page: Page, address: str) -> None:
    page.goto(address + WITH_SITUATION)
    later = page.locator(".choice[data-later]").first
    place = later.locator("summary").get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{address}{WITH_SITUATION}#{place}")
    expect(later.locator(".choice__then")).to_be_visible()
    expect(later.locator("summary")).to_be_focused()
