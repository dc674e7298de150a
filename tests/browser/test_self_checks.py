"""Every kind of question, used by mouse and by keyboard only."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from course.models.questions.kinds import question_kinds
from course.render.lesson_titles import CUT, MAX_TITLE
from tests.browser.actions import ready
from tests.browser.sites import EVERY_KIND, MODULE

pytestmark = pytest.mark.one_page

Press = Callable[[Locator], None]
WITH_SITUATION = "bus-driver/noticing/"
"""A module with a situation of several turns. In others, a scene has taken its place."""


@pytest.fixture(params=["mouse", "keyboard"])
def press(request: pytest.FixtureRequest) -> Press:
    """Activates a control by mouse or by keyboard."""
    if request.param == "mouse":
        return lambda control: control.click()

    def by_keyboard(control: Locator) -> None:
        # How Tab reaches each control is tested with all that has to do with the focus.
        is_box = control.get_attribute("type") in ("checkbox", "radio")
        control.press("Space" if is_box else "Enter")

    return by_keyboard


def question(page: Page, kind: str) -> Locator:
    return page.locator(f"self-check[data-kind={kind}]").first


def status(check: Locator) -> Locator:
    return check.get_by_role("status")


@pytest.fixture(scope="module")
def module_to_look_at(page_to_look_at: Callable[[str], Page], address: str) -> Page:
    """The module page for tests that change nothing, which they share."""
    return page_to_look_at(address + MODULE)


def test_live_regions_exist_before_they_are_filled(module_to_look_at: Page) -> None:
    checks = module_to_look_at.locator("self-check")
    assert checks.count() > 3
    for check in checks.all():
        assert status(check).all_text_contents() == [""]


def rows(check: Locator, *, right: bool) -> Locator:
    """The answers that fit, or those that do not."""
    return check.locator(f".answer{'[data-right]' if right else ':not([data-right])'}")


def check_button(check: Locator, words: dict[str, str], name: str = "check") -> Locator:
    return check.get_by_role("button", name=words[name], exact=True)


def sum_of(words: dict[str, str], fitting: int, total: int, rest: str, count: int = 0) -> str:
    """What stands above the rows: how many fit, and what is left to do."""
    name = "some-fit" if fitting > 1 else "one-fits" if fitting else "none-fits"
    text = f"{words[name]} {words[rest]}"
    for key, value in (("fitting", fitting), ("total", total), ("count", count)):
        text = text.replace(f"{{{key}}}", str(value))
    return text


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


@pytest.mark.parametrize("kind", sorted(set(question_kinds()) - {"choice"}))
def test_sum_of_the_rows_is_above_them_and_stays_in_sight(every_kind: Page, kind: str) -> None:
    check = question(every_kind, kind)
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

    press(to_mark.first.locator("input"))
    press(button)
    expect(status(check)).to_have_text(sum_of(words, total - 1, total - 1, "more-to-find"))


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
        for label in question(page, kind).locator(".answer label").all():
            box, text = label.evaluate(
                """(label) => [label.querySelector("input"), label.querySelector("span")]
                    .map((it) => it.getClientRects()[0]).map(({top}) => top)"""
            )
            assert box == pytest.approx(text, abs=8)


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
        for reason in shown.all():
            assert reason.inner_text().strip()
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


def test_link_to_a_choice_opens_and_focuses_it_below_the_scene(
    page: Page, address: str, press: Press
) -> None:
    page.goto(address + WITH_SITUATION)
    ready(page)
    situation = page.locator(".situation:has([data-later])").first
    later = situation.locator("[data-later]").first
    place = later.locator("summary").get_attribute("id")
    link = situation.locator(f"a[href='#{place}']").first
    expect(later).to_be_hidden()
    press(situation.locator(f"details:has(a[href='#{place}']) > summary").first)
    press(link)
    expect(later.locator(".choice__then")).to_be_visible()
    expect(later.locator("summary")).to_be_focused()
    expect(situation.locator(".situation__scene")).to_be_in_viewport(ratio=1)
    expect(later.locator("summary")).to_be_in_viewport(ratio=1)
    expect(situation.locator(".choice").first).to_have_attribute("data-later", "reached")


def test_links_to_choices_are_short(page_to_look_at: Callable[[str], Page], address: str) -> None:
    texts = (
        page_to_look_at(address + WITH_SITUATION)
        .locator(".choice__next + ul a")
        .all_text_contents()
    )
    assert len(texts) > 2
    assert max(len(text) for text in texts) <= MAX_TITLE
    assert any(CUT in text for text in texts)


def test_address_of_a_choice_opens_it(page: Page, address: str) -> None:
    page.goto(address + WITH_SITUATION)
    later = page.locator(".choice[data-later]").first
    place = later.locator("summary").get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{address}{WITH_SITUATION}#{place}")
    expect(later.locator(".choice__then")).to_be_visible()
    expect(later.locator("summary")).to_be_focused()
