"""Reader data can be transferred to another device in a link, and is merged there."""

import base64
import json
import zlib

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import ready
from tests.browser.reader_data import BOTH, MINE, SITE, THEIRS, YOURS, put, stored_data
from tests.browser.transfer.my_data import MOST_BYTES, made_link, press
from tests.nightly import at_night

pytestmark = pytest.mark.one_page


def test_link_transfers_data_without_sending_it_to_a_server(
    page: Page, other: Page, address: str, words: dict[str, str], asked: list[str]
) -> None:
    other.get_by_label(words["link-with-notes"]).check()
    link = made_link(other, words)
    put(page, address, MINE)
    asked.clear()
    page.goto("about:blank")
    page.goto(link)
    ready(page)
    expect(page.locator("my-data")).to_contain_text(words["link-title"])
    assert page.url == address + YOURS
    assert stored_data(page) == MINE
    press(page, words, "import")
    expect(page.locator("my-data [role=status]")).to_have_text(words["imported"])
    assert stored_data(page) == BOTH
    assert asked
    assert not any("take" in at for at in asked if not at.endswith(".mjs"))


def test_link_comes_with_a_warning_about_where_it_is_stored(
    page: Page, address: str, words: dict[str, str]
) -> None:
    put(page, address, MINE)
    made_link(page, words)
    notice = words["link-history"]
    expect(page.get_by_text(notice)).to_be_visible()
    expect(page.get_by_label(words["link"])).to_have_accessible_description(notice)
    copy = page.get_by_role("button", name=words["copy-link"], exact=True)
    expect(copy).to_be_focused()
    expect(copy).to_have_accessible_description(notice)


def test_link_contains_notes_only_on_request(
    page: Page, other: Page, address: str, words: dict[str, str]
) -> None:
    link = made_link(other, words)
    page.goto(link)
    ready(page)
    press(page, words, "import")
    private = ("notes", "lines")
    assert stored_data(page) == {part: it for part, it in THEIRS.items() if part not in private}


def test_link_goes_when_what_it_contains_is_chosen_anew(
    page: Page, address: str, words: dict[str, str]
) -> None:
    put(page, address, MINE)
    choice = page.get_by_label(words["link-with-notes"])
    choice.check()
    press(page, words, "make-link")
    link = page.get_by_label(words["link"])
    with_notes = link.input_value()
    choice.uncheck()
    expect(link).to_have_count(0)
    press(page, words, "make-link")
    assert len(link.input_value()) < len(with_notes)


def test_declined_link_changes_nothing(
    page: Page, other: Page, address: str, words: dict[str, str]
) -> None:
    link = made_link(other, words)
    put(page, address, MINE)
    page.goto(link)
    ready(page)
    press(page, words, "import-decline")
    expect(page.get_by_text(words["link-title"])).to_have_count(0)
    assert stored_data(page) == MINE
    page.evaluate("(link) => { location.href = link; }", link)
    press(page, words, "import")
    told = page.locator("my-data > [role=status]")
    expect(told).to_have_text(words["imported"])
    page.evaluate("(link) => { location.href = link; }", link)
    press(page, words, "import-decline")
    expect(told).to_be_empty()


@pytest.mark.parametrize("letters", ["", "lY4xCsMwDAD", *at_night("x", "%%%", "AAAA", "e30")])
def test_truncated_link_is_reported(
    page: Page, address: str, words: dict[str, str], letters: str
) -> None:
    put(page, address, MINE)
    page.goto(f"{address}{YOURS}#take={letters}")
    expect(page.locator("my-data [role=status]")).to_have_text(words["import-unreadable"])
    assert stored_data(page) == MINE


@pytest.mark.parametrize(("size", "is_read"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_link_that_inflates_to_too_much_is_reported(
    page: Page, address: str, words: dict[str, str], size: int, is_read: bool
) -> None:
    text = json.dumps({"format": 1, **THEIRS}).ljust(size).encode()
    deflated = zlib.compress(text, wbits=-zlib.MAX_WBITS)
    letters = base64.urlsafe_b64encode(deflated).decode().rstrip("=")
    assert len(letters) < 5_000
    put(page, address, MINE)
    page.goto(f"{address}{YOURS}#take={letters}")
    if is_read:
        press(page, words, "import")
    expect(page.locator("my-data [role=status]")).to_have_text(
        words["imported" if is_read else "import-unreadable"]
    )
    assert stored_data(page) == (BOTH if is_read else MINE)


def test_import_with_tab_storage_stays_in_the_tab(
    page: Page, other: Page, address: str, words: dict[str, str]
) -> None:
    link = made_link(other, words)
    page.goto(address)
    page.evaluate("(key) => sessionStorage.setItem(key, Date.now())", f"{SITE}passing")
    page.goto(link)
    ready(page)
    expect(page.locator("my-data")).to_contain_text(words["session-only"])
    press(page, words, "import")
    expect(page.locator("my-data [role=status]")).to_have_text(words["imported"])
    expect(page.locator("my-data")).to_contain_text(
        words["saved-summary"].format(questions=2, modules=1, lines=0, notes=0)
    )
    assert page.evaluate("() => localStorage.length") == 0
