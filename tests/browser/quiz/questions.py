"""The questions of a page: their rows, their buttons, and what they say."""

from playwright.sync_api import Locator, Page


def question(page: Page, kind: str) -> Locator:
    return page.locator(f"self-check[data-kind={kind}]").first


def status(check: Locator) -> Locator:
    return check.get_by_role("status")


def rows(check: Locator, *, right: bool) -> Locator:
    """The answers that fit, or those that do not."""
    return check.locator(f".answer{'[data-right]' if right else ':not([data-right])'}")


def check_button(check: Locator, words: dict[str, str], name: str = "check") -> Locator:
    return check.get_by_role("button", name=words[name], exact=True)


def sum_of(words: dict[str, str], fitting: int, total: int, rest: str, count: int = 0) -> str:
    """What stands above the rows: how many fit, and what is left to do."""
    name = "some-fit" if fitting > 1 else "one-fits" if fitting else "none-fits"
    text = f"{words[name]} {words[rest]}"
    for key, value in (("fitting", fitting), ("total", total), ("count", count)):
        text = text.replace(f"{{{key}}}", str(value))
    return text
