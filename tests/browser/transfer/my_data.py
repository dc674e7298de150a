"""The part of the page about a reader's data: its buttons, its link, and what it says."""

from playwright.sync_api import Page

MOST_BYTES = 1_000_000


def press(page: Page, words: dict[str, str], name: str) -> None:
    page.get_by_role("button", name=words[name], exact=True).click()


def made_link(page: Page, words: dict[str, str]) -> str:
    press(page, words, "make-link")
    return page.get_by_label(words["link"]).input_value()


def status(page: Page) -> str:
    return page.locator("my-data [role=status]").inner_text()
