"""The roles that a reader has saved (`storage/saved-roles.mjs`)."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.storage.calls import SITE, call, put

pytestmark = pytest.mark.one_page


@pytest.mark.parametrize(
    ("title", "is_title"),
    [("x", True), ("x" * 200, True), ("x" * 201, False), ("", False), (7, False), (["x"], False)],
)
def test_title_of_a_role(page: Page, title: Any, is_title: bool) -> None:
    assert call(page, "saved-roles", "isTitle", title) is is_title
    put(page, "jobs", {"format": 1, "jobs": {"driver": title, "A role": "x", "nurse": "Nurse"}})
    expected = {**({"driver": title} if is_title else {}), "nurse": "Nurse"}
    assert call(page, "saved-roles", "savedRoles") == expected


def test_link_to_a_role(page: Page) -> None:
    link = page.evaluate(
        """async (script) => {
            const { linkToRole } = await import(script);
            const { pathname, textContent } = linkToRole("driver", "Bus driver");
            return [pathname, textContent];
        }""",
        f"{SITE}js/source/storage/saved-roles.mjs",
    )
    assert link == [f"{SITE}driver/", "Bus driver"]
