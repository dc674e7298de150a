"""Colors follow the device, with and without scripts, unless the reader has chosen others."""

from collections.abc import Callable, Mapping
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import ready
from tests.browser.device import store
from tests.browser.sites import MODULE

KEY = "/repository/colors"
AA_TEXT, AA_SHAPE = 4.5, 3.0
PLAIN = ("--paper", "--card", "--sunk")
TINTED = ("--pine-wash", "--fits-wash", "--again-wash", "--help-wash")
GROUNDS = {
    "--ink": (*PLAIN, *TINTED),
    "--ink-soft": (*PLAIN, *TINTED),
    "--pine": (*PLAIN, *TINTED),
    "--fits": ("--paper", "--card", "--fits-wash"),
    "--again": ("--paper", "--card", "--again-wash"),
    "--help": (*PLAIN, "--help-wash"),
    "--on-pine": ("--pine",),
    "--card": ("--help",),
}
"""The backgrounds on which each color is text."""
SHAPES = ("--control", "--child", "--you", "--adult")
PAIRS = (
    *((text, ground, AA_TEXT) for text, grounds in GROUNDS.items() for ground in grounds),
    *((shape, ground, AA_SHAPE) for shape in SHAPES for ground in PLAIN),
)
NAMES = sorted({"--line", *(name for first, second, _ in PAIRS for name in (first, second))})
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
LEAST_OF_A_CARD: Mapping[Scheme, float] = {"light": 1.05, "dark": 1.25}
"""How much a card differs from the paper around it. In the light, white stands out by itself."""
LEAST_OF_A_LINE = 1.3
OTHER: Mapping[Scheme, Scheme] = {"light": "dark", "dark": "light"}


def colors(page: Page) -> Mapping[str, str]:
    """The colors of the page, and the color scheme of the browser's own controls."""
    found: Mapping[str, str] = page.evaluate(
        """(names) => {
            const style = getComputedStyle(document.documentElement);
            return Object.fromEntries([...names, "color-scheme"].map((name) =>
                [name, style.getPropertyValue(name).trim()]));
        }""",
        NAMES,
    )
    return found


def is_dark(page: Page) -> bool:
    """Whether the text is lighter than its background."""
    ground: list[int]
    text: list[int]
    ground, text = page.evaluate(
        """() => ["backgroundColor", "color"].map((name) =>
            getComputedStyle(document.body)[name].match(/\\d+/g).slice(0, 3).map(Number))"""
    )
    return sum(ground) < sum(text)


def choose(page: Page, words: dict[str, str], name: str) -> None:
    button = page.get_by_role("button", name=words[f"colors-{name}"], exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("page-settings [aria-pressed=true]")).to_have_count(1)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_device_setting_is_the_default(
    new_page: Callable[..., Page], address: str, scheme: Scheme, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.emulate_media(color_scheme=scheme)
    page.goto(address + MODULE)
    assert is_dark(page) == (scheme == "dark")
    assert colors(page)["color-scheme"] == scheme


@pytest.mark.parametrize("scheme", SCHEMES)
def test_chosen_colors_override_the_device_before_the_first_paint(
    page: Page, address: str, words: dict[str, str], scheme: Scheme
) -> None:
    page.emulate_media(color_scheme=scheme)
    # Records the state when the body is created: nothing can be painted earlier.
    page.add_init_script(
        """new MutationObserver((_, watcher) => {
            if (!document.body) return;
            window.atFirst = document.documentElement.dataset.colors;
            watcher.disconnect();
        }).observe(document, {childList: true, subtree: true})"""
    )
    page.goto(address)
    ready(page)
    assert page.evaluate("() => window.atFirst") == "device"

    choose(page, words, OTHER[scheme])
    assert is_dark(page) == (scheme == "light")
    page.goto(address + MODULE)
    assert page.evaluate("() => window.atFirst") == OTHER[scheme]
    assert is_dark(page) == (scheme == "light")

    page.emulate_media(color_scheme=OTHER[scheme])
    assert is_dark(page) == (scheme == "light")


def test_device_setting_can_be_restored(page: Page, address: str, words: dict[str, str]) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    ready(page)
    choose(page, words, "dark")
    choose(page, words, "device")
    assert not is_dark(page)
    page.reload()
    assert not is_dark(page)
    page.emulate_media(color_scheme="dark")
    assert is_dark(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_chosen_colors_equal_those_of_the_device_setting(
    page: Page, address: str, words: dict[str, str], scheme: Scheme
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    ready(page)
    of_device = colors(page)
    page.emulate_media(color_scheme=OTHER[scheme])
    assert colors(page) != of_device
    choose(page, words, scheme)
    assert colors(page) == of_device


def test_invalid_choice_falls_back_to_the_device_setting(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    for stored in ("", "purple", "{oops"):
        store(page, {KEY: stored})
        page.goto(address)
        ready(page)
        assert is_dark(page), stored


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colors_have_enough_contrast(page: Page, address: str, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    found = colors(page)
    poor = [
        (text, ground)
        for text, ground, least in PAIRS
        if contrast(found[text], found[ground]) < least
    ]
    assert poor == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_cards_are_distinct_from_the_paper(page: Page, address: str, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    found = colors(page)
    assert contrast(found["--card"], found["--paper"]) >= LEAST_OF_A_CARD[scheme]
    for ground in ("--card", "--paper"):
        assert contrast(found["--line"], found[ground]) >= LEAST_OF_A_LINE


def contrast(first: str, second: str) -> float:
    """The contrast ratio as defined by WCAG 2."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    digits = color.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
