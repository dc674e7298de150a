"""What is kept of tries at a question (`storage/attempts.mjs`), and what cannot be kept."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.device import FREE, FULL
from tests.browser.storage.calls import ATTEMPT, SITE, TODAY, call, put, stored

pytestmark = pytest.mark.one_page


def record(page: Page, tries: list[tuple[int, bool]]) -> str | None:
    """Records tries of the question `m/q`, as on one page. Returns the problem."""
    problem: str | None = page.evaluate(
        """async ([script, tries]) => {
            const { Attempts } = await import(script);
            const attempts = new Attempts();
            for (const [revision, isCorrect] of tries) attempts.record("m/q", revision, isCorrect);
            return attempts.problem;
        }""",
        [f"{SITE}js/source/storage/attempts.mjs", tries],
    )
    return problem


@pytest.mark.parametrize(
    ("tries", "outcome", "revision"),
    [
        ([(1, True)], "first", 1),
        ([(1, False)], "looked", 1),
        ([(1, False), (1, False)], "looked", 1),
        ([(1, False), (1, True)], "later", 1),
        ([(1, False), (1, True), (1, False)], "later", 1),
        ([(1, True), (1, False)], "first", 1),
        ([(1, True), (2, False)], "looked", 2),
        ([(2, False), (1, True)], "looked", 2),
    ],
)
def test_outcome_of_several_tries(
    page: Page, tries: list[tuple[int, bool]], outcome: str, revision: int
) -> None:
    assert record(page, tries) is None
    expected = {"outcome": outcome, "revision": revision, "on": TODAY}
    assert stored(page, "answers") == {"format": 1, "questions": {"m/q": expected}}
    assert call(page, "attempts", "attempts.get", "m/q") == expected


@pytest.mark.parametrize(("tries", "step"), [([True], 2), ([True, True], 2), ([False, True], None)])
def test_first_try_of_a_day_sets_the_step(page: Page, tries: list[bool], step: int | None) -> None:
    due = {**ATTEMPT, "on": "2026-11-20", "step": 1}
    put(page, "answers", {"format": 1, "questions": {"m/q": due, "m/other": due}})
    record(page, [(1, is_correct) for is_correct in tries])
    questions = stored(page, "answers")["questions"]
    assert questions["m/q"].get("step") == step
    assert questions["m/other"] == due


@pytest.mark.parametrize(
    ("value", "is_valid"),
    [
        (ATTEMPT, True),
        ({**ATTEMPT, "outcome": "later", "on": TODAY}, True),
        *(({**ATTEMPT, "step": step}, True) for step in (1, 2, 3)),
        *(({**ATTEMPT, "step": step}, False) for step in (0, 4, "1", None)),
        *(({**ATTEMPT, "revision": revision}, False) for revision in (1.5, "1", None)),
        *(({**ATTEMPT, "on": on}, False) for on in ("2026-02-31", "soon", None)),
        *(({**ATTEMPT, "outcome": outcome}, False) for outcome in ("best", None)),
        ([], False),
        (None, False),
        ("first", False),
    ],
)
def test_valid_attempts(page: Page, value: Any, is_valid: bool) -> None:
    assert call(page, "attempts", "isAttempt", value) is is_valid
    put(page, "answers", {"format": 1, "questions": {"m/q": value}})
    assert call(page, "attempts", "attempts.get", "m/q") == (value if is_valid else None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"format": 2}', "not-saved"),
        ('{"format": "2"}', "not-saved"),
        ('{"format": 0, "questions": {}}', "unreadable"),
        ('{"format": 1}', "unreadable"),
        ('{"format": 1, "questions": []}', "unreadable"),
        ('{"format": 1, "questions": null}', "unreadable"),
        ("[1]", "unreadable"),
        ("{", "unreadable"),
        ('{"format": 1, "questions": {}}', None),
    ],
)
def test_problem_with_stored_attempts(page: Page, text: str, problem: str | None) -> None:
    put(page, "answers", text)
    assert record(page, [(1, True)]) == problem
    is_kept = page.evaluate("(key) => localStorage.getItem(key)", f"{SITE}answers") == text
    assert is_kept == (problem == "not-saved")


def test_full_storage_is_a_problem(page: Page) -> None:
    page.evaluate(FULL)
    assert record(page, [(1, True)]) == "not-saved"
    assert call(page, "progress", "saveCompletion", "driver", "m", 1) is False
    assert call(page, "saved-roles", "saveRoles", {"driver": "Driver"}) is False
    page.evaluate(FREE)
    assert record(page, [(1, True)]) is None


def test_problem_stays_after_a_later_attempt_is_saved(page: Page) -> None:
    page.evaluate(FULL)
    problem = page.evaluate(
        """async (script) => {
            const { Attempts } = await import(script);
            const attempts = new Attempts();
            attempts.record("m/lost", 1, true);
            Storage.prototype.setItem = window.setItem;
            attempts.record("m/q", 1, true);
            return attempts.problem;
        }""",
        f"{SITE}js/source/storage/attempts.mjs",
    )
    assert problem == "not-saved"
    assert list(stored(page, "answers")["questions"]) == ["m/q"]
