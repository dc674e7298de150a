"""What all kinds of question have in common: the sum, the feedback, and all answers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from course.models.questions.kinds import question_kinds
from tests.browser.actions import Press, ready
from tests.browser.quiz.questions import check_button, question, rows, status
from tests.browser.sites import EVERY_KIND

pytestmark = pytest.mark.one_page


def test_live_regions_exist_before_they_are_filled(module_to_look_at: Page) -> None:
    checks = module_to_look_at.locator("self-check")
    assert checks.count() > 3
    assert status(checks).all_text_contents() == [""] * checks.count()


def test_details_opened_by_the_browser_are_not_an_answer(module: Page) -> None:
    # As when printing, or when "find in page" has a match.
    module.locator("self-check details").evaluate_all("(all) => all.map((it) => it.open = true)")
    module.wait_for_function("() => new Promise(requestAnimationFrame)")
    module.reload()
    ready(module)
    expect(module.locator(".check__before:visible")).to_have_count(0)


def test_sum_of_the_rows_is_above_them_and_stays_in_sight(every_kind: Page) -> None:
    for kind in sorted(set(question_kinds()) - {"choice"}):
        assert_sum_is_above(question(every_kind, kind))


def assert_sum_is_above(check: Locator) -> None:
    for control in check.locator("input").all()[:1]:  # steps are in some order from the start
        control.check()
    check.locator(".button").click()
    place = check.evaluate(
        """(check) => {
            const row = check.querySelector(".answer, .pair, .step");
            const sum = check.querySelector("[role=status]");
            return sum.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING;
        }"""
    )
    assert place
    expect(check.locator("[data-sum]")).to_be_in_viewport(ratio=1)
    assert re.match(r"(\d+ of \d+ fits?|None fits yet)\. \w", status(check).inner_text())


def test_page_hears_of_each_answer(every_kind: Page, words: dict[str, str]) -> None:
    every_kind.evaluate(
        """() => {
            window.heard = [];
            document.addEventListener("answered", ({target, detail}) =>
                window.heard.push([target.dataset.kind, detail.outcome]));
        }"""
    )
    check = question(every_kind, "choice")
    for right in (False, True):
        rows(check, right=right).first.locator("input").check()
        check_button(check, words).click()
    check_button(question(every_kind, "order"), words).click()
    question(every_kind, "match").locator(".solution summary").click()
    question(every_kind, "mark").locator(".show-all").click()
    assert every_kind.evaluate("() => window.heard") == [
        ["choice", "looked"],
        ["choice", "later"],
        ["order", "looked"],
        ["match", "looked"],
        ["mark", "looked"],
    ]


def test_right_and_wrong_rows_differ_by_shape_and_word(every_kind: Page) -> None:
    check = question(every_kind, "choices")
    for right in (True, False):
        rows(check, right=right).first.locator("input").check()
    check.locator(".button").click()
    shapes = [
        check.locator(f"[data-judged={judged}] .verdict").evaluate(
            "(it) => getComputedStyle(it, '::before').maskImage"
        )
        for judged in ("right", "wrong")
    ]
    texts = [
        check.locator(f"[data-judged={judged}] .verdict").inner_text()
        for judged in ("right", "wrong")
    ]
    assert len(set(shapes)) == len(set(texts)) == 2


def test_box_is_on_the_line_of_the_first_word(
    page_to_look_at: Callable[[str], Page], specimen_address: str
) -> None:
    page = page_to_look_at(specimen_address + EVERY_KIND)
    for kind in ("choice", "choices", "mark"):
        labels = question(page, kind).locator(".answer label")
        tops = labels.evaluate_all(
            """(all) => all.map((label) => ["input", "span"].map(
                (part) => label.querySelector(part).getClientRects()[0].top))"""
        )
        assert tops
        assert [it for it in tops if abs(it[0] - it[1]) > 8] == []


def test_all_answers_can_be_shown_and_hidden_again(
    every_kind: Page, press: Press, words: dict[str, str]
) -> None:
    for kind in question_kinds():
        check = question(every_kind, kind)
        shown = check.locator(":is(.item-feedback, .solution__inside):visible")
        expect(shown).to_have_count(0)
        control = check.get_by_text(words["show-all"], exact=True)
        expect(control).to_have_count(1)
        press(control)
        rows_shown = check.locator(".answer").count() + check.locator(".solution").count()
        expect(shown).to_have_count(rows_shown)
        assert all(reason.strip() for reason in shown.all_inner_texts())
        if kind != "mark":
            press(control)
            expect(shown).to_have_count(0)


def test_hiding_all_answers_leaves_those_that_were_tried(
    module: Page, words: dict[str, str]
) -> None:
    check = question(module, "choice")
    wrong = rows(check, right=False).first
    wrong.locator("input").check()
    check_button(check, words).click()
    show_all = check_button(check, words, "show-all")
    show_all.click()
    expect(check.locator(".item-feedback:visible")).to_have_count(check.locator(".answer").count())
    show_all.click()
    expect(check.locator(".item-feedback:visible")).to_have_count(1)
    expect(wrong.locator(".item-feedback")).to_be_visible()
