"""When a question is due again (`storage/schedule.mjs`)."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.storage.calls import TODAY, TOMORROW, call

pytestmark = pytest.mark.one_page


@pytest.mark.parametrize(
    ("attempt", "due"),
    [
        ({"on": TODAY}, "2026-11-27"),
        ({"on": TODAY, "step": 1}, "2026-11-30"),
        ({"on": TODAY, "step": 2}, "2026-12-18"),
        ({"on": TODAY, "step": 3}, ""),
        ({"on": "2026-11-01", "step": 1}, "2026-11-06"),
        ({"on": TOMORROW, "step": 3}, TODAY),
        ({"step": 3}, TODAY),
    ],
)
def test_day_on_which_a_question_is_due(page: Page, attempt: dict[str, Any], due: str) -> None:
    assert call(page, "schedule", "dueOn", attempt) == due
    assert call(page, "schedule", "isDue", attempt) == ("" < due <= TODAY)


@pytest.mark.parametrize(
    ("previous", "is_correct", "step"),
    [
        (None, True, 0),
        ({"on": "2026-11-23"}, True, 1),
        ({"on": "2026-11-23"}, False, 0),
        ({"on": "2026-11-24"}, True, 0),
        ({"on": "2026-11-20", "step": 1}, True, 2),
        ({"on": "2026-11-21", "step": 1}, True, 1),
        ({"on": "2026-11-20", "step": 1}, False, 0),
        ({"on": "2026-10-20", "step": 3}, True, 3),
    ],
)
def test_right_answer_counts_only_when_due(
    page: Page, previous: dict[str, Any] | None, is_correct: bool, step: int
) -> None:
    assert call(page, "schedule", "stepAfter", previous, is_correct) == step
