"""Fixture: a second device."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.device import PHONE
from tests.browser.reader_data import THEIRS, put


@pytest.fixture
def other(new_page: Callable[..., Page], address: str) -> Page:
    """A page on another device with some data."""
    page = new_page(viewport=PHONE)
    put(page, address, THEIRS)
    return page
