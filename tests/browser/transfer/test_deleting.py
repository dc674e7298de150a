"""Reader data can be deleted."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader_data import MINE, put, stored_data
from tests.browser.transfer.my_data import press, status

pytestmark = pytest.mark.one_page


def test_two_taps_delete_all_data(page: Page, address: str, words: dict[str, str]) -> None:
    put(page, address, MINE)
    expect(page.locator(".lines li")).to_have_count(2)
    page.evaluate("() => localStorage.setItem('/elsewhere/answers', 'not ours')")
    press(page, words, "delete-all")
    press(page, words, "delete-no")
    assert stored_data(page) == MINE
    press(page, words, "delete-all")
    press(page, words, "delete-yes")
    assert status(page) == words["deleted"]
    expect(page.locator(".lines")).to_be_hidden()
    assert page.evaluate("() => ({...localStorage})") == {"/elsewhere/answers": "not ours"}
