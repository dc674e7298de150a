"""Fixture: what the questions of a page tell of earlier attempts."""

import pytest
from playwright.sync_api import Page

from tests.browser.actions import ready
from tests.browser.memory.questions import QUESTION, Notes


@pytest.fixture
def notes(words: dict[str, str]) -> Notes:
    """Returns the name of the message that each question on the page shows at first."""
    names = {words[name]: name for name in ("first", "later", "looked", "updated")}

    def read(page: Page) -> dict[str, str]:
        ready(page)
        shown = page.locator("self-check").evaluate_all(
            """(all) => all.map((check) => {
                const before = check.querySelector(".check__before");
                const isShown = before?.checkVisibility({ visibilityProperty: true });
                return [check.id, isShown ? before.innerText : ""];
            })"""
        )
        return {anchor.removeprefix(QUESTION): text and names[text] for anchor, text in shown}

    return read
