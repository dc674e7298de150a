"""Pages from the back/forward cache show what is stored now."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import ready
from tests.browser.device import EMPTY_DAY, store

pytestmark = pytest.mark.one_page


def test_pages_from_the_back_forward_cache_show_nothing_that_was_deleted(
    page: Page, address: str
) -> None:
    completion = {"on": EMPTY_DAY, "revision": 1, "minutes": 7}
    data = {
        "jobs": {"bus-driver": "Bus driver"},
        "modules": {"start-here": {"bus-driver": completion}},
    }
    saved = {f"/repository/{it}": json.dumps({"format": 1, it: data[it]}) for it in data}
    told = {
        "": ".resume",
        "bus-driver/": ".is-done, my-roles [aria-pressed=true]",
        "record/": ".record, table",
    }
    for path, what in told.items():
        page.goto(address + path)
        store(page, saved)
        page.reload()
        ready(page)
        expect(page.locator(what).first).to_be_visible()
        page.evaluate("() => localStorage.clear()")
        page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        expect(page.locator(what)).to_have_count(0)


def test_path_from_the_back_forward_cache_shows_the_first_line(page: Page, address: str) -> None:
    page.goto(f"{address}bus-driver/")
    ready(page)
    line = {"when": "somebody shouts", "will": "wait.", "role": "bus-driver", "on": EMPTY_DAY}
    lines = {"in-the-moment/when-it-is-over--my-plan--mie2x0zk": line}
    store(page, {"/repository/lines": json.dumps({"format": 1, "lines": lines})})
    expect(page.locator("my-lines")).to_be_hidden()
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("my-lines li")).to_be_visible()
