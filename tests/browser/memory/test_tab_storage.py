"""Readers who decline storage on the device have their data in the tab, until they allow it."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import answer, forget, ready, scripts_at
from tests.browser.memory.questions import (
    BUS,
    MODULE,
    PASSING,
    Notes,
    choices_of,
    choose,
    stored_data,
)
from tests.nightly import one_of

pytestmark = pytest.mark.one_page

AGES = {
    "a tab brought back": "Date.now() - 3_600_000",
    "a clock set back": "Date.now() * 2",
    "damage": "'x'",
}
"""Scripts for the last activity in a tab. It is backdated, instead of waiting for an hour."""


def test_reader_who_declines_device_storage_uses_tab_storage(
    page: Page, address: str, words: dict[str, str], notes: Notes
) -> None:
    page.add_init_script(
        """{
            const set = Storage.prototype.setItem;
            window.written = [];
            Storage.prototype.setItem = function (key, value) {
                if (this === localStorage) window.written.push(key);
                set.call(this, key, value);
            };
        }"""
    )
    use_all_that_is_kept(page, address, words)
    assert stored_data(page).keys() >= {
        "/repository/answers",
        "/repository/colors",
        "/repository/jobs",
    }
    others = {
        "/elsewhere/answers": "of another site",
        "/repository/below/answers": "of a site below this one",
        "/repository/": "of nobody knows whom",
        "answers": "of the owner",
    }
    page.evaluate("(others) => Object.assign(localStorage, others)", others)

    page.goto(f"{address}bus-driver/")
    forget(page, words)
    expect(page.locator("my-roles").get_by_role("status")).to_have_text(words["session-only"])
    others |= {PASSING: "1"}  # it contains no personal data
    assert stored_data(page) == others
    kept = page.evaluate("() => Object.keys(sessionStorage)")
    # The end of the page may have been in view.
    assert {*kept} - {"/repository/modules"} == {PASSING}
    page.evaluate("() => { window.written = []; }")

    use_all_that_is_kept(page, address, words)
    assert page.evaluate("() => window.written") == []
    assert stored_data(page) == others
    page.goto(address + BUS)
    assert set(notes(page).values()) == {"first"}
    expect(page.locator(".storage-notice")).to_have_count(0)
    assert page.evaluate("() => document.documentElement.dataset.colors") == "dark"

    # Another site on the same origin still stores data.
    page.goto(address.replace("/repository/", "/elsewhere/") + BUS)
    ready(page)
    answer(page, rightly=True)
    assert "first" in stored_data(page)["/elsewhere/answers"]


FILL = 5 * 2**20 - 250
"""Letters that leave little space in a store."""
HERE, THERE = f"{MODULE}/call-now", f"{MODULE}/steps-in-order"
FIRST = {"outcome": "first", "revision": 1, "on": "2026-11-25"}
IN_TAB = {
    "/repository/answers": {"format": 1, "questions": {HERE: FIRST}},
    "/repository/notes": {"format": 1, "notes": {f"{MODULE}/a": {"text": "One."}}},
    "/repository/jobs": {"format": 1, "jobs": {"nutrition": "Nutrition staff"}},
}


def remember(page: Page, address: str, device: dict[str, str]) -> bool:
    """Turns device storage on again, while the device contains the texts in `device`."""
    tab = {
        **{key: json.dumps(things) for key, things in IN_TAB.items()},
        "/repository/colors": "dark",
        "/repository/name": "Ada",
    }
    page.goto(address)
    is_kept: bool = page.evaluate(
        """async ([script, passing, tab, device]) => {
            const { switchToDevice } = await import(script);
            Object.assign(sessionStorage, tab, {[passing]: Date.now()});
            Object.assign(localStorage, device);
            return switchToDevice();
        }""",
        [f"{scripts_at(page)}transfer/to-device.mjs", PASSING, tab, device],
    )
    return is_kept


def test_tab_storage_is_merged_into_device_storage(page: Page, address: str) -> None:
    answers = {"format": 1, "questions": {HERE: {**FIRST, "outcome": "looked"}, THERE: FIRST}}
    notes = {"format": 1, "notes": {f"{MODULE}/a": {"text": "Two."}}}
    device = {
        "/repository/answers": json.dumps(answers),
        "/repository/notes": json.dumps(notes),
        "/repository/colors": "light",
    }
    assert remember(page, address, device)
    assert page.evaluate("() => sessionStorage.length") == 0
    found = stored_data(page)
    assert (found.pop("/repository/colors"), found.pop("/repository/name")) == ("light", "Ada")
    note = {f"{MODULE}/a": {"text": "Two.\n\nOne."}}
    assert {key: json.loads(text) for key, text in found.items()} == {
        **IN_TAB,
        "/repository/answers": {"format": 1, "questions": {HERE: FIRST, THERE: FIRST}},
        "/repository/notes": {"format": 1, "notes": note},
    }


@pytest.mark.parametrize("obstacle", ["a full store", "a later version"])
def test_data_that_the_device_cannot_store_stays_in_the_tab(
    page: Page, address: str, obstacle: str
) -> None:
    page.goto(address)
    device = {PASSING: "1"}
    if obstacle == "a full store":
        page.evaluate("(size) => localStorage.setItem('/elsewhere/filler', 'x'.repeat(size))", FILL)
    else:
        device["/repository/answers"] = '{"format": 2}'
    assert not remember(page, address, device)
    # Not even part of it is stored: the page says that everything is in the tab.
    others, size = page.evaluate(
        """() => {
            const { "/elsewhere/filler": filler = "", ...others } = localStorage;
            return [others, filler.length];
        }"""
    )
    assert others == device
    assert size == (FILL if obstacle == "a full store" else 0)
    tab = page.evaluate("() => ({...sessionStorage})")
    assert PASSING in tab
    assert json.loads(tab["/repository/answers"]) == IN_TAB["/repository/answers"]
    assert tab["/repository/name"] == "Ada"


@pytest.mark.parametrize("key", ["answers", "notes"])
def test_tab_with_data_of_a_later_version_loses_none(page: Page, address: str, key: str) -> None:
    later = f'{{"format": 2, "{key}": {{}}}}'
    page.goto(address)
    is_saved = page.evaluate(
        """async ([script, passing, tab]) => {
            const { switchToDevice } = await import(script);
            Object.assign(sessionStorage, tab, {[passing]: Date.now()});
            return switchToDevice();
        }""",
        [f"{scripts_at(page)}transfer/to-device.mjs", PASSING, {f"/repository/{key}": later}],
    )
    assert is_saved is False
    assert page.evaluate("(key) => sessionStorage.getItem(key)", f"/repository/{key}") == later
    assert stored_data(page) == {}


@pytest.mark.parametrize("away", one_of(AGES, "a tab brought back"))
def test_restored_tab_has_lost_its_data(
    page: Page, address: str, words: dict[str, str], notes: Notes, away: str
) -> None:
    page.goto(f"{address}bus-driver/")
    forget(page, words)
    page.goto(address + BUS)
    ready(page)
    choose(page, choices_of(page)[0], rightly=True)
    field = page.locator("private-note textarea").first
    field.fill("For me.")
    page.reload()
    assert "first" in notes(page).values()
    expect(field).to_have_value("For me.")
    page.add_init_script(f"sessionStorage.setItem('{PASSING}', {AGES[away]})")
    page.goto(address + BUS)
    assert set(notes(page).values()) == {""}
    expect(field).to_have_value("")
    kept = page.evaluate("() => Object.keys(sessionStorage)")
    # The end of the page may have been in view, so the module counts, or says what is left.
    assert {*kept} - {"/repository/modules", "/repository/places"} == {PASSING}
    assert stored_data(page) == {PASSING: "1"}


def test_storage_choice_applies_to_all_tabs(
    page: Page, address: str, words: dict[str, str], notes: Notes
) -> None:
    before = page.context.new_page()
    before.goto(address + BUS)
    ready(before)
    page.goto(f"{address}bus-driver/")
    forget(page, words)
    # Open pages continue and new pages start with nothing on the device.
    after = page.context.new_page()
    after.goto(address + BUS)
    ready(after)
    for tab in (before, after):
        answer(tab, rightly=True)
        tab.locator("private-note textarea").first.fill("For me.")
        assert stored_data(page) == {PASSING: "1"}
        tab.reload()
        assert set(notes(tab).values()) == {"first"}
    # Each tab with data of its own decides separately to store it.
    page.get_by_role("button", name=words["remember"]).click()
    expect(page.locator("my-roles").get_by_role("status")).to_be_empty()
    assert stored_data(page) == {}
    before.reload()
    assert set(notes(before).values()) == {"first"}
    before.goto(f"{address}bus-driver/")
    before.get_by_role("button", name=words["remember"]).click()
    expect(before.locator("my-roles").get_by_role("status")).to_be_empty()
    assert "first" in stored_data(page)["/repository/answers"]
    before.close()
    after.close()


def test_page_from_the_back_forward_cache_shows_current_tab_storage(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(f"{address}bus-driver/")
    forget(page, words)
    page.goto(address + BUS)
    ready(page)
    with page.expect_navigation():
        page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")


def use_all_that_is_kept(page: Page, address: str, words: dict[str, str]) -> None:
    """Saves a role, answers a module's questions and chooses colors."""
    page.goto(f"{address}bus-driver/")
    page.get_by_role("button", name=words["my-role"], exact=True).click()
    page.goto(address + BUS)
    ready(page)
    answer(page, rightly=True)
    page.get_by_role("button", name=words["colors-dark"], exact=True).click()
