"""Questions about an order of steps, used by mouse and by keyboard only."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import Press
from tests.browser.quiz.questions import check_button, question, status, sum_of

pytestmark = pytest.mark.one_page


def test_ordering_question_can_be_solved(module: Page, press: Press, words: dict[str, str]) -> None:
    check = question(module, "order")
    total = check.locator(".step").count()
    button = check.get_by_role("button", name=words["check"], exact=True)

    press(button)
    fitting = check.locator(".item-feedback .verdict--fits").count()
    assert 0 < fitting < total
    rest = "look-again-one" if total - fitting == 1 else "look-again"
    expect(status(check)).to_have_text(sum_of(words, fitting, total, rest, total - fitting))
    expect(check.locator(".item-feedback:visible")).to_have_count(total)

    for place in range(total):
        up = check.locator(f".step[data-place='{place}'] .mover").first
        while (at := place_of(check, place)) > place:
            press(up)
            expect(up).to_be_focused()
            expect(status(check)).to_have_text(
                words["moved"].replace("{place}", str(at)).replace("{total}", str(total))
            )
    expect(check.locator(".item-feedback:visible")).to_have_count(0)
    press(button)
    expect(status(check)).to_have_text(sum_of(words, total, total, "all-found"))
    expect(check.locator(".item-feedback .verdict--fits")).to_have_count(total)


def place_of(check: Locator, right_place: int) -> int:
    places: list[str] = check.locator(".step").evaluate_all(
        "(all) => all.map((step) => step.dataset.place)"
    )
    return places.index(str(right_place))


@pytest.mark.parametrize("hint", ["comes-earlier", "comes-later"])
def test_ordering_question_says_of_only_the_misplaced_step_where_it_belongs(
    module: Page, words: dict[str, str], hint: str
) -> None:
    check = question(module, "order")
    total = check.locator(".step").count()
    assert total > 2
    for place in range(total):
        while place_of(check, place) > place:
            check.locator(f".step[data-place='{place}'] .mover").first.click()
    moved, way = (0, "last") if hint == "comes-earlier" else (total - 1, "first")
    for _ in range(total - 1):
        getattr(check.locator(f".step[data-place='{moved}'] .mover"), way).click()
    check_button(check, words).click()
    expect(check.locator(".step[data-judged=wrong]")).to_have_count(1)
    expect(check.locator(f".step[data-place='{moved}'] .item-feedback")).to_contain_text(
        words[hint]
    )


def test_move_buttons_are_named_after_their_step_and_stop_at_the_ends(
    module: Page, words: dict[str, str]
) -> None:
    check = question(module, "order")
    first = check.locator(".step").first
    text = first.locator(".step__text").inner_text()
    up = first.get_by_role("button", name=words["up"].replace("{item}", text))
    before = check.locator(".step__text").all_inner_texts()
    expect(up).to_have_attribute("aria-disabled", "true")
    check_button(check, words).click()
    told = status(check).inner_text()
    up.click(force=True)
    assert check.locator(".step__text").all_inner_texts() == before
    expect(status(check)).to_have_text(told)
    expect(check.locator(".item-feedback:visible")).to_have_count(len(before))
