"""Every kind of question, used by mouse and by keyboard only."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from course.models.questions.kinds import question_kinds
from tests.browser.conftest import MODULE, ready

pytestmark = pytest.mark.one_page

Press = Callable[[Locator], None]


@pytest.fixture(params=["mouse", "keyboard"])
def press(request: pytest.FixtureRequest) -> Press:
    """Activates a control by mouse or by keyboard."""
    if request.param == "mouse":
        return lambda control: control.click()

    def by_keyboard(control: Locator) -> None:
        # How Tab reaches each control is tested with all that has to do with the focus.
        is_box = control.get_attribute("type") == "checkbox"
        control.press("Space" if is_box else "Enter")

    return by_keyboard


def question(page: Page, kind: str) -> Locator:
    return page.locator(f"self-check[data-kind={kind}]").first


def status(check: Locator) -> Locator:
    return check.get_by_role("status")


def test_live_regions_exist_before_they_are_filled(module: Page) -> None:
    checks = module.locator("self-check")
    assert checks.count() > 3
    for check in checks.all():
        assert status(check).all_text_contents() == [""]


def test_choice_shows_and_announces_its_feedback(module: Page, press: Press) -> None:
    check = question(module, "choice")
    wrong = check.locator("details:not([data-right])").first
    right = check.locator("details[data-right]")

    press(wrong.locator("summary"))
    expect(wrong.locator(".answer__feedback")).to_be_visible()
    for paragraph in wrong.locator(".answer__feedback p").all_text_contents():
        expect(status(check)).to_contain_text(" ".join(paragraph.split()))

    press(right.locator("summary"))
    expect(right.locator(".answer__feedback")).to_be_visible()
    expect(wrong.locator(".answer__feedback")).to_be_hidden()
    expect(status(check)).to_contain_text(right.locator(".verdict").inner_text())

    press(right.locator("summary"))
    expect(right.locator(".answer__feedback")).to_be_hidden()
    expect(status(check)).to_have_text("")


def test_feedback_does_not_move_the_chosen_answer(module: Page) -> None:
    answers = question(module, "choice").locator("summary")
    answers.first.click()
    last = answers.last
    last.scroll_into_view_if_needed()
    top = last.evaluate("(it) => it.getBoundingClientRect().top")
    last.click()
    assert last.evaluate("(it) => it.getBoundingClientRect().top") == pytest.approx(top, abs=2)


def test_details_opened_by_the_browser_are_not_an_answer(module: Page) -> None:
    # As when printing, or when "find in page" has a match.
    module.locator("self-check details").evaluate_all("(all) => all.map((it) => it.open = true)")
    module.wait_for_function("() => new Promise(requestAnimationFrame)")
    module.reload()
    ready(module)
    expect(module.locator(".check__before:visible")).to_have_count(0)


def test_multiple_choice_explains_the_picked_answers(
    module: Page, press: Press, words: dict[str, str]
) -> None:
    check = question(module, "choices")
    boxes = check.get_by_role("checkbox")
    button = check.get_by_role("button")
    fits, belongs_not = right_and_wrong(check)

    press(button)
    expect(status(check)).to_have_text(words["nothing-chosen"])

    press(boxes.nth(belongs_not[0]))
    press(boxes.nth(fits[0]))
    press(button)
    expect(status(check)).to_have_text(words["not-yet"])
    expect(check.locator(".item-feedback:visible")).to_have_count(2)
    expect(boxes.nth(fits[0])).to_have_accessible_description(
        check.locator(".item-feedback").nth(fits[0]).inner_text().replace("\n\n", " ")
    )

    press(boxes.nth(belongs_not[0]))
    press(button)
    expect(status(check)).to_have_text(words["more-to-find"])

    for index in fits[1:]:
        press(boxes.nth(index))
    press(button)
    expect(status(check)).to_have_text(words["all-correct"])
    expect(check.locator(".item-feedback:visible .verdict--fits")).to_have_count(len(fits))


def right_and_wrong(check: Locator) -> tuple[list[int], list[int]]:
    """The positions of right and wrong answers, according to the solution."""
    is_right = check.locator(".solution dd").evaluate_all(
        "(all) => all.map((answer) => answer.querySelector('.verdict--fits') !== null)"
    )
    places = range(len(is_right))
    return [at for at in places if is_right[at]], [at for at in places if not is_right[at]]


def test_checkboxes_are_labeled_with_their_answers(module: Page) -> None:
    check = question(module, "choices")
    for text in check.locator(".solution dt").all_text_contents():
        expect(check.get_by_role("checkbox", name=text, exact=True)).to_have_count(1)


def test_ordering_question_can_be_solved(module: Page, press: Press, words: dict[str, str]) -> None:
    check = question(module, "order")
    total = check.locator(".step").count()
    button = check.get_by_role("button", name=words["check"], exact=True)

    press(button)
    expect(status(check)).to_have_text(words["not-yet"])
    expect(check.locator(".item-feedback:visible")).to_have_count(total)
    assert check.locator(".item-feedback .verdict--fits").count() < total

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
    expect(status(check)).to_have_text(words["all-correct"])
    expect(check.locator(".item-feedback .verdict--fits")).to_have_count(total)


def place_of(check: Locator, right_place: int) -> int:
    places: list[str] = check.locator(".step").evaluate_all(
        "(all) => all.map((step) => step.dataset.place)"
    )
    return places.index(str(right_place))


def test_ordering_question_marks_only_misplaced_steps(module: Page, words: dict[str, str]) -> None:
    check = question(module, "order")
    total = check.locator(".step").count()
    for place in range(total):
        while place_of(check, place) > place:
            check.locator(f".step[data-place='{place}'] .mover").first.click()
    for _ in range(total - 1):
        check.locator(".step[data-place='0'] .mover").last.click()
    check.get_by_role("button", name=words["check"], exact=True).click()
    expect(check.locator(".item-feedback .verdict:not(.verdict--fits)")).to_have_count(1)
    expect(check.locator(".step[data-place='0'] .verdict")).to_have_text(words["look-again"])


def test_move_buttons_are_named_after_their_step_and_stop_at_the_ends(
    module: Page, words: dict[str, str]
) -> None:
    check = question(module, "order")
    first = check.locator(".step").first
    text = first.locator(".step__text").inner_text()
    up = first.get_by_role("button", name=words["up"].replace("{item}", text))
    before = check.locator(".step__text").all_inner_texts()
    expect(up).to_have_attribute("aria-disabled", "true")
    up.click(force=True)
    assert check.locator(".step__text").all_inner_texts() == before


def test_matching_question_gives_feedback_on_each_pair(
    module: Page, press: Press, words: dict[str, str]
) -> None:
    check = question(module, "match")
    pairs = check.locator(".pair")
    button = check.get_by_role("button")
    total = pairs.count()

    press(button)
    expect(status(check)).to_have_text(words["nothing-chosen"])
    for at in range(total):
        choose(pairs.nth(at), 1, press)
    press(button)
    expect(status(check)).to_have_text(words["not-yet"])
    assert 0 < check.locator(".item-feedback .verdict--fits").count() < total

    for at in range(total):
        wanted = pairs.nth(at).get_attribute("data-goes-with")
        values: list[str] = (
            pairs.nth(at)
            .locator("option")
            .evaluate_all("(all) => all.map((option) => option.value)")
        )
        choose(pairs.nth(at), values.index(wanted or ""), press)
    press(button)
    expect(status(check)).to_have_text(words["all-correct"])
    expect(check.locator(".item-feedback .verdict--fits")).to_have_count(total)


def choose(pair: Locator, index: int, press: Press) -> None:
    select = pair.get_by_role("combobox", name=pair.locator("label").inner_text(), exact=True)
    if press.__name__ == "by_keyboard":
        select.press("Home")
        for _ in range(index):
            select.press("ArrowDown")
    else:
        select.select_option(index=index)


def test_note_explains_the_marked_phrases_and_at_the_end_all_of_them(
    every_kind: Page, press: Press, words: dict[str, str]
) -> None:
    check = question(every_kind, "mark")
    to_mark = check.locator(".phrase[data-right] input")
    to_leave = check.locator(".phrase:not([data-right]) input")
    reasons = check.locator(".item-feedback:visible")
    button = check.get_by_role("button", name=words["check"], exact=True)

    press(button)
    expect(status(check)).to_have_text(words["nothing-chosen"])

    press(to_mark.first)
    press(to_leave.first)
    press(button)
    expect(status(check)).to_have_text(words["not-yet"])
    expect(reasons).to_have_count(2)
    expect(reasons.locator(".verdict--fits")).to_have_count(1)
    for box, judged in ((to_mark.first, "right"), (to_leave.first, "wrong")):
        phrase = box.locator("xpath=ancestor::li")
        expect(phrase).to_have_attribute("data-judged", judged)
        expect(box).to_have_accessible_description(re.compile(re.escape(phrase.inner_text())))

    press(to_leave.first)
    expect(reasons).to_have_count(1)
    expect(status(check)).to_have_text("")
    press(button)
    expect(status(check)).to_have_text(words["more-to-find"])

    for box in to_mark.all()[1:]:
        press(box)
    press(button)
    expect(status(check)).to_have_text(words["all-correct"])
    expect(reasons).to_have_count(to_mark.count() + to_leave.count())
    expect(reasons.locator(".verdict--fits")).to_have_count(to_mark.count() + to_leave.count())
    verdicts = check.locator(".solution .verdict").all_text_contents()
    assert reasons.locator(".verdict").all_text_contents() == verdicts
    assert len(set(verdicts)) == 2

    press(to_mark.first)
    press(button)
    expect(status(check)).to_have_text(words["more-to-find"])
    expect(reasons).to_have_count(to_mark.count() - 1)


def test_phrases_of_a_note_are_judged_by_shape_and_not_only_by_color(every_kind: Page) -> None:
    check = question(every_kind, "mark")
    lines = check.locator(".phrase label")
    style = "(it) => getComputedStyle(it).textDecorationStyle"
    for phrase in ("[data-right]", ":not([data-right])"):
        check.locator(f".phrase{phrase} label").first.click()
    check.locator(".button").click()
    right = check.locator("[data-judged=right] label").evaluate(style)
    wrong = check.locator("[data-judged=wrong] label").evaluate(style)
    assert len({right, wrong, lines.last.evaluate(style)}) == 3


def test_box_is_on_the_line_of_the_first_word(every_kind: Page) -> None:
    every_kind.set_viewport_size({"width": 390, "height": 844})
    phrases = question(every_kind, "mark").locator(".phrase")
    for phrase in phrases.all():
        box, text = phrase.evaluate(
            """(phrase) => [phrase.querySelector("input"), phrase.querySelector(".phrase__text")]
                .map((it) => it.getClientRects()[0]).map(({top, bottom}) => (top + bottom) / 2)"""
        )
        assert box == pytest.approx(text, abs=8)


@pytest.mark.parametrize("kind", sorted(set(question_kinds()) - {"choice"}))
def test_solution_remains_available(every_kind: Page, kind: str) -> None:
    solution = question(every_kind, kind).locator(".solution")
    expect(solution.locator(".solution__inside")).to_be_hidden()
    solution.locator("summary").click()
    expect(solution.locator(".solution__inside")).to_be_visible()


def test_link_to_a_choice_opens_and_focuses_it(module: Page, press: Press) -> None:
    situation = module.locator(".situation:has([data-later])").first
    later = situation.locator("[data-later]").first
    place = later.locator("summary").get_attribute("id")
    link = situation.locator(f"a[href='#{place}']").first
    expect(later).to_be_hidden()
    press(situation.locator(f"details:has(a[href='#{place}']) > summary").first)
    press(link)
    expect(later.locator(".choice__then")).to_be_visible()
    expect(later.locator("summary")).to_be_focused()


def test_address_of_a_choice_opens_it(module: Page, address: str) -> None:
    later = module.locator(".choice[data-later]").first
    place = later.locator("summary").get_attribute("id")
    module.goto("about:blank")
    module.goto(f"{address}{MODULE}#{place}")
    expect(later.locator(".choice__then")).to_be_visible()
    expect(later.locator("summary")).to_be_focused()
