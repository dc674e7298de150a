"""What is kept of finished modules and steps seen (`storage/progress.mjs`, `places.mjs`)."""

import pytest
from playwright.sync_api import Page

from tests.browser.storage.calls import ATTEMPT, TODAY, call, put, stored

pytestmark = pytest.mark.one_page


def test_completion_of_a_later_revision_is_kept(page: Page) -> None:
    later = {"on": "2026-11-20", "revision": 2}
    roles = {"driver": later, "teacher": {"on": "2026-11-20", "revision": 1}, "nurse": {"on": 7}}
    put(page, "modules", {"format": 1, "modules": {"m": roles, "other": {"driver": later}}})
    for role in ("driver", "teacher", "clerk"):
        assert call(page, "progress", "saveCompletion", role, "m", 1) is True
    today = {"on": TODAY, "revision": 1}
    assert stored(page, "modules")["modules"] == {
        "m": {"driver": later, "teacher": today, "clerk": today},
        "other": {"driver": later},
    }
    assert call(page, "progress", "saveCompletion", "driver", "m", 2) is True
    assert stored(page, "modules")["modules"]["m"]["driver"] == {"on": TODAY, "revision": 2}


def test_minutes_of_a_finished_module_are_kept(page: Page) -> None:
    assert call(page, "progress", "saveCompletion", "driver", "m", 1, 12) is True
    kept = {"on": TODAY, "revision": 1, "minutes": 12}
    assert stored(page, "modules")["modules"] == {"m": {"driver": kept}}


def test_steps_seen_add_up(page: Page) -> None:
    """Also to those before the place of a reader who stopped before they were listed."""
    steps = ["a", "b", "c", "d", "e"]
    old = {"step": "c", "minutes": 5, "on": "2026-11-20"}
    put(page, "places", {"format": 1, "places": {"m": {"driver": old}}})
    for step in "db":
        place = {"step": step, "minutes": 3, "seen": [step]}
        assert call(page, "places", "savePlace", "driver", "m", place, steps) is True
    kept = {"step": "b", "minutes": 3, "on": TODAY, "seen": ["a", "b", "d"]}
    assert stored(page, "places")["places"] == {"m": {"driver": kept}}


def test_starting_over_removes_only_what_was_finished(page: Page) -> None:
    finished = {"driver": {"on": "2026-11-20", "revision": 1}}
    place = {"driver": {"step": "a", "minutes": 5, "on": "2026-11-20", "seen": ["a"]}}
    put(page, "modules", {"format": 1, "modules": {"m": finished, "n": finished}})
    put(page, "places", {"format": 1, "places": {"m": place, "n": place}})
    put(page, "answers", {"format": 1, "questions": {"m/q": ATTEMPT}})
    assert call(page, "start-over", "startOver", ["m"]) is True
    assert stored(page, "modules")["modules"] == {"n": finished}
    assert stored(page, "places")["places"] == {"n": place}
    assert stored(page, "answers")["questions"] == {"m/q": ATTEMPT}
