"""The practice page loads its questions from the pages of modules, and says when it cannot."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import two_frames
from tests.browser.device import TROUBLES, held_back, intercept
from tests.browser.practice.practice_page import (
    JOB,
    MOST_AT_ONCE,
    OTHER_JOB,
    button,
    current,
    days_ago,
    put,
    status_text,
    visit,
)
from tests.nightly import one_of

COMING_BACK = "**/practice/coming-back.mjs"
"""The script of reminders."""


def test_each_module_page_is_fetched_once(
    page: Page, address: str, asked: list[str], questions: Callable[[str], list[str]]
) -> None:
    module = questions(JOB)[0].split("/")[0]
    own = [question for question in questions(JOB) if question.startswith(f"{module}/")]
    assert len(own) > 1
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    put(page, dict.fromkeys(own[:MOST_AT_ONCE], tried), JOB)
    asked.clear()
    visit(page, address)
    assert [at for at in asked if at.endswith(f"/{module}/")] == [f"/repository/{JOB}/{module}/"]


def test_removed_role_asks_for_a_new_choice(
    new_page: Callable[..., Page], address: str, words: dict[str, str]
) -> None:
    page = new_page(may_complain=True)
    page.goto(f"{address}practice/#astronaut")
    expect(page.locator("my-practice [role=status]").first).to_have_text(
        words["practice-choose-role"]
    )
    expect(page.get_by_role("link", name="Custodian", exact=True)).to_be_visible()


@pytest.mark.parametrize("trouble", one_of(TROUBLES, "no network"))
def test_failed_load_of_questions_is_reported(
    new_page: Callable[..., Page], address: str, words: dict[str, str], trouble: str
) -> None:
    page = new_page(may_complain=True)
    intercept(page, f"**/paths/{OTHER_JOB}.json", TROUBLES[trouble])
    page.goto(f"{address}practice/#{JOB},{OTHER_JOB}")
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert words["practice-partial"] in status_text(page)
    # A reminder covers all roles.
    page.locator("my-practice .fold > summary").click()
    with page.expect_download() as download:
        button(page, words, "reminders-save").click()
    assert f"#{JOB},{OTHER_JOB}" in download.value.path().read_text("utf-8").replace("\r\n ", "")

    page.evaluate("(job) => { location.hash = job; }", OTHER_JOB)
    link = page.get_by_role("link", name="Custodian", exact=True)
    expect(link).to_be_visible()
    assert status_text(page) == words["practice-load-error"]
    # Once online again, the reader can choose the same role.
    page.unroute(f"**/paths/{OTHER_JOB}.json")
    link.click()
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert words["practice-partial"] not in status_text(page)


@pytest.mark.parametrize("trouble", one_of(TROUBLES, "another page instead"))
def test_failed_load_of_a_module_page_is_reported(
    new_page: Callable[..., Page], address: str, words: dict[str, str], trouble: str
) -> None:
    page = new_page(may_complain=True)
    intercept(page, f"**/{JOB}/*/", TROUBLES[trouble])
    page.goto(f"{address}practice/#{JOB}")
    link = page.get_by_role("link", name="Bus driver or monitor")
    expect(link).to_be_visible()
    assert status_text(page) == words["practice-load-error"]
    page.unroute(f"**/{JOB}/*/")
    link.click()
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    expect(current(page, words, 1)).to_be_focused()


def test_reminders_that_come_late_are_of_the_roles_chosen_last(
    page: Page, address: str, words: dict[str, str]
) -> None:
    late = held_back(page, COMING_BACK)
    page.goto(f"{address}practice/#{JOB}")
    fold = page.locator("my-practice .fold > summary")
    with page.expect_request(COMING_BACK):
        fold.click()
    page.evaluate("(job) => { location.hash = job; }", OTHER_JOB)
    expect(page.locator("my-practice > .facts")).to_have_text("Custodian")
    fold.click()
    late[0].continue_()
    with page.expect_download() as download:
        button(page, words, "reminders-save").click()
    text = download.value.path().read_text("utf-8").replace("\n ", "")
    assert f"practice/#{OTHER_JOB}\n" in text
    assert JOB not in text


def test_failed_load_of_reminders_is_tried_again(
    new_page: Callable[..., Page], address: str, words: dict[str, str]
) -> None:
    page = new_page(may_complain=True)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    intercept(page, COMING_BACK, None)
    page.goto(f"{address}practice/#{JOB}")
    fold = page.locator("my-practice .fold > summary")
    with page.expect_event("requestfailed"):
        fold.click()
    two_frames(page)
    assert errors == []
    page.unroute(COMING_BACK)
    fold.click()
    fold.click()
    expect(button(page, words, "reminders-save")).to_be_visible()


def test_page_without_scripts_links_to_the_questions(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}practice/")
    link = page.get_by_role("link", name="Bus driver or monitor")
    link.click()
    assert page.url == f"{address}{JOB}/"
