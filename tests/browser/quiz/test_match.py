"""Questions about what goes with what, used by mouse and by keyboard only."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import Press
from tests.browser.quiz.questions import check_button, question, status, sum_of

pytestmark = pytest.mark.one_page


def test_matching_question_gives_feedback_on_each_pair(
    module: Page, press: Press, words: dict[str, str]
) -> None:
    check = question(module, "match")
    pairs = check.locator(".pair")
    button = check_button(check, words)
    total = pairs.count()

    press(button)
    expect(status(check)).to_have_text(words["nothing-chosen"])
    for pair in pairs.all():
        press(pair.get_by_role("radio").first)
    press(button)
    fitting = check.locator(".pair[data-judged=right]").count()
    assert 0 < fitting < total - 1
    rest = "look-again"
    expect(status(check)).to_have_text(sum_of(words, fitting, total, rest, total - fitting))
    for pair in check.locator(".pair[data-judged=wrong]").all():
        chosen = pair.locator(".chip:has(:checked)").inner_text().strip().rstrip(".")
        reason = pair.locator(".item-feedback")
        expect(reason).to_contain_text(words["goes-elsewhere"].replace("{option}", chosen))
        assert reason.locator("p").count() > 2
        expect(pair.get_by_role("radio").first).to_have_accessible_description(
            re.compile(re.escape(chosen))
        )

    for pair in pairs.all():
        wanted = pair.get_attribute("data-goes-with")
        press(pair.locator(f"input[value='{wanted}']"))
    expect(status(check)).to_have_text("")
    press(button)
    expect(status(check)).to_have_text(sum_of(words, total, total, "all-found"))
    expect(check.locator(".item-feedback .verdict--fits")).to_have_count(total)


def test_chips_of_each_item_are_a_group_named_after_it(module_to_look_at: Page) -> None:
    pairs = question(module_to_look_at, "match").locator(".pair")
    options = pairs.first.locator(".chip").all_inner_texts()
    assert len(options) > 1
    for pair in pairs.all():
        name = " ".join(pair.locator("legend").inner_text().split())
        group = pair.get_by_role("group", name=name, exact=True)
        for option in options:
            expect(group.get_by_role("radio", name=option.strip(), exact=True)).to_have_count(1)
