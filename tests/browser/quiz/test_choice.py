"""Questions with one answer and with several, used by mouse and by keyboard only."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import Press
from tests.browser.quiz.questions import check_button, question, rows, status, sum_of

pytestmark = pytest.mark.one_page


def test_choice_opens_its_verdict_inside_the_chosen_row(
    module: Page, press: Press, words: dict[str, str]
) -> None:
    check = question(module, "choice")
    wrong, right = rows(check, right=False).first, rows(check, right=True)

    press(check_button(check, words))
    expect(status(check)).to_have_text(words["nothing-chosen"])

    press(wrong.locator("input"))
    expect(check.locator(".verdict:visible")).to_have_count(0)
    press(check_button(check, words))
    verdict = wrong.locator(".item-feedback > .verdict")
    expect(verdict).to_be_in_viewport(ratio=1)
    assert verdict.inner_text().strip()
    for paragraph in wrong.locator(".item-feedback p").all_text_contents():
        expect(status(check)).to_contain_text(" ".join(paragraph.split()))
    expect(wrong.locator("input")).to_have_accessible_description(
        re.compile(re.escape(verdict.inner_text()))
    )
    expect(check.locator(".verdict:visible")).to_have_count(1)

    press(right.locator("input"))
    press(check_button(check, words))
    expect(right.locator(".verdict--fits")).to_be_in_viewport(ratio=1)
    expect(status(check)).to_contain_text(right.locator(".verdict").inner_text())
    # What was tried before stays open, to compare.
    expect(verdict).to_be_visible()


def test_another_answer_is_offered_after_one_that_does_not_fit(
    module: Page, press: Press, words: dict[str, str]
) -> None:
    check = question(module, "choice")
    first, second = rows(check, right=False).all()[:2]
    for row in (first, second):
        press(row.locator("input"))
        press(check_button(check, words))
        expect(check_button(check, words, "try-another")).to_be_visible()
        expect(check_button(check, words)).to_have_count(0)
        press(check_button(check, words, "try-another"))
        expect(check.locator(":checked")).to_have_count(0)
        expect(check_button(check, words)).to_be_visible()
        expect(check.locator(".answer:not([data-judged]) input").first).to_be_focused()
        expect(row.locator(".verdict")).to_be_visible()
    press(rows(check, right=True).locator("input"))
    press(check_button(check, words))
    expect(check_button(check, words, "try-another")).to_have_count(0)


def test_two_presses_of_the_button_judge_once(module: Page, words: dict[str, str]) -> None:
    """As with a finger that shakes."""
    check = question(module, "choice")
    wrong = rows(check, right=False).first
    wrong.locator("input").check()
    check.locator(".button").dblclick()
    expect(wrong.locator(".verdict")).to_be_visible()
    expect(check.locator(".answer[data-judged]")).to_have_count(1)


@pytest.mark.parametrize("at", [0, -1], ids=["the first row", "the last row"])
def test_verdict_of_any_row_comes_into_view(module: Page, words: dict[str, str], at: int) -> None:
    check = question(module, "choice")
    row = check.locator(".answer").nth(at)
    row.locator("input").check()
    check_button(check, words).click()
    expect(row.locator("label")).to_be_in_viewport(ratio=1)
    expect(row.locator(".item-feedback")).to_be_in_viewport(ratio=1)
    bar = module.locator(".reach").bounding_box()
    box = row.bounding_box()
    assert bar
    assert box
    assert box["y"] + box["height"] <= bar["y"]


def test_multiple_choice_explains_the_picked_answers(
    module: Page, press: Press, words: dict[str, str]
) -> None:
    check = question(module, "choices")
    button = check_button(check, words)
    fits, belongs_not = rows(check, right=True), rows(check, right=False)
    total = fits.count()
    assert total > 2

    press(button)
    expect(status(check)).to_have_text(words["nothing-chosen"])

    press(belongs_not.first.locator("input"))
    press(button)
    expect(status(check)).to_have_text(sum_of(words, 0, 1, "look-again-one"))

    press(fits.first.locator("input"))
    press(button)
    expect(status(check)).to_have_text(sum_of(words, 1, 2, "look-again-one"))
    expect(check.locator(".item-feedback:visible")).to_have_count(2)
    expect(fits.first.locator("input")).to_have_accessible_description(
        " ".join(fits.first.locator(".item-feedback").inner_text().split())
    )

    press(belongs_not.first.locator("input"))
    press(button)
    expect(status(check)).to_have_text(sum_of(words, 1, 1, "more-to-find"))

    for row in fits.all()[1:]:
        press(row.locator("input"))
    press(button)
    expect(status(check)).to_have_text(sum_of(words, total, total, "all-found"))
    expect(check.locator(".item-feedback:visible .verdict--fits")).to_have_count(total)


@pytest.mark.parametrize(("kind", "role"), [("choice", "radio"), ("choices", "checkbox")])
def test_rows_are_native_controls_in_a_group_that_says_how_many_to_choose(
    module_to_look_at: Page, kind: str, role: Literal["radio", "checkbox"]
) -> None:
    check = question(module_to_look_at, kind)
    hint = check.locator("legend").inner_text()
    group = check.get_by_role("group", name=hint, exact=True)
    texts = check.locator(".answer label").all_inner_texts()
    assert len(texts) > 2
    for text in texts:
        name = " ".join(text.split())
        expect(group.get_by_role(role, name=name, exact=True)).to_have_count(1)
