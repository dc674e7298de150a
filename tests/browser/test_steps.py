"""A module is shown one step at a time, and all of it stays within reach."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.steps import measure
from course.checks.openings import MOST_SECONDS
from tests.browser.actions import settle, two_frames
from tests.browser.device import PHONE, held_back, store
from tests.browser.sites import MODULE
from tests.browser.test_accessibility import DARK, LIGHT, violations_on
from tests.browser.test_look import Size, resize

ROLE, NAME = MODULE.strip("/").split("/")
PLACES, VIEW = "/repository/places", "/repository/view"
SHOWN = "main > .step:not([hidden])"
BUTTONS = ".place > button, .contents > button"


@pytest.fixture
def module(page: Page, address: str) -> str:
    """The address of a module that is open on a phone, at its first step."""
    url = f"{address}{MODULE}"
    settle(page, url)
    wait_for_steps(page)
    return url


def wait_for_steps(page: Page) -> None:
    """Waits for the script that shows one step at a time. Until then, all are shown."""
    expect(page.locator(".place__where")).not_to_be_empty()


def shown(page: Page) -> list[str]:
    found: list[str] = page.locator(SHOWN).evaluate_all("(all) => all.map(({ id }) => id)")
    return found


def anchors(page: Page) -> list[str]:
    found: list[str] = page.locator("main > .step").evaluate_all("(all) => all.map((it) => it.id)")
    return found


def proceed(page: Page) -> None:
    """Goes one step on, and waits until it is shown. Then the button leads further."""
    button = page.locator("[data-next]")
    step = button.get_attribute("href") or ""
    button.click()
    expect(button).not_to_have_attribute("href", step)


def saved_place(page: Page) -> dict[str, object]:
    text = page.evaluate("(key) => localStorage[key]", PLACES)
    found: dict[str, object] = json.loads(text)["places"].get(NAME, {}).get(ROLE, {})
    return found


def test_bar_is_not_cut_off_where_text_has_twice_the_size(page: Page, module: str) -> None:
    """Nothing scrolls to what a fixed bar has outside the window."""
    proceed(page)
    controls = page.locator(".reach > :visible")
    for width, height, text in ((320, 800, 1.5), (360, 800, 1.75), (412, 915, 2), (430, 932, 2)):
        resize(page, Size(width, height, text))
        expect(controls).to_have_count(5)
        rights: list[float] = controls.evaluate_all(
            "(all) => all.map((it) => it.getBoundingClientRect().right)"
        )
        assert max(rights) <= width, (width, text)


def test_pause_covers_nothing_in_a_low_or_zoomed_window(page: Page, module: str) -> None:
    proceed(page)
    page.locator(".rest > summary").click()
    for width, height, text in ((320, 256, 1), (320, 568, 2), (640, 400, 1), (844, 390, 1)):
        resize(page, Size(width, height, text))
        parts = page.locator(".rest > summary, .rest__inside, .foot")
        ends: list[float] = parts.evaluate_all(
            """(all) => all.flatMap((it) => {
                const { top, bottom } = it.getBoundingClientRect();
                return [top, bottom];
            })"""
        )
        assert ends == sorted(ends), (width, height, text)


def test_one_step_is_shown_and_continue_leads_through_all_of_them(page: Page, module: str) -> None:
    steps = anchors(page)
    assert steps[:2] == ["_start", "_opening"]
    assert len(steps) > 8
    for number, step in enumerate(steps, 1):
        expect(page.locator(SHOWN)).to_have_id(step)
        assert shown(page) == [step]
        assert f"{number} " in page.locator(".place__where").inner_text()
        if step != steps[-1]:
            proceed(page)
    expect(page.locator("[data-next]")).to_have_attribute("href", re.compile(r"^\.\./[a-z-]+/$"))


def test_back_button_of_the_browser_and_of_the_page_lead_back(page: Page, module: str) -> None:
    _, second, third, *_ = anchors(page)
    proceed(page)
    proceed(page)
    page.go_back()
    expect(page.locator(SHOWN)).to_have_id(second)
    page.go_forward()
    expect(page.locator(SHOWN)).to_have_id(third)
    page.locator("[data-back]").click()
    expect(page.locator(SHOWN)).to_have_id(second)


def test_double_click_goes_one_step(page: Page, module: str) -> None:
    steps = anchors(page)
    for step in (*steps[1:4], *steps[2:0:-1]):
        forward = steps.index(step) > steps.index(shown(page)[0])
        page.locator("[data-next]" if forward else "[data-back]").dblclick()
        expect(page.locator(SHOWN)).to_have_id(step)
    page.wait_for_function("(key) => localStorage[key]", arg=PLACES)
    assert saved_place(page)["seen"] == steps[:4]


def test_focus_goes_to_the_heading_and_the_window_to_the_top(page: Page, module: str) -> None:
    page.evaluate("scrollTo(0, 300)")
    proceed(page)
    expect(page.locator(f"{SHOWN} h2")).to_be_focused()
    assert page.evaluate("scrollY") == 0


def test_skip_link_stays_on_the_step(page: Page, module: str) -> None:
    steps = anchors(page)
    proceed(page)
    proceed(page)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".skip")).not_to_be_focused()  # until then, the address is the same
    page.wait_for_function("(hash) => location.hash === hash", arg=f"#{steps[2]}")
    page.keyboard.press("Tab")
    expect(page.locator(".place > button")).to_be_focused()
    page.reload()
    wait_for_steps(page)
    expect(page.locator(SHOWN)).to_have_id(steps[2])


def test_address_opens_the_step_that_contains_its_target(page: Page, module: str) -> None:
    inside = page.locator("main > .step [id]").evaluate_all(
        "(all) => all.map((it) => [it.id, it.closest('main > .step').id])"
    )
    assert len(inside) > 10
    for target, step in [inside[0], inside[len(inside) // 2], inside[-1]]:
        page.goto("about:blank")
        page.goto(f"{module}#{target}")
        wait_for_steps(page)
        expect(page.locator(SHOWN)).to_have_id(step)
        expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
    page.goto("about:blank")
    page.goto(f"{module}#%")
    wait_for_steps(page)
    expect(page.locator(SHOWN)).to_have_id("_start")


def test_link_inside_a_step_opens_the_step_of_its_target(page: Page, module: str) -> None:
    link = page.locator("main > .step a[href^='#']:not(.step--choice)").first
    target = link.get_attribute("href") or ""
    page.evaluate("(hash) => { location.hash = hash; }", target)
    step = page.locator(f"[id='{target[1:]}']").evaluate("(it) => it.closest('main > .step').id")
    expect(page.locator(SHOWN)).to_have_id(step)


def test_link_to_something_in_a_hidden_step_reaches_it(page: Page, address: str) -> None:
    page.goto(f"{address}{ROLE}/noticing/")
    wait_for_steps(page)
    page.locator(".care summary").click()
    page.locator(".care a[href='#quieter-example']").click()
    example = page.locator("#quieter-example")
    expect(example).to_be_focused()
    expect(example).to_be_in_viewport()
    expect(page.locator("details.example", has=example)).to_have_attribute("open", "")
    page.go_back()
    expect(page.locator(SHOWN)).to_have_id("_start")
    page.go_forward()
    expect(example).to_be_focused()
    assert page.url.endswith("#quieter-example")


@pytest.mark.parametrize("inside", ["p", ".solution p", ".sure li"])
def test_search_in_the_page_opens_a_step_and_what_is_folded_in_it(
    page: Page, module: str, inside: str
) -> None:
    """By a link to a text: the browser finds it as its search in the page does."""
    found = page.locator(f"main > .step {inside}").last
    text = found.evaluate("(it) => it.firstChild.textContent.trim().split(' ', 6).join(' ')")
    step = found.evaluate("(it) => it.closest('main > .step').id")
    page.goto("about:blank")
    page.goto(f"{module}#:~:text={quote(text, safe='')}")
    wait_for_steps(page)
    expect(page.locator(SHOWN)).to_have_id(step)
    assert page.evaluate("location.hash") == f"#{step}"
    expect(page.locator(f"[id='{step}'] {inside}").last).to_be_in_viewport()
    assert page.locator("[hidden='until-found']").count() == len(anchors(page)) - 1


def test_steps_are_listed_with_what_was_seen_and_where_the_reader_is(
    page: Page, module: str
) -> None:
    proceed(page)
    proceed(page)
    contents = page.locator(".contents")
    expect(contents).to_be_hidden()
    page.locator(".place button").click()
    expect(contents).to_be_visible()
    expect(contents.locator("[aria-current=step]")).to_have_count(1)
    expect(contents.locator(".is-done")).to_have_count(2)
    contents.locator("a").last.click()
    expect(page.locator(SHOWN)).to_have_id("_close")
    expect(contents).to_be_hidden()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_list_of_steps_opens_below_its_button(page: Page, module: str, number: int) -> None:
    """On each step, though the page has the list after the first two."""
    for step in anchors(page)[1:number]:
        proceed(page)
        expect(page.locator(f"{SHOWN}[id='{step}'] h2")).to_be_focused()
    opener = page.locator(".place button")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".contents a").last).to_be_in_viewport(ratio=1)
    expect(opener).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".contents a").first).to_be_focused()


@pytest.mark.parametrize("opener", [".place > button", ".rest > summary"])
def test_what_is_opened_closes_with_the_step_and_with_escape(
    page: Page, module: str, opener: str
) -> None:
    control = page.locator(opener)
    opened = page.locator(".contents, .rest__inside")
    proceed(page)
    for leading_away in ("[data-next]", "[data-back]"):
        control.click()
        expect(opened.locator("visible=true")).to_have_count(1)
        page.locator(leading_away).click()
        expect(opened.locator("visible=true")).to_have_count(0)
        expect(page.locator(f"{SHOWN} h2")).to_be_focused()
        assert page.evaluate("scrollY") == 0
    control.click()
    # In the list, Tab reaches the first link, which is gone with it.
    if opener.startswith(".place"):
        page.keyboard.press("Tab")
        expect(page.locator(".contents a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(opened.locator("visible=true")).to_have_count(0)
    expect(control).to_be_focused()
    expect(page.locator(".place > button")).to_have_attribute("aria-expanded", "false")


def test_escape_in_the_search_leaves_the_list_of_steps_open(page: Page, module: str) -> None:
    page.locator(".place > button").click()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".contents")).to_be_visible()


def test_place_is_saved_and_offered_again(page: Page, module: str) -> None:
    steps = anchors(page)
    for _ in range(3):
        proceed(page)
    expect(page.locator(SHOWN)).to_have_id(steps[3])
    page.wait_for_function(f"() => localStorage['{PLACES}']?.includes('{steps[3]}')")
    assert saved_place(page)["step"] == steps[3]
    assert saved_place(page)["seen"] == steps[:4]
    page.goto(module)
    expect(page.locator("[data-next]")).to_have_attribute("href", f"#{steps[3]}")
    proceed(page)
    expect(page.locator(SHOWN)).to_have_id(steps[3])


def test_latest_place_is_saved_if_the_script_for_it_comes_late(page: Page, address: str) -> None:
    held = held_back(page, "**/storage/places.mjs")
    page.goto(f"{address}{MODULE}")
    wait_for_steps(page)
    steps = anchors(page)
    for _ in range(8):
        proceed(page)
    expect(page.locator(SHOWN)).to_have_id(steps[8])
    for route in held:
        route.continue_()
    page.wait_for_function("(key) => localStorage[key]", arg=PLACES)
    two_frames(page)
    assert (saved_place(page)["step"], saved_place(page)["seen"]) == (steps[8], steps[:9])


def test_damaged_place_counts_as_none(page: Page, address: str) -> None:
    for place in (
        {"step": "_opening", "minutes": 3, "on": "2026-02-31"},
        None,
        7,
        {"step": "gone", "minutes": 3, "on": "2026-11-25"},
        {"step": "<b>", "minutes": 3, "on": "2026-11-25"},
        {"step": "_opening", "minutes": -1, "on": "2026-11-25"},
        {"step": "_opening", "minutes": 3, "on": "2026-11-25", "seen": ["<b>"]},
    ):
        store(page, {PLACES: json.dumps({"format": 1, "places": {NAME: {ROLE: place}}})})
        page.goto(f"{address}{MODULE}")
        expect(page.locator("[data-next]"), str(place)).to_have_attribute("href", "#_opening")


def test_all_steps_can_be_shown_on_one_page_and_that_is_remembered(page: Page, module: str) -> None:
    every = len(anchors(page))
    page.locator(".place button").click()
    page.locator(".contents > button").click()
    expect(page.locator(SHOWN)).to_have_count(every)
    # The script that saves it is loaded on demand.
    page.wait_for_function("(key) => localStorage[key] === 'page'", arg=VIEW)
    page.reload()
    expect(page.locator(SHOWN)).to_have_count(every)
    expect(page.locator("[data-next]")).to_be_hidden()
    page.locator(".contents > button").click()
    expect(page.locator(SHOWN)).to_have_count(1)
    page.wait_for_function("(key) => localStorage[key] === 'steps'", arg=VIEW)


@pytest.mark.parametrize("width", [PHONE["width"], 1280])
def test_place_stays_when_the_reader_changes_between_steps_and_one_page(
    page: Page, module: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    steps = anchors(page)
    links: list[str] = page.locator(".contents a").evaluate_all("(all) => all.map((it) => it.hash)")
    for _ in range(4):
        proceed(page)
    change = page.locator(".contents > button")
    if width < 1024:
        page.locator(".place button").click()
    change.click()
    heading = page.locator(f"[id='{steps[4]}'] :is(h2, h3)").first
    expect(heading).to_be_focused()
    top: float = heading.evaluate("(it) => it.getBoundingClientRect().top")
    assert 0 <= top < 400
    # On a phone the address says where the reader was, since the button is above all steps.
    page.locator(f".contents a[href='{links[-2]}']").click()
    change.click()
    expect(page.locator(SHOWN)).to_have_id(links[-2][1:])
    # Beside the text, the button is there wherever the reader has scrolled.
    if width > 1024:
        change.click()
        page.locator(f"[id='{steps[2]}']").evaluate("(it) => it.scrollIntoView()")
        change.click()
        expect(page.locator(SHOWN)).to_have_id(steps[2])
        page.locator(f".contents a[href='{links[-2]}']").click()
        expect(page.locator(SHOWN)).to_have_id(links[-2][1:])


def test_continue_is_quiet_until_the_reader_has_acted_and_never_locked(
    page: Page, module: str
) -> None:
    proceed(page)
    go_on = page.locator("[data-next]")
    expect(go_on).to_have_class(re.compile("is-quiet"))
    page.locator("#_opening summary").first.click()
    expect(go_on).not_to_have_class(re.compile("is-quiet"))


def test_opening_answers_each_choice(page: Page, module: str) -> None:
    proceed(page)
    for choice in page.locator("#_opening details").all():
        choice.locator("summary").click()
        expect(choice.locator(".choice__then")).to_be_visible()


def test_example_to_skip_opens_from_a_link_to_it(page: Page, address: str) -> None:
    page.goto(f"{address}{ROLE}/noticing/#quieter-example")
    wait_for_steps(page)
    expect(page.locator(SHOWN)).to_have_id("_example")
    example = page.locator("details.example", has=page.locator("#quieter-example"))
    expect(example).to_have_attribute("open", "")
    expect(page.locator("#quieter-example")).to_be_focused()


@pytest.mark.one_page
def test_steps_are_short_and_the_first_act_comes_soon(page: Page, address: str, site: Path) -> None:
    """In the modules of one role; `python -m bench.steps` measures all."""
    seconds, screens = measure(page, address, site / ROLE)
    assert len(seconds) > 5
    assert max(seconds) <= MOST_SECONDS
    assert median(screens) <= 1.5
    assert max(screens) <= 3


def test_all_steps_are_there_without_scripts_and_on_paper(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}{MODULE}")
    steps = page.locator("main > .step")
    assert all(step.is_visible() for step in steps.all())
    expect(page.locator(".place")).to_be_hidden()
    expect(page.locator("[data-next]")).to_be_hidden()
    expect(page.locator(".contents")).to_be_visible()
    context.close()


def test_paper_has_all_steps(page: Page, module: str) -> None:
    page.emulate_media(media="print")
    displays = page.locator("main > .step").evaluate_all(
        "(all) => all.map((it) => getComputedStyle(it).display)"
    )
    assert len(displays) > 10
    assert set(displays) == {"block"}
    texts = page.locator(".step :is(p, li):not(.step > .card *):not(.choice__next + ul *)")
    assert texts.locator("visible=true").count() > 100


@pytest.mark.parametrize("script", ["lesson/steps.mjs", "main.mjs"])
def test_all_steps_and_no_button_are_there_if_a_script_does_not_come(
    new_page: Callable[..., Page], address: str, script: str
) -> None:
    page = new_page(may_complain=True, viewport=PHONE)
    page.route(f"**/{script}", lambda route: route.abort())
    page.goto(f"{address}{MODULE}")
    expect(page.locator(".place")).to_be_hidden()
    assert all(step.is_visible() for step in page.locator("main > .step").all())
    expect(page.locator(BUTTONS)).to_have_count(2)
    expect(page.locator(f":is({BUTTONS}):visible")).to_have_count(0)


@pytest.mark.parametrize(("view", "button"), [("steps", ".place"), ("page", ".contents")])
def test_button_is_there_once_its_script_is(
    page: Page, address: str, view: str, button: str
) -> None:
    store(page, {VIEW: view})
    held = held_back(page, "**/lesson/steps.mjs")
    with page.expect_request("**/lesson/steps.mjs"):
        page.goto(f"{address}{MODULE}")
    expect(page.locator(f":is({BUTTONS}):visible")).to_have_count(0)
    held[0].continue_()
    expect(page.locator(f"{button} > button")).to_be_visible()


def test_axe_passes_on_each_kind_of_step(page: Page, module: str) -> None:
    for _ in range(4):
        page.emulate_media(**LIGHT.media)
        assert violations_on(page, LIGHT) == []
        page.emulate_media(**DARK.media)
        assert violations_on(page, DARK) == []
        proceed(page)
