"""Fixture: the page on which the scripts in `storage/` are called."""

import pytest
from playwright.sync_api import Page


@pytest.fixture
def page(empty_page: Page) -> Page:
    """The empty page, with nothing stored."""
    empty_page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    return empty_page
