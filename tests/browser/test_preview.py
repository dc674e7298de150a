"""The bar of a preview: what it tells authors, and that it leaves the page as it is."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from course.edit_links import EditLinks
from course.memo import Memo
from course.publish.preview import Preview
from course.publish.preview_server import PreviewServer
from tests.browser.device import PHONE, watch
from tests.browser.test_accessibility import DARK, LIGHT, violations_on
from tests.conftest import Files, lay

MODULE = "driver/first-steps/"
REMARKS: Files = {
    "modules/first-steps.yml": {"change": "minutes: ", "to": "minutes: 9"},
    "modules/more-words.yml": {"change": "short-minutes: ", "to": "short-minutes: 9"},
}
GITHUB = "https://github.com/district/course/blob/main/"
LESSON = "modules/first-steps.yml:20"
MOVES = """() => new Promise((done) => {
    const [{loadEventStart}] = performance.getEntriesByType("navigation");
    const moves = [];
    new PerformanceObserver((list) => moves.push(...list.getEntries()))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => {
        const later = moves.filter(({startTime}) => startTime > loadEventStart);
        done(later.reduce((sum, {value}) => sum + value, 0));
    }, 50);
})"""
"""The sum of all layout shifts since a page was loaded, typefaces and all: then the bar comes."""
SIZES = """() => [...document.querySelectorAll("body > .page, main, main *, footer, .reach")]
    .filter((it) => it.checkVisibility()).map((it) => it.getBoundingClientRect())
    .map(({ x, y, width, height }) => [x, y, width, height])
    .concat([[document.documentElement.scrollHeight]])"""
"""Where everything is on a page, and how long it is."""


@pytest.fixture
def preview(course_with: Callable[[Files], Path]) -> Iterator[tuple[Preview, Path, str]]:
    """A preview of a course with a remark on the page and one elsewhere, its folder and address."""
    folder = course_with(REMARKS)
    made = Preview(folder, lambda _: None, Memo(), links=EditLinks(folder, GITHUB, "workshop/"))
    made.refresh()
    made.check(lambda: False)
    server = PreviewServer(("127.0.0.1", 0), made)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield made, folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(
    browser: Browser, complaints: list[str], preview: tuple[Preview, Path, str]
) -> Iterator[Page]:
    """The module, opened in the preview on a phone."""
    context = browser.new_context(viewport=PHONE, service_workers="block")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    watch(opened, complaints)
    opened.goto(f"{preview[2]}{MODULE}")
    yield opened
    context.close()


@pytest.fixture
def bar(page: Page) -> Locator:
    found = page.get_by_role("complementary", name="Preview")
    expect(
        found.get_by_role("button", name="1 remark on this page, and 1 elsewhere")
    ).to_be_visible()
    return found


def test_bar_shows_remarks_evidence_and_other_jobs(page: Page, bar: Locator) -> None:
    bar.get_by_role("button", name="1 remark").click()
    remark = bar.get_by_role("listitem").filter(has_text="minutes")
    expect(remark.get_by_text("modules/first-steps.yml:2", exact=True)).to_be_visible()
    remark.get_by_text("Why: honest-minutes").click()
    expect(remark.get_by_text("Good: ")).to_be_visible()
    expect(bar.get_by_role("link", name="1 remark elsewhere: see all")).to_be_visible()
    expect(bar.get_by_text("Full: 1 situation, 1 your-part activity")).to_be_visible()
    claim = bar.get_by_role("listitem").filter(has=page.locator('[href$="evidence/#few-words"]'))
    expect(claim).to_contain_text("plausible")
    bar.get_by_label("Another job").select_option("Teacher")
    bar.get_by_role("button", name="Open").click()
    expect(page).to_have_url(re.compile("/teacher/first-steps/"))


def test_tap_on_a_piece_shows_where_it_is_written(
    page: Page, bar: Locator, preview: tuple[Preview, Path, str]
) -> None:
    page.goto(f"{preview[2]}{MODULE}#few-words")
    bar.get_by_role("button", name="Edit this").click()
    expect(bar.get_by_label("Tap a piece")).to_be_visible()
    page.locator("#few-words").get_by_text("Call dispatch.", exact=True).click()
    expect(bar.get_by_text(LESSON, exact=True)).to_be_visible()
    bar.get_by_role("button", name=f"Copy {LESSON}").click()
    expect(bar.get_by_role("status")).to_have_text(f"Copied: {LESSON}")
    assert page.evaluate("() => navigator.clipboard.readText()") == LESSON
    path = (preview[1] / "modules/first-steps.yml").resolve().as_posix().lstrip("/")
    for name, link in {
        "VS Code": f"vscode://file/{path}:20",
        "GitHub": f"{GITHUB}modules/first-steps.yml#L20",
        "Workshop": "/workshop/#modules/first-steps.yml:20",
    }.items():
        expect(bar.get_by_role("link", name=name)).to_have_attribute("href", link)
    page.keyboard.press("Escape")
    expect(bar.get_by_role("button", name="Edit this")).to_be_focused()
    expect(bar.get_by_text(LESSON, exact=True)).to_be_hidden()


def test_pieces_can_be_chosen_by_keyboard_or_with_alt(page: Page, bar: Locator) -> None:
    bar.get_by_role("button", name="Edit this").focus()
    page.keyboard.press("Enter")
    choice = bar.get_by_label("Tap a piece")
    choice.select_option("lessons/few-words")
    expect(choice).to_be_focused()
    expect(bar.get_by_text(LESSON, exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    expect(bar.get_by_role("button", name=f"Copy {LESSON}")).to_be_focused()
    page.keyboard.press("Escape")
    expect(choice).to_be_hidden()
    page.get_by_role("link", name="Different job?").click(modifiers=["Alt"])
    expect(bar.get_by_text("modules/first-steps.yml:4", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(f"{MODULE}$"))


def test_bar_moves_nothing_and_is_not_on_paper(page: Page, bar: Locator) -> None:
    expect(page.get_by_role("button", name="All steps")).to_be_visible()
    with_bar = page.evaluate(SIZES)
    assert page.evaluate(MOVES) == 0
    bar.get_by_role("button", name="1 remark").click()
    assert page.evaluate(SIZES) == with_bar
    bar.evaluate("(it) => { it.remove(); window.bar = it; }")
    assert page.evaluate(SIZES) == with_bar
    page.evaluate("() => document.body.append(window.bar)")
    page.emulate_media(media="print")
    expect(bar).to_be_hidden()


def test_bar_is_accessible(page: Page, bar: Locator) -> None:
    page.emulate_media(color_scheme="light")
    bar.get_by_role("button", name="1 remark").click()
    bar.get_by_text("Why: honest-minutes").click()
    assert violations_on(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations_on(page, DARK, ".preview") == []
    bar.get_by_role("button", name="Edit this").click()
    expect(bar.get_by_label("Tap a piece")).to_be_visible()
    assert violations_on(page, DARK, ".preview") == []
    page.emulate_media(color_scheme="light")
    assert violations_on(page, LIGHT, ".preview") == []


def test_bar_follows_a_saved_change(
    page: Page, bar: Locator, preview: tuple[Preview, Path, str]
) -> None:
    made, folder, _ = preview
    bar.get_by_role("button", name="1 remark").click()
    lay(folder, {"modules/first-steps.yml": {"change": "minutes: 9", "to": "minutes: "}})
    made.refresh()
    made.check(lambda: False)
    expect(bar.get_by_role("button", name="0 remarks on this page")).to_be_visible()
    expect(bar.get_by_text("No remarks.")).to_be_visible()
