"""The sheets of tools are stored on the device, or nowhere if they are about a child."""

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Dialog, Download, Locator, Page, expect

from course.checks.readability import Readability
from course.models.course import Course
from course.models.tool import Example
from tests.browser.actions import ready, scripts_at
from tests.browser.sites import ROOT

KEPT = "tools/leaders-plan/"
"""A tool with fields and tables that are stored."""
TICKED = "tools/policy-audit/"
NEVER_KEPT = "tools/noticing-note/"
ASKED = "tools/moments-2-after/"
COUNTED = "tools/late-student/"
TEXT = "Cover for the 6:40 route,\nfrom March."
MOST_GRADES_OFF = 2


def visit(page: Page, url: str) -> None:
    page.goto(url)
    ready(page)


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[data-field='{name}']")


def stores(page: Page) -> str:
    kept: str = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    return kept


def press(page: Page, words: dict[str, str], name: str) -> None:
    page.get_by_role("button", name=words[name], exact=True).click()


def saved(page: Page, words: dict[str, str], name: str) -> Download:
    with page.expect_download() as download:
        press(page, words, name)
    return download.value


def text_of(download: Download) -> str:
    return Path(download.path()).read_bytes().decode("utf-8")


def test_text_is_restored_field_by_field(page: Page, address: str) -> None:
    visit(page, address + KEPT)
    field(page, "asked").fill(TEXT)
    field(page, "supports--cover--what").fill("Two substitutes")
    field(page, "leaves--no-ban").check()
    visit(page, address + KEPT)
    expect(field(page, "asked")).to_have_value(TEXT)
    expect(field(page, "supports--cover--what")).to_have_value("Two substitutes")
    expect(field(page, "supports--time--what")).to_have_value("")
    expect(field(page, "leaves--no-ban")).to_be_checked()
    expect(field(page, "leaves--no-screen")).not_to_be_checked()
    field(page, "leaves--no-ban").uncheck()
    notes = json.loads(page.evaluate("() => localStorage.getItem('/repository/notes')"))["notes"]
    assert sorted(notes) == [
        "tools/leaders-plan--asked",
        "tools/leaders-plan--supports--cover--what",
    ]


def test_two_tabs_show_the_same(page: Page, address: str) -> None:
    visit(page, address + KEPT)
    other = page.context.new_page()
    visit(other, address + KEPT)
    field(page, "asked").fill(TEXT)
    field(page, "leaves--no-ban").check()
    expect(field(other, "asked")).to_have_value(TEXT)
    expect(field(other, "leaves--no-ban")).to_be_checked()
    other.close()


@pytest.mark.parametrize("way", ["reload", "back", "link"])
def test_text_about_a_child_is_never_stored(
    new_page: Callable[..., Page], bfcache_address: str, words: dict[str, str], way: str
) -> None:
    page = new_page()
    visit(page, bfcache_address + NEVER_KEPT)
    expect(page.get_by_text(words["never-saved"])).to_be_visible()
    field(page, "saw").fill(TEXT)
    field(page, "after--no-guess").check()
    assert "March" not in stores(page)
    page.on("dialog", lambda dialog: dialog.accept())
    if way == "reload":
        page.reload()
    elif way == "back":
        page.goto(f"{bfcache_address}help/")
        page.go_back(wait_until="commit")
    else:
        page.locator("main a.claim").first.press("Enter")
        page.wait_for_url("**/evidence/**")
        page.go_back(wait_until="commit")
    page.wait_for_url(f"**/{NEVER_KEPT}", wait_until="commit")
    expect(field(page, "saw")).to_have_value("")
    expect(field(page, "after--no-guess")).not_to_be_checked()
    assert "March" not in stores(page)


def test_leaving_with_unsaved_text_asks_for_confirmation(
    new_page: Callable[..., Page], address: str, words: dict[str, str]
) -> None:
    page = new_page()
    visit(page, address + NEVER_KEPT)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    field(page, "saw").click()
    page.keyboard.type("Stood by the wall.")
    page.locator("a.brand").click()
    expect(field(page, "saw")).to_have_value("Stood by the wall.")
    assert asked == ["beforeunload"]
    assert "Stood by the wall." in text_of(saved(page, words, "save-text"))
    page.locator("a.brand").click()
    page.wait_for_url(address)
    assert asked == ["beforeunload"]


def test_sheet_is_saved_as_text_and_as_a_spreadsheet(
    page: Page, address: str, words: dict[str, str]
) -> None:
    visit(page, address + TICKED)
    field(page, "questions--falls-on").check()
    field(page, "policies--meals--change").fill("=No name\nis called")
    field(page, "first").fill(TEXT)
    text = text_of(saved(page, words, "save-text"))
    assert text.startswith("Policy audit\n")
    assert "[x] Which students does it get used on? Count by group.\n" in text
    assert "[ ] What is it for?" in text
    assert "  One change: =No name\nis called\n" in text
    assert f"The one we’ll change first, and why that one\n{TEXT}\n" in text
    assert "How to read a policy\nTake one." in text
    sheet = text_of(saved(page, words, "record-csv"))
    assert sheet.startswith("\ufeff")
    rows = list(csv.reader(StringIO(sheet.removeprefix("\ufeff"))))
    assert rows[0] == ["", "What it does now", "Who it gets used on", "One change", rows[0][4]]
    (meals,) = [row for row in rows if row[0].startswith("Meals")]
    assert meals[1:] == ["", "", "'=No name\nis called", ""]


def test_printed_sheet_contains_all_text(page: Page, address: str) -> None:
    visit(page, address + KEPT)
    long = "\n".join(f"Line {number}" for number in range(30))
    field(page, "asked").fill(long)
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_text("Line 29")).to_be_visible()
    expect(field(page, "asked")).to_be_hidden()
    expect(page.locator(".doing")).to_be_hidden()
    expect(page.locator("table").first.locator("thead")).to_be_visible()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".written")).to_have_count(0)
    expect(field(page, "asked")).to_have_value(long)


def test_second_tap_clears_all_fields(page: Page, address: str, words: dict[str, str]) -> None:
    visit(page, address + KEPT)
    field(page, "asked").fill(TEXT)
    field(page, "leaves--no-ban").check()
    press(page, words, "start-over")
    press(page, words, "delete-no")
    expect(field(page, "asked")).to_have_value(TEXT)
    expect(page.get_by_role("button", name=words["start-over"], exact=True)).to_be_focused()
    press(page, words, "start-over")
    press(page, words, "start-over-yes")
    expect(page.locator("fill-in").get_by_role("status")).to_have_text(words["emptied"])
    expect(field(page, "asked")).to_have_value("")
    expect(field(page, "leaves--no-ban")).not_to_be_checked()
    assert "March" not in stores(page)


def test_counts_are_updated_while_typing_and_on_leaving(
    page: Page, address: str, words: dict[str, str]
) -> None:
    visit(page, address + COUNTED)
    field(page, "draft").fill("We miss you. Please call me.")
    told = words["word-count"].replace("{words}", "6").replace("{most}", "150")
    grade = words["reading-grade"].replace("{found}", "1").replace("{grade}", "5")
    expect(page.locator("#_draft--count")).to_have_text(f"{told} {grade}")
    expect(field(page, "draft")).to_have_accessible_description(re.compile(re.escape(told)))
    # A browser may restore the page, which has emptied the form.
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect(field(page, "draft")).to_have_value("")
    none = words["word-count"].replace("{words}", "0").replace("{most}", "150")
    expect(page.locator("#_draft--count")).to_have_text(none)


def test_reading_grade_on_screen_is_close_to_the_one_in_remarks(
    page: Page, address: str, this_course: Course
) -> None:
    visit(page, address + COUNTED)
    parts = [part for tool in this_course.tools.values() for part in tool.parts.values()]
    texts = [str(part.text) for part in parts if isinstance(part, Example)]
    texts += [str(module.summary) * 3 for module in this_course.modules.values()]
    found: list[float] = page.evaluate(
        """async ([script, texts]) => {
            const {readingGrade} = await import(script);
            return texts.map(readingGrade);
        }""",
        [f"{scripts_at(page)}tools/fill-in.mjs", texts],
    )
    off = [one - Readability().measure(text).grade for one, text in zip(found, texts, strict=True)]
    assert max(map(abs, off)) < MOST_GRADES_OFF, off


def test_script_counts_the_same_words_and_sentences_as_the_rules(page: Page, address: str) -> None:
    cases = yaml.load(
        (ROOT / "tests/cases/text.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
    )["sentences"]
    page.goto(address)
    found: list[list[int]] = page.evaluate(
        """async ([script, texts]) => {
            const {countSentences, countWords} = await import(script);
            return texts.map((text) => [countSentences(text), countWords(text)]);
        }""",
        [f"{scripts_at(page)}tools/fill-in.mjs", [case["text"] for case in cases]],
    )
    assert found == [[case["sentences"], case["words"]] for case in cases]


def test_sheet_can_be_filled_in_without_scripts(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address + NEVER_KEPT)
    page.locator("#_saw").fill(TEXT)
    assert page.locator("fill-in button").count() == 0


def test_new_choice_replaces_the_stored_one(page: Page, address: str) -> None:
    visit(page, address + ASKED)
    field(page, "fit--some").check()
    field(page, "fit--little").check()
    visit(page, address + ASKED)
    expect(field(page, "fit--little")).to_be_checked()
    notes = json.loads(page.evaluate("() => localStorage.getItem('/repository/notes')"))["notes"]
    assert list(notes) == ["tools/moments-2-after--fit--little"]


def test_counts_contain_no_typed_text_and_appear_only_on_request(
    page: Page, address: str, words: dict[str, str]
) -> None:
    visit(page, address + ASKED)
    field(page, "a-slam--wall-or-stairs").check()
    field(page, "a-line--something-off").check()
    field(page, "fit--some").check()
    counts = page.get_by_label(words["counts"])
    expect(counts).to_have_count(0)
    press(page, words, "counts-show")
    summary = words["counts-fit"].replace("{fitting}", "1").replace("{answered}", "2")
    shown = [summary.replace("{total}", "5"), "Does it fit where you work?: Some of it"]
    expect(counts).to_have_value("\n".join(shown))
    assert text_of(saved(page, words, "counts-save")) == "\n".join(shown) + "\n"
    visit(page, address + "tools/moments-3-later/")
    field(page, "what-helped").fill(TEXT)
    field(page, "in-the-way--time").check()
    press(page, words, "counts-show")
    expect(counts).to_have_value(re.compile("What got in the way: 1$"))
    assert TEXT not in counts.input_value()
    field(page, "in-the-way--time").uncheck()
    expect(counts).to_have_value(re.compile("What got in the way: 0$"))
