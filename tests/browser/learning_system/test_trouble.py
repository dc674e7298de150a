"""A learning system is in trouble, late, newer or missing: nothing is lost, or the page says so."""

import pytest
from playwright.sync_api import Page, expect

from course.packaged import Package
from tests.browser.learning_system.attempts import (
    STATUS,
    SUSPEND,
    attempt,
    finish_all,
    kept,
    open_first_module,
    start,
    wait_for,
)


@pytest.mark.parametrize("mood", ["false", "nothing", "throws"])
def test_what_a_system_in_trouble_does_not_save_is_not_lost(
    page: Page, system: str, package: Package, mood: str
) -> None:
    start(page, system)
    page.evaluate("(given) => { mood = given; }", mood)
    finish_all(page, package)
    retry = page.frame_locator("iframe").get_by_role("button", name="Try again")
    expect(retry).to_be_visible()
    assert kept(page, STATUS) == "incomplete"
    page.evaluate("mood = 'well'")
    retry.click()
    wait_for(page, "(key) => kept[key] === 'completed'", STATUS)
    expect(retry).to_have_count(0)


def test_what_was_not_saved_before_a_crash_is_saved_next_time(
    page: Page, system: str, package: Package
) -> None:
    start(page, system)
    page.evaluate("mood = 'nothing'")
    finish_all(page, package)
    expect(page.frame_locator("iframe").get_by_role("button", name="Try again")).to_be_visible()
    page.reload()  # with an empty mood again, and nothing that the system has kept
    wait_for(page, "(key) => kept[key] === 'completed'", STATUS)


def test_reader_goes_on_after_a_crash_where_the_system_never_heard_of(
    page: Page, system: str
) -> None:
    course = open_first_module(page, system)
    page.evaluate("mood = 'nothing'")
    course.locator("[data-next]").click()
    stopped = course.locator("main > .step:not([hidden])").get_attribute("id")
    expect(page.frame_locator("iframe").get_by_role("button", name="Try again")).to_be_visible()
    page.reload()
    expect(course.locator(f"#{stopped}")).to_be_visible()


def test_system_that_cuts_off_what_is_long_is_not_believed(
    page: Page, system: str, package: Package
) -> None:
    start(page, system)
    page.evaluate(
        """(key) => {
            const set = API.LMSSetValue;
            API.LMSSetValue = (name, text) => set(name, name === key ? text.slice(0, 20) : text);
        }""",
        SUSPEND,
    )
    finish_all(page, package)
    expect(page.frame_locator("iframe").get_by_role("button", name="Try again")).to_be_visible()


def test_system_that_keeps_texts_with_a_line_end_is_believed(
    page: Page, system: str, package: Package
) -> None:
    start(page, system)
    page.evaluate(
        """() => {
            const get = API.LMSGetValue;
            API.LMSGetValue = (name) => `${get(name)}\\n`;
        }"""
    )
    finish_all(page, package)
    wait_for(page, "(key) => kept[key] === 'completed'", STATUS)
    expect(page.frame_locator("iframe").locator(".attempt__notice").first).to_contain_text("knows")


def test_system_that_is_late_is_waited_for(page: Page, system: str) -> None:
    start(page, f"{system}&late")
    wait_for(page, "(key) => kept[key] === 'incomplete'", STATUS)


def test_page_outside_a_system_says_that_nothing_is_counted(page: Page, top: str) -> None:
    page.goto(f"{top}package/index.html")
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    expect(page.locator(".attempt__notice").first).to_contain_text("nothing you do here is counted")


def test_what_a_later_version_has_saved_is_left_alone(page: Page, system: str) -> None:
    page.goto(f"{system}&mood=nothing")  # so that this page keeps nothing itself
    later = "2~something~else"
    page.evaluate(
        "([key, text]) => { window.name = JSON.stringify({[key]: text}); }", [SUSPEND, later]
    )
    course = start(page, system)
    expect(page.frame_locator("iframe").locator(".attempt__notice").first).to_contain_text("newer")
    course.locator(".path__link").first.click()
    expect(course.locator(".page--module")).to_be_visible()
    course.locator("[data-next]").click()
    attempt(page, "attempt.save()")
    assert kept(page, SUSPEND) == later
