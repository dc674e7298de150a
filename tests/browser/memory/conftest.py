"""Fixture: what the questions of a page tell of earlier attempts."""

import pytest
from playwright.sync_api import Page

from tests.browser.actions import ready
from tests.browser.memory.questions import Notes, question_of


@pytest.fixture
def notes(words: dict[str, str]) -> Notes:
    """Returns the name of the message that each question on the page shows at first."""
    names = {words[name]: name for name in ("first", "later", "looked", "updated")}

    def read(page: Page) -> dict[str, str]:
        ready(page)
        found = {}
        for check in page.locator("self-check").all():
            shown = check.locator(".check__before:visible").all_inner_texts()
            found[question_of(check)] = names[shown[0]] if shown else ""
        return found

    return read
