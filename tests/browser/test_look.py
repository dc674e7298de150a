"""What can be measured of the look: room on small screens, size of targets, contrast."""

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page

MODULE = "bus-driver/in-the-moment/"
LEAST_TARGET_PX = 44
AA_TEXT, AA_SHAPE = 4.5, 3.0
GROUNDS = ("--paper", "--card", "--pine-wash", "--sand-wash")
PAIRS = (
    *((text, ground, AA_TEXT) for text in ("--ink", "--ink-soft", "--pine") for ground in GROUNDS),
    *(("--ochre", ground, AA_TEXT) for ground in ("--paper", "--card", "--sand-wash")),
    ("--on-pine", "--pine", AA_TEXT),
    *(("--control", ground, AA_SHAPE) for ground in ("--paper", "--card")),
)


def open_everything(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    for button in page.locator("self-check .button").all():
        check = page.locator("self-check", has=button)
        for box in check.get_by_role("checkbox").all():
            box.check()
        for select in check.get_by_role("combobox").all():
            select.select_option(index=1)
        button.click()


def test_no_page_is_wider_than_a_small_phone(
    new_page: Callable[..., Page], address: str, paths: list[str]
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    wide = []
    for path in paths:
        page.goto(address + path)
        open_everything(page)
        if page.evaluate("() => document.documentElement.scrollWidth") > 320:
            wide.append(path)
    assert wide == []


def test_targets_are_large_enough_for_a_thumb(page: Page, address: str) -> None:
    page.goto(address + MODULE)
    sizes: list[tuple[str, float, float]] = page.locator(
        "article :is(button, select, summary, textarea, .pick label):visible"
    ).evaluate_all(
        """(all) => all.map((it) => {
            const box = it.getBoundingClientRect();
            return [it.outerHTML, box.width, box.height];
        })"""
    )
    assert len(sizes) > 20
    assert [it for it, *size in sizes if min(size) < LEAST_TARGET_PX] == []


def test_whole_card_of_a_job_can_be_tapped(page: Page, address: str) -> None:
    page.goto(address)
    card = page.locator(".job").first
    box = card.bounding_box()
    assert box
    target = card.locator("a").evaluate("(link) => link.href")
    card.click(position={"x": box["width"] - 8, "y": box["height"] - 8})
    page.wait_for_url(target)
    assert target != address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_contrast(new_page: Callable[..., Page], address: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(address)
    names = {name for first, second, _ in PAIRS for name in (first, second)}
    colours: Mapping[str, str] = page.evaluate(
        """(names) => Object.fromEntries(names.map((name) =>
            [name, getComputedStyle(document.body).getPropertyValue(name).trim()]))""",
        sorted(names),
    )
    is_dark = luminance(colours["--paper"]) < luminance(colours["--ink"])
    assert is_dark == (scheme == "dark")
    poor = [
        (text, ground)
        for text, ground, least in PAIRS
        if contrast(colours[text], colours[ground]) < least
    ]
    assert poor == []


def contrast(first: str, second: str) -> float:
    """The ratio that WCAG 2 defines."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
