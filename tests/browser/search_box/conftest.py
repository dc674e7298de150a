"""Fixture: the page on which tests search."""

import pytest
from playwright.sync_api import Page

from tests.browser.sites import MODULE


@pytest.fixture
def module(page: Page, address: str) -> Page:
    page.goto(address + MODULE)
    return page
