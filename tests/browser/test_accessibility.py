"""Axe finds no violation of any of its rules on any page, in any setting."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from course.site import EVIDENCE, TRAINERS
from tests.browser.actions import answer, open_everything, ready, settle
from tests.browser.device import PHONE, enlarge_text
from tests.browser.sites import MODULE, ROOT, paths_in

pytestmark = pytest.mark.one_page

SEARCHED = {"calm": ".found__title", "suicide": ".found--urgent", "qzxvq": ".found--near"}
"""Queries for each state of the search: results, contacts first, near matches."""
JOB = "bus-driver/"
PRACTICE = "practice/#bus-driver"
OFTEN_USED = ["", JOB, MODULE, "help/", PRACTICE]


class Way(NamedTuple):
    """Media settings and a window width for looking at a page."""

    media: dict[str, Any] = {}
    width: int = PHONE["width"]
    height: int = PHONE["height"]
    text: float = 1
    left_out: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    """The rules to check. All of them if empty."""
    left_out_again: tuple[str, ...] = ()
    """The rules that are checked only in the questions of a page that is opened again."""


CONTRAST = ("color-contrast",)
"""The rule that takes two thirds of the run time."""
OF_COLORS = (*CONTRAST, "link-in-text-block")
"""The rules whose result can differ between two color schemes."""
USUAL = Way()
LIGHT = Way({"color_scheme": "light"})
LIGHT_ONCE = LIGHT._replace(left_out_again=CONTRAST)
"""The colors of a page that is opened again have been looked at, but for what its questions add."""
DARK = Way({"color_scheme": "dark"}, only=OF_COLORS)
WAYS = {
    # With forced colors, axe reads the page's own colors instead of the visible ones.
    "forced colors": Way({"forced_colors": "active"}, left_out=CONTRAST),
    "a laptop": Way(width=1280, height=800),
    # Colors and backgrounds are the same as on a phone.
    "a small phone": Way(width=320, height=640, left_out=CONTRAST),
    "a laptop enlarged four times": Way(width=320, height=256, left_out=CONTRAST),
    "text of twice the size": Way(text=2, left_out=CONTRAST),
}


def violations_on(page: Page, way: Way = USUAL, within: str = "") -> list[str]:
    """The violations of axe's rules, each with its element and reason.

    With `within`, only those in the elements of this selector.
    """
    if page.evaluate("() => !window.axe"):
        page.evaluate(AXE_SCRIPT)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if way.only:
        options["runOnly"] = way.only
    else:
        options["rules"] = {rule: {"enabled": False} for rule in way.left_out}
    passes: int
    violations: list[dict[str, Any]]
    passes, violations = page.evaluate(
        """async ([options, within]) => {
            const { passes, violations } = await axe.run(within || document, options);
            return [passes.length, violations];
        }""",
        [options, within],
    )
    assert passes > (0 if way.only or within else 20)
    return [
        f"{violation['id']}: {node['html'][:200]}\n{node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.mark.nightly
def test_axe_passes_on_every_page_as_first_opened(
    page: Page, address: str, every_path: list[str], paths: list[str]
) -> None:
    """Of the trainer pages, which use the same templates, only those of one module."""
    sessions = {path for path in every_path if path.startswith(TRAINERS)}
    chosen = [path for path in every_path if path in paths or path not in sessions]
    page.emulate_media(**LIGHT.media)
    assert len(every_path) > 15
    wrong = {}
    for path in [*chosen, "404.html"]:
        page.goto(address + path)
        wrong[path] = violations_on(page, LIGHT)
    assert {path: what for path, what in wrong.items() if what} == {}


@pytest.mark.nightly
def test_axe_passes_on_each_page_before_and_after_use(
    page: Page, address: str, paths: list[str], words: dict[str, str]
) -> None:
    assert {MODULE, JOB, EVIDENCE, PRACTICE.split("#")[0]} < set(paths)
    asked = [*paths, PRACTICE, "404.html"]
    assert problems(page, address, asked, words, LIGHT) == {}


@pytest.mark.nightly
def test_axe_passes_on_each_specimen_page_before_and_after_use(
    page: Page, serve: Callable[[Path], str], specimen_site: Path, words: dict[str, str]
) -> None:
    paths = paths_in(specimen_site)
    assert len(paths) > 15
    assert problems(page, serve(specimen_site), paths, words, LIGHT) == {}


def test_axe_passes_on_everything_in_the_specimen_before_and_after_use(
    page: Page, serve: Callable[[Path], str], specimen_site: Path, words: dict[str, str]
) -> None:
    """The specimen has every kind of page, and everything that a page may contain."""
    paths = without_repetition(specimen_site, paths_in(specimen_site))
    assert {JOB, EVIDENCE, PRACTICE.split("#")[0]} < set(paths)
    asked = [*paths, PRACTICE, "404.html"]
    assert problems(page, serve(specimen_site), asked, words, LIGHT_ONCE) == {}


def without_repetition(site: Path, paths: list[str]) -> list[str]:
    """Leaves out pages of a job if earlier jobs have the same page with the same kinds of parts."""
    jobs = {path.stem for path in (site / "paths").iterdir()}
    shown: dict[tuple[str, ...], set[str]] = {}
    chosen = []
    for path in paths:
        page = tuple("job" if part in jobs else part for part in path.split("/"))
        html = (site / path / "index.html").read_text(encoding="utf-8")
        parts = {page[0], *re.findall(r'(?:class|data-kind)="([^"]+)"', html)}
        if parts - shown.get(page, set()):
            chosen.append(path)
        shown.setdefault(page, set()).update(parts)
    return chosen


@pytest.mark.nightly
def test_axe_passes_on_often_used_pages_in_dark_colors(
    page: Page, address: str, words: dict[str, str]
) -> None:
    assert problems(page, address, OFTEN_USED, words, DARK) == {}


@pytest.mark.nightly
@pytest.mark.parametrize("name", WAYS)
def test_axe_passes_on_often_used_pages_with(
    page: Page, address: str, words: dict[str, str], name: str
) -> None:
    assert problems(page, address, OFTEN_USED, words, WAYS[name]) == {}


def problems(
    page: Page, address: str, paths: list[str], words: dict[str, str], way: Way
) -> dict[str, list[str]]:
    """The violations, by page and the last step on it."""
    page.emulate_media(**way.media)
    page.set_viewport_size({"width": way.width, "height": way.height})
    enlarge_text(page, way.text)
    wrong = {}
    for path in paths:
        page.goto("about:blank")
        settle(page, address + path)
        ready(page)
        for state, looked_at, within in use(page, words, way):
            wrong[f"{path} {state}"] = violations_on(page, looked_at, within)
        if path == JOB:  # it is the same on every page
            for state in search(page, words):
                wrong[f"{path} {state}"] = violations_on(page, way)
    return {where: what for where, what in wrong.items() if what}


def use(page: Page, words: dict[str, str], way: Way) -> Iterator[tuple[str, Way, str]]:
    """Uses everything on a page, and yields a description of each step, and how and where to look.

    A page with questions that was used and is opened again has all that it had at first, and more.
    """
    has_questions = page.locator("self-check").count() > 0
    if not has_questions:
        yield "as first opened", way, ""
    colors = way.media.get("color_scheme", "device")
    page.get_by_role("button", name=words[f"colors-{colors}"], exact=True).click()
    mine = page.get_by_role("button", name=words["my-role"], exact=True)
    if mine.count():
        mine.click()
        expect(mine).to_have_attribute("aria-pressed", "true")
    if has_questions:
        open_everything(page)
        answer(page, rightly=False)
        yield "with everything open and each answer wrong", way, ""
        answer(page, rightly=True)
        open_everything(page)
        yield "with everything open and each answer right", way, "self-check"
        page.reload()
        ready(page)
        if not page.locator("my-practice").count():  # which then asks other questions
            expect(page.locator(".check__before:visible")).not_to_have_count(0)
        left_out = way.left_out + way.left_out_again
        yield "come back to", way._replace(left_out=left_out), ""
        if way.left_out_again:
            yield "come back to, its questions", way, "self-check"
    elif mine.count():
        yield "with a job", way, ""


def search(page: Page, words: dict[str, str]) -> Iterator[str]:
    """Runs queries that show every state of the search."""
    page.locator(".head__search").click()
    dialog = page.get_by_role("dialog")
    for asked, kind in SEARCHED.items():
        dialog.locator("input").fill(asked)
        expect(dialog.locator(kind).first).to_be_visible()
        yield f"with {asked} searched"
    all_jobs = dialog.get_by_role("button", name=words["search-all"], exact=True)
    if all_jobs.count():  # without a saved role, all roles are searched from the start
        all_jobs.click()
        dialog.locator("input").fill(next(iter(SEARCHED)))
        expect(dialog.locator(".found__where", has_text="·").first).to_be_visible()
        yield "with all jobs searched"


@pytest.mark.nightly
def test_reduced_motion_is_respected_on_each_page(
    page: Page, address: str, paths: list[str]
) -> None:
    assert_no_motion(page, address, paths)


def test_reduced_motion_is_respected_on_often_used_pages(page: Page, address: str) -> None:
    assert_no_motion(page, address, [*OFTEN_USED, EVIDENCE])


def assert_no_motion(page: Page, address: str, paths: list[str]) -> None:
    page.emulate_media(reduced_motion="reduce")
    for path in paths:
        page.goto(address + path)
        ready(page)
        open_everything(page)
        moving: list[str] = page.evaluate(
            """() => {
                const isMoving = (style) =>
                    style.scrollBehavior === "smooth" || style.animationName !== "none" ||
                    style.transitionDuration.split(",").some((it) => parseFloat(it) > 0.001);
                const parts = [undefined, "::before", "::after"];
                return [...document.querySelectorAll("*")]
                    .filter((it) => parts.some((part) => isMoving(getComputedStyle(it, part))))
                    .map((it) => it.cloneNode().outerHTML);
            }"""
        )
        assert moving == []


def test_chosen_and_right_answers_are_distinguishable_without_color(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(address + MODULE)
    ready(page)
    answer(page, rightly=True)
    dark = page.get_by_role("button", name=words["colors-dark"], exact=True)
    at_first = dark.evaluate(LOOK)
    dark.click()
    assert dark.evaluate(LOOK) != at_first
    expect(page.locator(".verdict:visible").first).to_have_css("text-decoration-line", "underline")


def test_pressed_buttons_of_the_workshop_are_distinguishable_without_color(page: Page) -> None:
    style = (ROOT / "course/frontend/workshop/workshop.css").read_text(encoding="utf-8")
    page.emulate_media(forced_colors="active")
    page.set_content(
        f"""<style>{style}</style><body class="workshop">
        <nav class="tabs"><button aria-pressed="false">A</button>
        <button aria-pressed="true">B</button></nav>
        <div class="page-part"><button aria-pressed="true">C</button></div>"""
    )
    for name, line in {"A": "none", "B": "underline", "C": "underline"}.items():
        button = page.locator("button", has_text=name)
        expect(button).to_have_css("text-decoration-line", line)


LOOK = """(it) => [undefined, "::before"].map((part) => {
    const {content, textDecorationLine} = getComputedStyle(it, part);
    return content + textDecorationLine;
}).join()"""
