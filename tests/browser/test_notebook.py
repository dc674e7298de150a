"""Notes of readers are restored under the same prompt, and nowhere else."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import ready
from tests.browser.device import FREE, FULL
from tests.browser.sites import EVERY_KIND, MODULE

pytestmark = pytest.mark.one_page

TEXT = "Shoulders down. Then one line."
KEY = "/repository/notes"


def field(page: Page, activity: str = "my-duty") -> Locator:
    return page.locator(f"section[id$='--{activity}'] textarea")


def notes(page: Page) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = json.loads(
        page.evaluate("(key) => localStorage.getItem(key) ?? '{}'", KEY)
    ).get("notes", {})
    return kept


def visit(page: Page, url: str) -> None:
    page.goto(url)
    ready(page)


def test_note_is_restored_under_its_prompt(page: Page, specimen_address: str) -> None:
    visit(page, specimen_address + EVERY_KIND)
    field(page).fill(TEXT)
    visit(page, specimen_address + EVERY_KIND)
    expect(field(page)).to_have_value(TEXT)
    expect(field(page, "surprises")).to_have_value("")
    # The other role has the same prompt.
    visit(page, specimen_address + EVERY_KIND.replace("bus-driver", "teacher-secondary"))
    expect(field(page)).to_have_value(TEXT)
    assert list(notes(page).values()) == [{"text": TEXT}]


def test_emptied_note_is_deleted(page: Page, specimen_address: str) -> None:
    visit(page, specimen_address + EVERY_KIND)
    field(page).fill(TEXT)
    field(page, "surprises").fill("The crowd.")
    field(page).fill("")
    assert list(notes(page).values()) == [{"text": "The crowd."}]


def test_two_tabs_do_not_overwrite_each_other(page: Page, specimen_address: str) -> None:
    visit(page, specimen_address + EVERY_KIND)
    other = page.context.new_page()
    visit(other, specimen_address + EVERY_KIND)
    field(page).fill(TEXT)
    field(other, "surprises").fill("The crowd.")
    expect(field(other)).to_have_value(TEXT)
    expect(field(page, "surprises")).to_have_value("The crowd.")
    assert sorted(note["text"] for note in notes(page).values()) == [TEXT, "The crowd."]
    other.close()


def test_focused_field_shows_text_from_another_tab(page: Page, specimen_address: str) -> None:
    visit(page, specimen_address + EVERY_KIND)
    field(page).fill("Older.")
    other = page.context.new_page()
    visit(other, specimen_address + EVERY_KIND)
    field(other).fill(TEXT)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value(TEXT)
    field(page).press("End")
    field(page).press("!")
    assert list(notes(page).values()) == [{"text": f"{TEXT}!"}]
    other.close()


def test_page_from_the_back_forward_cache_shows_newer_notes(
    page: Page, bfcache_address: str
) -> None:
    address = bfcache_address
    visit(page, address + MODULE)
    field(page, "my-move").fill("Older.")
    page.evaluate("() => { window.isTheSame = true; }")
    other = page.context.new_page()
    visit(other, address + MODULE)
    page.goto(f"{address}help/")
    field(other, "my-move").fill(TEXT)
    page.go_back(wait_until="commit")
    expect(field(page, "my-move")).to_have_value(TEXT)
    assert page.evaluate("() => window.isTheSame")
    field(page, "my-move").press("End")
    field(page, "my-move").press("!")
    assert list(notes(page).values()) == [{"text": f"{TEXT}!"}]


def test_unsaved_note_survives_a_write_from_another_tab(page: Page, specimen_address: str) -> None:
    visit(page, specimen_address + EVERY_KIND)
    field(page).fill("Older.")
    other = page.context.new_page()
    visit(other, specimen_address + EVERY_KIND)
    page.evaluate(FULL)
    field(page).fill(TEXT * 3)
    field(page).blur()
    field(other).fill("Yes.")
    page.wait_for_function("(key) => localStorage.getItem(key).includes('Yes.')", arg=KEY)
    expect(field(page)).to_have_value(TEXT * 3)
    page.evaluate(FREE)
    # With the next letter, both are stored.
    field(page).press("End")
    field(page).press("!")
    both = f"{TEXT * 3}!\n\nYes."
    expect(field(page)).to_have_value(both)
    expect(field(other)).to_have_value(both)
    assert list(notes(page).values()) == [{"text": both}]
    # The cursor has not moved.
    field(page).press("?")
    expect(field(other)).to_have_value(both.replace("!", "!?"))
    other.close()


def fill_the_store(page: Page) -> None:
    page.evaluate(
        """() => {
            let piece = "x".repeat(2 ** 20);
            for (let number = 1; piece; number += 1) {
                try {
                    localStorage.setItem(`filler ${number}`, piece);
                } catch {
                    piece = piece.slice(piece.length / 2 + 0.5);
                }
            }
        }"""
    )


def test_full_storage_is_reported_and_loses_nothing(
    page: Page, specimen_address: str, words: dict[str, str]
) -> None:
    visit(page, specimen_address + EVERY_KIND)
    field(page).fill(TEXT)
    fill_the_store(page)
    field(page).fill(TEXT * 3)
    expect(field(page)).to_have_accessible_description(words["note-not-saved"])
    expect(field(page)).to_have_value(TEXT * 3)
    assert [note["text"] for note in notes(page).values()] == [TEXT]
    page.evaluate("() => localStorage.removeItem('filler 1')")
    field(page).press("End")
    field(page).press("!")
    expect(field(page)).to_have_accessible_description(words["saved-here"])
    assert [note["text"] for note in notes(page).values()] == [f"{TEXT * 3}!"]


def test_damaged_note_is_ignored_and_the_others_remain(page: Page, specimen_address: str) -> None:
    visit(page, specimen_address + EVERY_KIND)
    field(page).fill(TEXT)
    field(page, "surprises").fill("The crowd.")
    (duty, other) = sorted(notes(page), key=lambda name: name.endswith("surprises"))
    damaged = json.dumps({"format": 1, "notes": {duty: 7, other: {"text": "The crowd."}}})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, damaged])
    visit(page, specimen_address + EVERY_KIND)
    expect(field(page)).to_have_value("")
    expect(field(page, "surprises")).to_have_value("The crowd.")
