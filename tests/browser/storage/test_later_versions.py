"""What a later version of the site or of its course has stored is left alone."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.storage.calls import ATTEMPT, SITE, call, put, stored

pytestmark = pytest.mark.one_page


@pytest.mark.parametrize(
    ("store", "script", "save"),
    [
        ("modules", "progress", ("saveCompletion", "driver", "m", 1)),
        ("jobs", "saved-roles", ("saveRoles", {"driver": "Driver"})),
        ("districts", "../district/saved-district", ("saveDistrict", {"id": "a", "name": "A"})),
    ],
)
def test_data_of_a_later_version_is_not_overwritten(
    page: Page, store: str, script: str, save: tuple[Any, ...]
) -> None:
    put(page, store, {"format": 2})
    assert call(page, script, *save) is False
    assert stored(page, store) == {"format": 2}


IDS_OF_A_LATER_COURSE: dict[str, tuple[str, dict[str, Any]]] = {
    "answers": ("questions", {"new-module/q": {**ATTEMPT, "on": "2026-11-20"}}),
    "modules": ("modules", {"new-module": {"new-job": {"on": "2026-11-20", "revision": 1}}}),
    "notes": ("notes", {"new-module/l--a": {"text": "Wait."}}),
    "places": (
        "places",
        {"new-module": {"new-job": {"step": "l", "minutes": 2, "on": "2026-11-20"}}},
    ),
    "jobs": ("jobs", {"new-job": "New job"}),
}


def test_ids_that_the_course_does_not_have_are_kept(page: Page) -> None:
    """A district went back to an earlier version of the course, and forward again."""
    for store, (inner, entries) in IDS_OF_A_LATER_COURSE.items():
        put(page, store, {"format": 1, inner: entries})
    page.evaluate(
        """async (folder) => {
            const { attempts } = await import(`${folder}attempts.mjs`);
            attempts.record("m/q", 1, true);
        }""",
        f"{SITE}js/source/storage/",
    )
    call(page, "progress", "saveCompletion", "driver", "m", 1)
    call(page, "notes", "saveNote", "m/l--a", "Look.")
    call(page, "places", "savePlace", "driver", "m", {"step": "l", "minutes": 1, "seen": ["l"]})
    roles = call(page, "saved-roles", "savedRoles")
    call(page, "saved-roles", "saveRoles", {**roles, "driver": "Driver"})
    for store, (inner, entries) in IDS_OF_A_LATER_COURSE.items():
        now = stored(page, store)[inner]
        assert len(now) == 2
        assert entries.items() <= now.items()
