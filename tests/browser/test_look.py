"""What can be measured of the look: room on small and enlarged screens, size of targets."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import MODULE, PHONE, answer, enlarge_text, open_everything, ready

LEAST_TARGET_PX = 44


@pytest.mark.parametrize(
    ("width", "height", "text"),
    [(320, 640, 1), (320, 256, 1), (390, 844, 2)],
    ids=["a small phone", "a laptop enlarged four times", "a phone with text of twice the size"],
)
def test_no_page_is_wider_than(
    page: Page,
    address: str,
    paths: list[str],
    width: int,
    height: int,
    text: float,
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    enlarge_text(page, text)
    too_wide = []
    for path in paths:
        page.goto(address + path)
        ready(page)
        answer(page, rightly=False)
        open_everything(page)
        if wide := outside(page):
            too_wide.append((path, wide))
    assert too_wide == []


def outside(page: Page) -> list[str]:
    """What reaches beyond the right edge of the window, if the page can be moved sideways."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            const all = [...document.querySelectorAll("body *")];
            const isOutside = (it) => it.getBoundingClientRect().right > width + 1;
            return all.filter(isOutside).map((it) => it.cloneNode().outerHTML);
        }"""
    )
    return found


def test_targets_are_large_enough_for_a_thumb(page: Page, address: str) -> None:
    page.goto(address + MODULE)
    ready(page)
    sizes: list[tuple[str, float, float]] = page.locator(
        ":is(button, select, summary, textarea, .pick label, .brand, .reach a, .onward):visible"
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


@pytest.mark.parametrize("height", [PHONE["height"], 320])
def test_bar_in_reach_stands_where_a_thumb_is_and_covers_no_end_of_a_page(
    page: Page, address: str, height: int
) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": height})
    page.goto(address + MODULE)
    ready(page)
    page.keyboard.press("End")
    page.wait_for_function(
        "() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1"
    )
    end, bar = page.locator(".foot").bounding_box(), page.locator(".reach").bounding_box()
    assert end
    assert bar
    if height == PHONE["height"]:
        assert bar["y"] + bar["height"] == height
    assert end["y"] + end["height"] <= bar["y"] or bar["y"] + bar["height"] <= end["y"]
