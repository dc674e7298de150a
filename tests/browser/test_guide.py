"""The guide works under its policy, stores nothing, and is accessible."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from course.site import GUIDE
from tests.browser.device import PHONE
from tests.browser.test_accessibility import violations_on
from tests.nightly import at_night

LAPTOP = {"width": 1280, "height": 800}
DEPTHS = ("", "how-to/", "how-to/add-a-rule/", "decisions/01-compiler-not-plugin/")
REFERENCE = "authoring/"
KIND = "kinds/situation/"
ROLE = "driver/"
STORED = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...await caches.keys(), ...(await indexedDB.databases()).map(({name}) => name),
    document.cookie].filter(Boolean)"""
"""A script that lists everything that the browser stores for the site."""


@pytest.fixture(scope="module")
def course_address(guide_project: Path, serve: Callable[[Path], str]) -> str:
    """The root address of the small course with the guide of this project."""
    return serve(guide_project / "site")


def test_page_keeps_to_its_policy_and_leads_to_the_course(page: Page, course_address: str) -> None:
    for path in DEPTHS:
        page.goto(f"{course_address}{GUIDE}{path}")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert page.evaluate("() => __md_scope.href") == f"{course_address}{GUIDE}"
        assert page.evaluate(STORED) == []
        page.get_by_role("link", name="Go to the course").click()
        expect(page).to_have_url(course_address)
        expect(page.locator("h1")).to_have_text("Choose your job")


def test_search_finds_pages_and_stores_nothing(
    new_page: Callable[..., Page], course_address: str
) -> None:
    page = new_page(viewport=LAPTOP)
    page.goto(f"{course_address}{GUIDE}{DEPTHS[-1]}")
    search = page.get_by_role("dialog", name="Search", exact=True)
    search.get_by_role("textbox").click()
    expect(search.get_by_text("Type to start searching")).to_be_visible()
    search.get_by_role("textbox").press_sequentially("gettext")
    result = search.get_by_role("link").filter(has_text="Add a language").first
    expect(result).to_be_visible()
    assert violations_on(page) == []
    assert page.evaluate(STORED) == []
    result.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Add a language")
    assert page.evaluate(STORED) == []


def test_colors_of_the_device_are_used_without_storing_them(
    new_page: Callable[..., Page], course_address: str
) -> None:
    page = new_page(color_scheme="dark", java_script_enabled=False)
    page.goto(f"{course_address}{GUIDE}")
    expect(page.locator("body")).to_have_css("background-color", "rgb(28, 26, 23)")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_css("background-color", "rgb(250, 246, 238)")


def test_skip_link_leads_to_the_text(page: Page, course_address: str) -> None:
    page.goto(f"{course_address}{GUIDE}{REFERENCE}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    skip.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(page).to_have_url(f"{course_address}{GUIDE}{REFERENCE}#{heading.get_attribute('id')}")
    expect(heading).to_be_in_viewport()


@pytest.mark.parametrize(
    ("scheme", "size"),
    [
        pytest.param("light", LAPTOP, marks=pytest.mark.nightly, id="laptop"),
        pytest.param("dark", PHONE, id="phone"),
    ],
)
@pytest.mark.parametrize(
    "paths",
    [("how-to/add-a-rule/", KIND), *at_night(("", REFERENCE))],
)
def test_axe_passes_on(
    new_page: Callable[..., Page],
    course_address: str,
    paths: tuple[str, ...],
    scheme: str,
    size: dict[str, int],
) -> None:
    page = new_page(color_scheme=scheme, viewport=size)
    for path in paths:
        page.goto(f"{course_address}{GUIDE}{path}")
        expect(page.locator("h1")).to_be_visible()
        assert violations_on(page) == []


@pytest.mark.parametrize("paths", [(DEPTHS[0], DEPTHS[-1]), *at_night(DEPTHS[1:-1])])
def test_worker_of_the_course_shows_the_guide_and_does_not_save_it(
    new_page: Callable[..., Page], course_address: str, paths: tuple[str, ...]
) -> None:
    page = new_page(service_workers="allow")
    page.goto(course_address + ROLE)
    page.wait_for_function("() => navigator.serviceWorker.controller", timeout=20_000)
    for path in paths:
        page.goto(f"{course_address}{GUIDE}{path}")
        assert page.evaluate("() => !!navigator.serviceWorker.controller")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".md-header")).to_have_css("position", "sticky")
    saved = page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async (name) =>
            (await (await caches.open(name)).keys()).map(({url}) => url)))).flat()"""
    )
    assert f"{course_address}{ROLE}" in saved
    assert not [url for url in saved if GUIDE in url]
