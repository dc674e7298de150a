"""The questions of a module: how tests answer them, and what is stored of them."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

MODULE = "in-the-moment"
BUS = f"bus-driver/{MODULE}/"
KEY, PASSING = "/repository/answers", "/repository/passing"
QUESTION = "_check--"
"""The beginning of a question's anchor."""
Notes = Callable[[Page], dict[str, str]]


def check(page: Page, question: str) -> Locator:
    return page.locator(f"self-check[id='{QUESTION}{question}']")


def choose(page: Page, question: str, *, rightly: bool) -> None:
    """Chooses one answer of a question, and checks it."""
    which = "[data-right]" if rightly else ":not([data-right])"
    check(page, question).locator(f".answer{which} input").first.check()
    check(page, question).locator(".button").click()


def choices_of(page: Page) -> list[str]:
    found: list[str] = page.locator("self-check[data-kind=choice]").evaluate_all(
        "(all) => all.map(({ id }) => id)"
    )
    return [anchor.removeprefix(QUESTION) for anchor in found]


def revision_of(page: Page, question: str) -> int:
    return int(check(page, question).get_attribute("data-revision") or 1)


def stored_data(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("() => ({...localStorage})")
    return found


def questions(page: Page) -> dict[str, Any]:
    """The stored attempts at the module's questions, by question id."""
    found = json.loads(stored_data(page)[KEY])["questions"]
    return {place.removeprefix(f"{MODULE}/"): it for place, it in found.items()}
