"""Fixtures: a page on a fixed day, and the questions of a role."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.practice.practice_page import TODAY


@pytest.fixture
def page(page: Page) -> Page:
    """A page with a fixed date."""
    page.clock.install(time=f"{TODAY}T10:00:00")
    return page


@pytest.fixture(scope="session")
def revisions(site: Path) -> Callable[[str], dict[str, int]]:
    """The revision of each question on a role's path, by storage key."""

    def read(job: str) -> dict[str, int]:
        path = json.loads((site / "paths" / f"{job}.json").read_text(encoding="utf-8"))
        return {
            f"{module}/{name}": revision
            for module, *_, found in path["modules"]
            for name, revision in found.items()
        }

    return read


@pytest.fixture(scope="session")
def questions(revisions: Callable[[str], dict[str, int]]) -> Callable[[str], list[str]]:
    """The questions on a role's path that are in their first revision."""
    return lambda job: [name for name, revision in revisions(job).items() if revision == 1]
