"""Storage on the device, or in this tab only (`storage/backend.mjs`)."""

import pytest
from playwright.sync_api import Page

from tests.browser.storage.calls import SITE, call, put

pytestmark = pytest.mark.one_page

PASSING = f"{SITE}passing"


def both(page: Page) -> tuple[dict[str, str], dict[str, str]]:
    """All that is stored on the device and in the tab."""
    device, tab = page.evaluate("() => [{...localStorage}, {...sessionStorage}]")
    return device, tab


def test_session_only_data_is_stored_in_the_tab(page: Page) -> None:
    assert call(page, "backend", "isSessionOnly") is False
    call(page, "backend", "write", "name", "Ada")
    call(page, "backend", "setSessionOnly", True)
    assert call(page, "backend", "isSessionOnly") is True
    assert call(page, "backend", "read", "name") is None
    call(page, "backend", "write", "name", "Bea")
    device, tab = both(page)
    assert device == {f"{SITE}name": "Ada", PASSING: "1"}
    assert tab == {f"{SITE}name": "Bea", PASSING: tab[PASSING]}
    assert int(tab[PASSING]) == page.evaluate("() => Date.now()")
    call(page, "backend", "remove", "name")
    assert both(page)[1].keys() == {PASSING}
    call(page, "backend", "setSessionOnly", False)
    assert both(page) == ({f"{SITE}name": "Ada"}, {})
    assert call(page, "backend", "read", "name") == "Ada"


@pytest.mark.parametrize(
    ("stores", "is_missed"),
    [((), False), (("colors",), False), (("name",), True), (("colors", "notes"), True)],
)
def test_data_that_a_reader_would_miss(
    page: Page, stores: tuple[str, ...], is_missed: bool
) -> None:
    for store in stores:
        put(page, store, "something")
    assert call(page, "../transfer/modes", "hasSavedData") is is_missed


@pytest.mark.parametrize("where", ["localStorage", "sessionStorage"])
def test_tab_or_device_decides_on_the_session(page: Page, where: str) -> None:
    page.evaluate(f"(key) => {where}.setItem(key, '1')", PASSING)
    assert call(page, "backend", "isSessionOnly") is True


@pytest.mark.parametrize(
    ("away_ms", "is_kept"), [(0, True), (59_999, True), (60_000, False), (-60_000, False)]
)
def test_tab_that_was_closed_for_a_minute_is_cleared(
    page: Page, away_ms: int, is_kept: bool
) -> None:
    page.evaluate(
        """async ([script, passing, name, away]) => {
            sessionStorage.setItem(passing, Date.now() - away);
            sessionStorage.setItem(name, "Ada");
            await import(`${script}?${away}`);
        }""",
        [f"{SITE}js/source/storage/backend.mjs", PASSING, f"{SITE}name", away_ms],
    )
    assert (f"{SITE}name" in both(page)[1]) == is_kept


@pytest.mark.parametrize(
    ("is_session_only", "is_persisted", "is_reloaded"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_only_a_restored_page_of_a_session_is_reloaded(
    page: Page, is_session_only: bool, is_persisted: bool, is_reloaded: bool
) -> None:
    call(page, "backend", "setSessionOnly", is_session_only)
    types = page.evaluate(
        """(persisted) => {
            const types = [];
            const note = (event) => {
                types.push(event.navigationType);
                event.preventDefault();
            };
            navigation.addEventListener("navigate", note);
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted }));
            navigation.removeEventListener("navigate", note);
            return types;
        }""",
        is_persisted,
    )
    assert set(types) == ({"reload"} if is_reloaded else set())
