"""Two windows of a package in a learning system count together, and undo nothing of each other."""

import json

from playwright.sync_api import Page, expect

from course.packaged import Package
from tests.browser.actions import two_frames
from tests.browser.learning_system.attempts import (
    ROLE,
    SUSPEND,
    attempt,
    finish_all,
    start,
    wait_for,
)


def test_link_in_a_new_window_opens_inside_the_course_and_counts(
    page: Page, system: str, top: str, package: Package
) -> None:
    start(page, system)
    module = list(package.modules)[1]
    other = page.context.new_page()
    other.goto(f"{top}package/{ROLE}/{module}/index.html#_close")
    inside = other.frame_locator("iframe")
    expect(inside.locator(".page--module")).to_be_visible()
    assert f"/{ROLE}/{module}/" in other.frames[1].url
    expect(other.locator(".attempt__notice").first).to_contain_text("another window")
    done = {module: {ROLE: {"on": "2026-11-29", "revision": 1}}}
    text = json.dumps({"format": 1, "modules": done})
    other.evaluate("(text) => attempt.write('modules', text)", text)
    code = next(code for code, name in package.codes.items() if name == module)
    wait_for(page, "([key, code]) => kept[key]?.includes(code)", [SUSPEND, code])
    other.close()


def second_window(page: Page, system: str) -> Page:
    """Opens the package in this window, and in another one of the same learner: the latter."""
    start(page, system)
    other = page.context.new_page()
    start(other, system)
    return other


def finish_in_both(page: Page, other: Page, package: Package) -> None:
    """Finishes every module in one window, and waits until the other one knows."""
    finish_all(page, package)
    other.frames[1].wait_for_function("() => attempt.read('modules') !== null")


def test_two_windows_of_a_system_lose_nothing_of_each_other(
    page: Page, system: str, package: Package
) -> None:
    other = second_window(page, system)
    first, second, *_ = package.modules
    for window, module in ((page, first), (other, second)):
        entries = json.loads(attempt(window, "return attempt.read('modules')") or '{"modules":{}}')
        entries["modules"][module] = {ROLE: {"on": "2026-11-29", "revision": 1}}
        text = json.dumps({"format": 1, **entries})
        attempt(window, "attempt.write('modules', given)", text)
        two_frames(window)
    codes = [code for code, name in package.codes.items() if name in (first, second)]
    for window in (page, other):
        for code in codes:
            wait_for(window, "([key, code]) => kept[key]?.includes(code)", [SUSPEND, code])
    other.close()


def test_what_is_deleted_in_one_window_does_not_come_back_from_another(
    page: Page, system: str, package: Package
) -> None:
    other = second_window(page, system)
    finish_in_both(page, other, package)
    attempt(page, "attempt.remove('modules')")
    other.frames[1].wait_for_function("() => attempt.read('modules') === null")
    attempt(other, "attempt.write('answers', given)", '{"format": 1, "questions": {}}')
    two_frames(page)
    assert attempt(page, "return attempt.read('modules')") is None
    other.close()


def test_starting_over_in_one_window_is_not_undone_by_another(
    page: Page, system: str, package: Package
) -> None:
    other = second_window(page, system)
    finish_in_both(page, other, package)
    kept_one, *_ = package.modules
    done = {kept_one: {ROLE: {"on": "2026-11-29", "revision": 1}}}
    attempt(page, "attempt.write('modules', given)", json.dumps({"format": 1, "modules": done}))
    names = "() => Object.keys(JSON.parse(attempt.read('modules')).modules).join()"
    other.frames[1].wait_for_function(f"(name) => ({names})() === name", arg=kept_one)
    attempt(other, "attempt.write('answers', given)", '{"format": 1, "questions": {}}')
    two_frames(page)
    assert page.frames[1].evaluate(names) == kept_one
    other.close()
