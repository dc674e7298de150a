"""The practice page: what is stored before it opens, and what it shows then."""

import json
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import ready, settle
from tests.browser.device import store

JOB, OTHER_JOB = "bus-driver", "custodian"
KEY, JOBS = "/repository/answers", "/repository/jobs"
MOST_AT_ONCE = 5
TODAY = date(2026, 11, 25)
Kept = dict[str, dict[str, Any]]


def days_ago(count: int) -> str:
    return str(TODAY - timedelta(days=count))


def put(page: Page, kept: Kept, *jobs: str) -> None:
    """Stores attempts at these questions and these saved roles on the device."""
    texts = {
        KEY: json.dumps({"format": 1, "questions": kept}),
        JOBS: json.dumps({"format": 1, "jobs": {job: job.title() for job in jobs}}),
    }
    store(page, texts)


def visit(page: Page, address: str) -> None:
    settle(page, f"{address}practice/")
    expect(page.locator("my-practice.is-ready")).to_be_visible()
    ready(page)


def shown_questions(page: Page) -> list[str]:
    """The questions on the practice page."""
    found: list[str] = page.locator("my-practice [data-module]").evaluate_all(
        """(all) => all.map((it) => `${it.dataset.module}/${
            it.querySelector("self-check").id.replace("_check--", "")}`)"""
    )
    return found


def stored_questions(page: Page) -> Kept:
    found: Kept = json.loads(page.evaluate("(key) => localStorage[key]", KEY))["questions"]
    return found


def go_through(page: Page, words: dict[str, str]) -> None:
    """Goes to the end of a round, without answering."""
    end = page.get_by_role("heading", name=words["practice-end"], exact=True)
    while end.count() == 0:
        button(page, words, "continue").click()
    expect(end).to_be_focused()


def current(page: Page, words: dict[str, str], number: int) -> Locator:
    """The title above a question of a round of five."""
    title = words["practice-number"].format(number=number, total=MOST_AT_ONCE)
    return page.get_by_role("heading", name=title, exact=True)


def status_text(page: Page) -> str:
    return page.locator("my-practice [role=status]").first.inner_text()


def button(page: Page, words: dict[str, str], name: str) -> Locator:
    return page.get_by_role("button", name=words[name], exact=True)
