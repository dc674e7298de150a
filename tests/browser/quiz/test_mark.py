"""Questions about phrases to mark in a note, used by mouse and by keyboard only."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import Press
from tests.browser.quiz.questions import check_button, question, rows, status, sum_of

pytestmark = pytest.mark.one_page


def test_note_explains_the_marked_phrases_and_at_the_end_all_of_them(
    every_kind: Page, press: Press, words: dict[str, str]
) -> None:
    check = question(every_kind, "mark")
    to_mark, to_leave = rows(check, right=True), rows(check, right=False)
    reasons = check.locator(".item-feedback:visible")
    button = check_button(check, words)
    total = to_mark.count()

    press(button)
    expect(status(check)).to_have_text(words["nothing-chosen"])

    press(to_mark.first.locator("input"))
    press(to_leave.first.locator("input"))
    press(button)
    expect(status(check)).to_have_text(sum_of(words, 1, 2, "look-again-one"))
    expect(reasons).to_have_count(2)
    for phrase, judged in ((to_mark.first, "right"), (to_leave.first, "wrong")):
        expect(phrase).to_have_attribute("data-judged", judged)
        verdict = phrase.locator(".verdict").inner_text()
        expect(phrase.locator("input")).to_have_accessible_description(
            re.compile(re.escape(verdict))
        )

    press(to_leave.first.locator("input"))
    expect(reasons).to_have_count(1)
    expect(status(check)).to_have_text("")
    press(button)
    expect(status(check)).to_have_text(sum_of(words, 1, 1, "more-to-find"))
    expect(check.locator(".solution")).to_be_hidden()

    for phrase in to_mark.all()[1:]:
        press(phrase.locator("input"))
    press(button)
    expect(status(check)).to_have_text(sum_of(words, total, total, "all-found"))
    expect(reasons).to_have_count(total + to_leave.count())
    # What was right to leave is explained, but not judged.
    expect(check.locator("[data-judged=left] .verdict")).to_have_count(to_leave.count())
    expect(check.locator("[data-judged=left] svg:visible")).to_have_count(0)
    expect(check.locator(".solution__inside")).to_be_visible()
    show_all = check_button(check, words, "show-all")
    expect(show_all).to_have_attribute("aria-expanded", "true")
    press(show_all)
    expect(reasons).to_have_count(total)
    expect(show_all).to_have_attribute("aria-expanded", "false")

    press(to_mark.first.locator("input"))
    press(button)
    expect(status(check)).to_have_text(sum_of(words, total - 1, total - 1, "more-to-find"))
