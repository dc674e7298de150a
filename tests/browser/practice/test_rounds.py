"""A round of practice: which questions it asks, one at a time, and where the focus goes."""

from collections.abc import Callable
from itertools import pairwise

from playwright.sync_api import Page, Route, expect

from tests.browser.actions import answer, missing_on, ready, two_frames
from tests.browser.practice.practice_page import (
    JOB,
    MOST_AT_ONCE,
    OTHER_JOB,
    button,
    current,
    days_ago,
    go_through,
    put,
    shown_questions,
    status_text,
    stored_questions,
    visit,
)


def test_missed_questions_come_first_shuffled_and_in_small_batches(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    some = questions(JOB)[:20]
    missed = set(some[::5])
    tried = {
        question: {
            "outcome": "looked" if question in missed else "first",
            "revision": 1,
            "on": days_ago(5),
        }
        for question in some
    }
    put(page, tried, JOB)
    visit(page, address)
    assert status_text(page) == words["practice-due"].format(count=20)
    first = shown_questions(page)
    assert len(first) == MOST_AT_ONCE
    assert missed <= set(first)
    modules = [question.split("/")[0] for question in first]
    assert all(one != other for one, other in pairwise(modules))
    answer(page, rightly=True)
    go_through(page, words)
    still_due = words["practice-still-due"].format(count=15)
    expect(page.locator("my-practice")).to_contain_text(still_due)
    button(page, words, "practice-more").click()
    expect(current(page, words, 1)).to_be_focused()
    assert status_text(page) == words["practice-due"].format(count=15)
    ready(page)
    second = shown_questions(page)
    assert len(second) == MOST_AT_ONCE
    assert not set(first) & set(second)


def test_questions_are_shown_one_at_a_time_until_the_end(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    put(page, dict.fromkeys(questions(JOB)[:MOST_AT_ONCE], tried), JOB)
    visit(page, address)
    seen = []
    for number in range(1, MOST_AT_ONCE + 1):
        expect(current(page, words, number)).to_be_visible()
        (check,) = page.locator("self-check:visible").all()
        seen.append(check.get_attribute("id"))
        onward = button(page, words, "continue")
        expect(onward).to_be_in_viewport(ratio=1)
        expect(onward).not_to_contain_class("onward")
        # As every question does once it is answered.
        check.evaluate(
            "(check) => check.dispatchEvent(new CustomEvent('answered', {bubbles: true}))"
        )
        expect(onward).to_contain_class("onward")
        assert page.locator("my-practice progress").evaluate("(it) => it.value") == number
        if number < MOST_AT_ONCE:
            onward.click()
            expect(current(page, words, number + 1)).to_be_focused()
    assert len(set(seen)) == MOST_AT_ONCE
    answer(page, rightly=True)
    go_through(page, words)
    next_day = words["practice-next"].format(day="Nov 30, 2026")
    expect(page.locator("my-practice")).to_contain_text(next_day)
    expect(page.locator("self-check")).to_have_count(0)
    expect(button(page, words, "reminders-save")).to_be_visible()
    page.get_by_role("link", name=words["path-back"]).click()
    assert page.url == f"{address}{JOB}/"


def test_practice_works_without_any_attempts(
    page: Page, address: str, words: dict[str, str], revisions: Callable[[str], dict[str, int]]
) -> None:
    visit(page, address)
    expect(page.locator("my-practice")).to_contain_text(words["practice-choose-role"])
    page.get_by_role("link", name="Bus driver or monitor").click()
    assert page.url == f"{address}practice/#{JOB}"
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert status_text(page).startswith(words["practice-new"])
    page.locator("my-practice .fold > summary").click()
    link = page.locator("my-practice .fold a")
    expect(link).to_have_attribute("href", f"{address}yours/")
    assert set(shown_questions(page)) <= revisions(JOB).keys()
    ready(page)
    answer(page, rightly=True)
    first = set(shown_questions(page))
    assert stored_questions(page).keys() == first
    go_through(page, words)
    button(page, words, "practice-more").click()
    expect(current(page, words, 1)).to_be_focused()
    assert not first & set(shown_questions(page))


def test_questions_stay_when_only_the_fragment_changes(
    page: Page, address: str, words: dict[str, str], revisions: Callable[[str], dict[str, int]]
) -> None:
    page.goto(f"{address}practice/#{JOB}")
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    first = shown_questions(page)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}practice/#_main")
    two_frames(page)
    assert shown_questions(page) == first
    page.go_back()
    expect(page).to_have_url(f"{address}practice/#{JOB}")
    two_frames(page)
    assert shown_questions(page) == first

    # Other roles start over, and without any role the choice is shown again.
    page.evaluate("(job) => { location.hash = job; }", OTHER_JOB)
    expect(page.locator("my-practice .facts")).to_have_text("Custodian")
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert set(shown_questions(page)) <= revisions(OTHER_JOB).keys()
    page.evaluate("() => { location.hash = ''; }")
    expect(page.get_by_role("link", name="Custodian", exact=True)).to_be_visible()
    assert status_text(page) == words["practice-choose-role"]


def test_messages_are_announced(page: Page, address: str, words: dict[str, str]) -> None:
    """A live region announces new content only if it existed before and is visible."""
    before: list[bool] = []

    def look(route: Route) -> None:
        before.append(
            page.evaluate(
                """() => {
                    window.region = document.querySelector("my-practice [role=status]");
                    window.removed = 0;
                    new MutationObserver((changes) => {
                        const gone = changes.flatMap((it) => [...it.removedNodes]);
                        window.removed += gone.filter((it) => it.contains(window.region)).length;
                    }).observe(document.body, {childList: true, subtree: true});
                    return region !== null && region.checkVisibility() && !region.textContent;
                }"""
            )
        )
        route.continue_()

    page.route("**/practice.mjs", look)
    page.goto(f"{address}practice/")
    expect(page.locator("my-practice.is-ready")).to_be_visible()
    assert before == [True]
    assert status_text(page) == words["practice-choose-role"]
    page.get_by_role("link", name="Custodian", exact=True).click()
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert page.evaluate("() => window.region.innerText").startswith(words["practice-new"])
    assert page.evaluate("() => window.removed") == 0


def test_choosing_a_role_moves_the_focus_to_its_questions(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    visit(page, address)
    page.get_by_role("link", name="Custodian", exact=True).focus()
    page.keyboard.press("Enter")
    expect(current(page, words, 1)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('self-check') !== null")
    page.go_back()
    lead = page.locator("my-practice [role=status]").first
    expect(lead).to_be_focused()
    expect(lead).to_have_text(words["practice-choose-role"])

    # If nothing is due, there is only a message.
    put(page, {questions(JOB)[0]: {"outcome": "first", "revision": 1, "on": days_ago(0)}})
    visit(page, address)
    page.get_by_role("link", name="Bus driver or monitor").focus()
    page.keyboard.press("Enter")
    expect(lead).to_be_focused()
    expect(lead).to_have_text(words["practice-next"].format(day="Nov 27, 2026"))
    page.keyboard.press("Tab")
    expect(button(page, words, "practice-anyway")).to_be_focused()


def test_links_in_a_question_have_the_same_targets_as_on_its_module(
    page: Page, address: str, questions: Callable[[str], list[str]]
) -> None:
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    put(page, dict.fromkeys(questions(JOB)[:5], tried), JOB)
    visit(page, address)
    links = page.locator("my-practice .check__more a").evaluate_all(
        "(all) => all.map((a) => a.href)"
    )
    assert len(links) >= MOST_AT_ONCE
    assert all("#" in link for link in links)
    assert missing_on(page, links) == []
    page.goto(links[0])
    expect(page.locator(f"[id='{links[0].split('#')[1]}']")).to_be_visible()
