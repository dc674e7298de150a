"""Fixture: a page with questions that tests only look at."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.sites import MODULE


@pytest.fixture(scope="module")
def module_to_look_at(page_to_look_at: Callable[[str], Page], address: str) -> Page:
    """The module page for tests that change nothing, which they share."""
    return page_to_look_at(address + MODULE)
