"""Storage that is damaged, full or blocked is reported, and its page still works."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import ready
from tests.browser.device import store
from tests.browser.memory.questions import BUS, KEY, MODULE, Notes, check, choices_of, choose
from tests.nightly import at_night_each

pytestmark = pytest.mark.one_page


@pytest.mark.parametrize(
    ("stored", "notice"),
    [
        ('{"format": 1, "questions": []}', "unreadable"),
        ('{"format": 99, "questions": {}}', "not-saved"),
        *at_night_each(("{oops", "unreadable"), ("null", "unreadable")),
    ],
)
def test_damaged_storage_is_reported_and_harmless(
    page: Page, address: str, words: dict[str, str], notes: Notes, stored: str, notice: str
) -> None:
    store(page, {KEY: stored})
    page.goto(address + BUS)
    ready(page)
    expect(page.locator(".storage-notice")).to_have_text(words[notice])
    cools = choices_of(page)[0]
    choose(page, cools, rightly=True)
    expect(check(page, cools).get_by_role("status")).not_to_be_empty()
    page.reload()
    assert notes(page)[cools] == ("first" if notice == "unreadable" else "")


def test_invalid_entries_are_left_alone(page: Page, address: str, notes: Notes) -> None:
    page.goto(address + BUS)
    cools, drives, *_ = choices_of(page)
    strange = {f"{MODULE}/{cools}": {"outcome": "best"}, "gone/question": {"revision": 3}}
    value = json.dumps({"format": 1, "questions": strange})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])
    page.reload()
    assert set(notes(page).values()) == {""}
    choose(page, drives, rightly=True)
    stored = json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))
    assert strange.items() <= stored["questions"].items()


@pytest.mark.parametrize(
    "obstacle",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };",
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('', 'SecurityError'); } });",
    ],
    ids=["full", "blocked"],
)
def test_page_works_without_storage(
    page: Page, address: str, words: dict[str, str], obstacle: str
) -> None:
    page.add_init_script(obstacle)
    page.goto(address + BUS)
    ready(page)
    cools = choices_of(page)[0]
    choose(page, cools, rightly=True)
    expect(check(page, cools).get_by_role("status")).not_to_be_empty()
    expect(page.locator(".self-checks .storage-notice")).to_have_text(words["not-saved"])
    expect(page.locator("private-note textarea").first).to_be_visible()
