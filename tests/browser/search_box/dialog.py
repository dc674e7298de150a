"""The search dialog: how tests open it and type, and what it says."""

from playwright.sync_api import Locator, Page

WORD = "calm"
TYPED = "qzxvprivate"
"""Occurs nowhere in the course."""
INDEX = "**/search/*.json"
LOADING = "Loading the search …"


def search_button(page: Page) -> Locator:
    return page.locator(".head__search")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def search(page: Page, text: str) -> None:
    search_button(page).click()
    dialog(page).locator("input").fill(text)


def count_message(words: dict[str, str], count: int) -> str:
    return words["search-found"].replace("{count}", str(count))
