"""The search dialog is loaded on demand, and the topic index takes its place where it cannot be."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.actions import ready
from tests.browser.device import held_back, turn_off_cache
from tests.browser.search_box.dialog import (
    INDEX,
    LOADING,
    WORD,
    count_message,
    dialog,
    search,
    search_button,
)
from tests.browser.sites import MODULE


def test_search_loads_nothing_before_it_is_opened(
    new_page: Callable[..., Page], address: str, asked: list[str]
) -> None:
    def of_search() -> list[str]:
        return [path.rsplit("/")[-1] for path in asked if "search" in path]

    asked.clear()
    page = new_page()
    turn_off_cache(page)
    page.goto(address + MODULE)
    ready(page)
    assert asked
    assert of_search() == []
    search_button(page).click()
    expect(dialog(page)).to_be_visible()
    dialog(page).locator("input").fill(WORD)
    expect(dialog(page).get_by_role("option")).not_to_have_count(0)
    dialog(page).locator("input").fill(WORD[:2])
    assert of_search() == ["search-box.mjs", "bus-driver.json"]


def test_search_says_that_it_is_loading(
    new_page: Callable[..., Page], address: str, words: dict[str, str]
) -> None:
    page = new_page()
    held = held_back(page, INDEX)
    page.goto(address + MODULE)
    with page.expect_request(INDEX):
        search(page, WORD)
    status = dialog(page).get_by_role("status")
    expect(status).to_have_text(LOADING)
    held[0].continue_()
    options = dialog(page).get_by_role("option")
    expect(options).not_to_have_count(0)
    expect(status).to_have_text(count_message(words, options.count()))
    field = dialog(page).get_by_role("combobox")
    field.fill("")
    expect(status).to_have_text("")


@pytest.mark.parametrize("trouble", ["offline", "gone"])
def test_search_reports_a_failed_load_and_recovers(
    new_page: Callable[..., Page], address: str, words: dict[str, str], trouble: str
) -> None:
    # The browser logs an error for a failed request.
    page = new_page(may_complain=True)
    page.goto(address + MODULE)

    def fail(route: Route) -> None:
        if trouble == "offline":
            route.abort()
        else:
            route.fulfill(status=404, content_type="text/html", body="<h1>Not found</h1>")

    page.route(INDEX, fail)
    search_button(page).click()
    field, status = dialog(page).locator("input"), dialog(page).get_by_role("status")
    expect(field).to_be_focused()
    field.fill(WORD)
    expect(status).to_have_text(words["search-load-error"])
    expect(dialog(page).get_by_role("option")).to_have_count(0)

    page.unroute_all()
    field.fill(f"{WORD} ")
    expect(dialog(page).get_by_role("option")).not_to_have_count(0)
    expect(status).to_have_text(count_message(words, dialog(page).get_by_role("option").count()))


@pytest.mark.parametrize("way", ["a tap", "a key"])
def test_search_opens_at_once_and_uses_text_typed_while_loading(
    new_page: Callable[..., Page], address: str, words: dict[str, str], way: str
) -> None:
    page = new_page()
    held = held_back(page, "**/search-box.mjs")
    page.goto(address + MODULE)
    ready(page)
    with page.expect_request("**/search-box.mjs"):
        if way == "a tap":
            search_button(page).click()
        else:
            page.keyboard.press("/")
    field = dialog(page).locator("#_search")
    page.keyboard.type("calm  down/")
    expect(field).to_have_value("calm  down/")
    expect(dialog(page).get_by_role("status")).to_have_text(LOADING)
    dialog(page).get_by_role("button", name="Close", exact=True).click()
    expect(dialog(page)).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("?")
    expect(field).to_have_value("calm  down/?")
    held[0].continue_()
    options = dialog(page).get_by_role("option")
    expect(options).not_to_have_count(0)
    expect(field).to_have_value("calm  down/?")
    expect(field).to_be_focused()
    expect(dialog(page).get_by_role("status")).to_have_text(count_message(words, options.count()))


def test_topic_index_replaces_the_search_without_scripts(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address + MODULE)
    search_button(page).click()
    expect(page.get_by_role("heading", name="Find it by topic")).to_be_in_viewport()
    topic = page.locator(".topics li").filter(has_text="meltdown")
    topic.get_by_role("link").first.click()
    assert page.url.startswith(f"{address}bus-driver/")
    assert "#" in page.url
    page.goto(f"{address}help/")
    search_button(page).click()
    assert page.url == address


def test_search_with_a_missing_script_links_to_the_topic_index(
    new_page: Callable[..., Page], address: str
) -> None:
    """This happens on a page that has been open since an earlier build."""
    page = new_page(may_complain=True)
    page.goto(address + MODULE)
    page.route("**/search-box.mjs", lambda route: route.fulfill(status=404))
    search_button(page).click()
    page.wait_for_url(f"{address}bus-driver/#_topics")
