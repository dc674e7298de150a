"""A module read step by step to its end with the keyboard only, opening and answering everything.

`test_keyboard.py` shows a module on one page and looks at each control by itself.
"""

from collections.abc import Callable
from typing import TypedDict

import pytest
from playwright.sync_api import Page

from tests.browser.actions import settle
from tests.browser.device import PHONE
from tests.browser.sites import EVERY_KIND, MODULE
from tests.browser.test_keyboard import CONTROLS, stop
from tests.browser.test_weight import wait_for_what_is_near

MOST_TABS = 100
"""More than there are controls between the heading of a step and its last one."""
KEYS = {"SUMMARY": "Enter", "BUTTON": "Enter", "radio": "Space", "checkbox": "Space"}
"""How a reader uses each kind of control."""


class Here(TypedDict):
    """The control that has the focus, inside the page's text or its bar."""

    kind: str
    is_to_use: bool
    is_next: bool


def here(page: Page) -> Here:
    """Marks the focused control as visited, and says what to do with it."""
    found: Here = page.evaluate(
        """() => {
            const here = document.activeElement;
            const isOfStep = here.closest("main > .step") !== null;
            const isDone = here.checked || here.parentElement.open;
            here.dataset.isVisited = "";
            return {
                kind: ["radio", "checkbox"].includes(here.type) ? here.type : here.tagName,
                is_to_use: isOfStep && !isDone,
                is_next: here.matches("[data-next]"),
            };
        }"""
    )
    return found


def finish_step(page: Page) -> list[str]:
    """Uses all that Tab reaches between the step's heading and "Continue".

    Returns what is wrong with the way there.
    """
    wrong: list[str] = []
    page.evaluate("() => { window.lost = 0; }")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        place = stop(page)
        assert place, wrong
        if not place["is_ring_seen"] or place["is_covered"]:
            wrong.append(f"not seen: {place['html']}")
        control = here(page)
        if control["is_next"]:
            return wrong + unvisited(page)
        if control["kind"] == "TEXTAREA":
            page.keyboard.type("x")
        elif control["is_to_use"] and control["kind"] in KEYS:
            page.keyboard.press(KEYS[control["kind"]])
        if page.evaluate("() => window.lost || document.activeElement === document.body"):
            wrong.append(f"loses the focus: {place['html']}")
    raise AssertionError("Tab does not lead to the next step.")


def unvisited(page: Page) -> list[str]:
    """The controls of the step that Tab has not reached. One radio of a group is enough.

    "Up" and "down" move the other rows, so that Tab may pass a row that was moved up.
    """
    found: list[str] = page.locator(f"main > .step {CONTROLS}:visible:not(.mover)").evaluate_all(
        """(all) => all.filter((it) => {
            const group = it.type === "radio" ? [...document.getElementsByName(it.name)] : [it];
            return !group.some(({ dataset }) => "isVisited" in dataset);
        }).map((it) => `not reached: ${it.cloneNode().outerHTML}`)"""
    )
    return found


def read_to_the_end(page: Page, url: str) -> list[str]:
    """Presses "Continue" at the end of each step. Returns what is wrong on the way."""
    settle(page, url)
    page.evaluate(
        """() => addEventListener("focusout", ({relatedTarget}) => {
            window.lost += !relatedTarget;
        })"""
    )
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    steps = page.locator("main > .step").evaluate_all("(all) => all.map(({ id }) => id)")
    assert len(steps) > 5
    wrong: list[str] = []
    for following in [*steps[1:], None]:
        wrong += finish_step(page)
        page.keyboard.press("Enter")
        if following:
            page.wait_for_function(
                """(id) => document.activeElement.matches("h2, h3")
                    && document.activeElement.closest("main > .step").id === id""",
                arg=following,
            )
            wait_for_what_is_near(page)
    return wrong


def test_small_module_can_be_read_to_its_end(
    new_page: Callable[..., Page], specimen_address: str
) -> None:
    page = new_page(viewport=PHONE)
    url = specimen_address + EVERY_KIND
    assert read_to_the_end(page, url) == []
    page.wait_for_url(lambda at: at != url and "#" not in at)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("width", "height"),
    [
        pytest.param(PHONE["width"], PHONE["height"], id="a phone"),
        pytest.param(320, 256, id="a laptop enlarged four times"),
        pytest.param(1280, 800, id="a laptop"),
    ],
)
def test_large_module_can_be_read_to_its_end(
    page: Page, address: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    assert read_to_the_end(page, address + MODULE) == []
    page.wait_for_url(lambda at: MODULE not in at)
