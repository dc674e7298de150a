"""Scripts load on an unreliable network, as on a bus."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.sites import MODULE

pytestmark = pytest.mark.one_page

QUESTION = "self-check"


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture
def page(new_page: Callable[..., Page], errors: list[str]) -> Page:
    """A page on which files may fail to load, but no script may throw."""
    page = new_page(may_complain=True)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page


def fail_once(page: Page, pattern: str) -> list[str]:
    """Makes the first request for a file fail. Returns a growing list of the requests."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort()
        else:
            route.continue_()

    page.route(pattern, answer)
    return asked


def bring_near(page: Page) -> None:
    page.locator(QUESTION).first.scroll_into_view_if_needed()


def expect_enhanced(page: Page) -> None:
    expect(page.locator(QUESTION).first).to_have_attribute("role", "group")


def test_failed_script_is_loaded_when_its_element_is_visible_again(
    page: Page, address: str, errors: list[str]
) -> None:
    asked = fail_once(page, "**/quiz/self-check.mjs")
    page.goto(address + MODULE)
    with page.expect_event("requestfailed"):
        bring_near(page)
    page.evaluate("() => scrollTo({top: 0, behavior: 'instant'})")
    page.wait_for_function(
        """() => document.querySelector("self-check").getBoundingClientRect().top
            > innerHeight + 900"""
    )
    bring_near(page)
    expect_enhanced(page)
    assert len(asked) == 2
    assert errors == []


def test_failed_script_is_loaded_when_the_network_is_back(
    page: Page, address: str, errors: list[str]
) -> None:
    fail_once(page, "**/quiz/self-check.mjs")
    page.goto(address + MODULE)
    with page.expect_event("requestfailed"):
        bring_near(page)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    page.evaluate("() => dispatchEvent(new Event('online'))")
    expect_enhanced(page)
    assert errors == []


def test_failed_messages_are_loaded_when_the_network_is_back(
    page: Page, address: str, errors: list[str]
) -> None:
    """All scripts import the messages, and a script that failed once is never run again."""
    fail_once(page, "**/messages.json")
    with page.expect_event("requestfailed"):
        page.goto(address + MODULE)
        bring_near(page)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    page.evaluate("() => dispatchEvent(new Event('online'))")
    expect_enhanced(page)
    assert errors == []
