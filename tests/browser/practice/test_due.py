"""Questions of all modules are due again after about 2, 7 and 30 days."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import answer
from tests.browser.practice.practice_page import (
    JOB,
    MOST_AT_ONCE,
    OTHER_JOB,
    TODAY,
    button,
    current,
    days_ago,
    put,
    shown_questions,
    status_text,
    stored_questions,
    visit,
)

INVALID: tuple[dict[str, Any], ...] = (
    *({"step": step} for step in (-1, 0.5, 4, 1e308, "1", "often")),
    *({"revision": revision} for revision in (1.5, 1e308, "1")),
    *({"on": on} for on in ("9999-99-99", "2026-02-31", [days_ago(9)], 7)),
    {"outcome": ["first"]},
)
"""What a valid attempt cannot contain."""


@pytest.mark.parametrize(
    "before",
    [
        [
            {"on": days_ago(2)},
            {"on": days_ago(5), "step": 1},
            {"on": days_ago(23), "step": 2},
        ],
        [
            # A clock was wrong, or days were not stored yet.
            {"on": days_ago(-400)},
            {},
            # The question has changed since then.
            {"on": days_ago(0), "revision": 0},
        ],
    ],
    ids=["after its interval", "after a change"],
)
def test_question_is_due(
    page: Page,
    address: str,
    words: dict[str, str],
    questions: Callable[[str], list[str]],
    before: list[dict[str, Any]],
) -> None:
    asked = questions(JOB)[: len(before)]
    put_before(page, questions(JOB), before)
    visit(page, address)
    assert sorted(shown_questions(page)) == sorted(asked)
    assert status_text(page) == words["practice-due"].format(count=len(before))


@pytest.mark.parametrize(
    "before",
    [
        [
            {"on": days_ago(0)},
            {"on": days_ago(1)},
            {"on": days_ago(4), "step": 1},
            {"on": days_ago(22), "step": 2},
            {"on": days_ago(300), "step": 3},
            # It is of a later edition.
            {"on": days_ago(9), "revision": 2},
        ],
        [{"on": days_ago(9), **invalid} for invalid in INVALID],
    ],
    ids=["before its interval", "invalid attempts"],
)
def test_question_is_not_due(
    page: Page,
    address: str,
    questions: Callable[[str], list[str]],
    before: list[dict[str, Any]],
) -> None:
    put_before(page, questions(JOB), before)
    visit(page, address)
    assert shown_questions(page) == []


def put_before(page: Page, questions: list[str], before: list[dict[str, Any]]) -> None:
    """Stores an attempt at each of the first questions, and one of today at the next."""
    first = {"outcome": "first", "revision": 1}
    attempts = [*before, {"on": str(TODAY)}]
    assert len(attempts) < len(questions)
    pairs = zip(questions, attempts, strict=False)
    put(page, {question: {**first, **attempt} for question, attempt in pairs}, JOB)


def test_right_answer_lengthens_the_interval_and_wrong_answer_resets_it(
    page: Page,
    address: str,
    words: dict[str, str],
    questions: Callable[[str], list[str]],
) -> None:
    tried = {"outcome": "later", "revision": 1, "on": days_ago(30)}
    some = questions(JOB)[:3]
    before = dict(zip(some, [tried, {**tried, "step": 1}, {**tried, "step": 2}], strict=True))
    today = {**tried, "on": str(TODAY)}
    longer = {question: {**today, "step": step} for step, question in enumerate(some, 1)}
    for rightly, now in [(True, longer), (False, dict.fromkeys(some, today))]:
        put(page, before, JOB)
        visit(page, address)
        assert sorted(shown_questions(page)) == sorted(some)
        answer(page, rightly=rightly)
        assert stored_questions(page) == now
        # Later attempts on the same page do not change that.
        answer(page, rightly=not rightly)
        assert stored_questions(page) == now
        visit(page, address)
        assert shown_questions(page) == []


def test_questions_of_today_can_be_practiced_once_all_are_tried(
    page: Page, address: str, words: dict[str, str], revisions: Callable[[str], dict[str, int]]
) -> None:
    missed = list(revisions(JOB))[-1]
    tried = {
        question: {
            "outcome": "looked" if question == missed else "first",
            "revision": revision,
            "on": str(TODAY),
        }
        for question, revision in revisions(JOB).items()
    }
    put(page, tried, JOB)
    visit(page, address)
    assert shown_questions(page) == []
    button(page, words, "practice-anyway").click()
    expect(current(page, words, 1)).to_be_focused()
    assert shown_questions(page)[0] == missed


def test_questions_shared_by_two_roles_are_asked_once(
    page: Page, address: str, questions: Callable[[str], list[str]]
) -> None:
    both = set(questions(JOB)) & set(questions(OTHER_JOB))
    own = [next(it for it in questions(job) if it not in both) for job in (JOB, OTHER_JOB)]
    shared = sorted(both)[:2]
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    put(page, dict.fromkeys([*own, *shared], tried), JOB, OTHER_JOB)
    visit(page, address)
    assert sorted(shown_questions(page)) == sorted([*own, *shared])


def test_next_due_day_is_shown_when_nothing_is_due(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    one, other, *_ = questions(JOB)
    put(
        page,
        {
            one: {"outcome": "first", "revision": 1, "on": days_ago(1)},
            other: {"outcome": "first", "revision": 1, "on": days_ago(1), "step": 1},
        },
        JOB,
    )
    visit(page, address)
    assert status_text(page) == words["practice-next"].format(day="Nov 26, 2026")
    assert shown_questions(page) == []
    expect(page.locator("my-practice .fold")).not_to_have_attribute("open", "")
    expect(button(page, words, "practice-anyway")).to_be_in_viewport(ratio=1)
    button(page, words, "practice-anyway").click()
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    # The oldest attempts come first, then others.
    assert {one, other} <= set(shown_questions(page))


def test_path_and_home_page_show_how_many_questions_are_due(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    some = questions(JOB)[:7]
    put(page, {**dict.fromkeys(some, tried), "gone/away": tried}, JOB, OTHER_JOB)
    shared = len(set(some) & set(questions(OTHER_JOB)))
    name = words["resume-practice"]
    page.goto(f"{address}{JOB}/")
    link = page.get_by_role("link", name=name.format(count=7))
    expect(link).to_have_attribute("href", f"{address}practice/#{JOB}")
    page.goto(address)
    expect(page.get_by_role("link", name=name.format(count=7))).to_be_visible()
    expect(page.get_by_role("link", name=name.format(count=shared))).to_be_visible()
