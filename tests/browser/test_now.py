"""Cards for right now are one tap away, open at once, first in the search, and printable."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from course.site import NOW, now_address
from tests.browser.actions import ready
from tests.browser.sites import MODULE

DRIVER = now_address("bus-driver")
CARD = "seizure"
IN_POINTS = (288, 432)
"""4 by 6 inches."""


def card(page: Page, card_id: str) -> Locator:
    return page.locator(f"details:has(> #{card_id})")


def test_cards_are_one_tap_from_every_page_of_the_role(
    new_page: Callable[..., Page], address: str, site: Path, paths: list[str], kinds: list[str]
) -> None:
    """All pages have the same header, whose look is that of one of each kind."""
    role = MODULE.split("/")[0]
    now = now_address(role)
    of_the_job = [path for path in paths if path.split("/")[0] == role]
    assert len(of_the_job) > 10
    for path in of_the_job:
        html = (site / path / "index.html").read_text(encoding="utf-8")
        header = html.split("<header", 1)[1].split("</header>")[0]
        (link,) = re.findall(r'<a class="head__now" href="([^"]+)"', header)
        assert urljoin(path, link) == now
    page = new_page(java_script_enabled=False)
    for path in {*kinds} & {*of_the_job}:
        page.goto(address + path)
        link = page.get_by_role("link", name="Right now").first
        expect(link).to_be_visible()
        assert link.evaluate("(link) => link.href") == address + now


def test_cards_are_in_thumb_reach_in_a_module(page: Page, address: str) -> None:
    page.goto(address + MODULE)
    page.evaluate("() => scrollTo(0, document.body.scrollHeight / 2)")
    link = page.locator(".reach").get_by_role("link", name="Right now")
    expect(link).to_be_in_viewport(ratio=1)
    link.click()
    page.wait_for_url(address + DRIVER)


def test_other_pages_link_to_the_choice_of_a_role(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address + "help/")
    page.get_by_role("link", name="Right now").click()
    page.wait_for_url(address + NOW)
    page.get_by_role("link", name="School nurse").click()
    page.wait_for_url(address + now_address("nurse"))


@pytest.mark.parametrize("with_scripts", [True, False])
def test_address_of_a_card_opens_only_that_card(
    new_page: Callable[..., Page], address: str, with_scripts: bool
) -> None:
    page = new_page(java_script_enabled=with_scripts)
    page.goto(f"{address}{DRIVER}#{CARD}")
    expect(card(page, CARD)).to_have_attribute("open", "")
    expect(page.locator(".card[open]")).to_have_count(1)
    expect(card(page, CARD).locator("summary")).to_be_in_viewport()


def test_one_card_closes_when_another_opens(page: Page, address: str) -> None:
    page.goto(address + DRIVER)
    ready(page)
    for name in ("cant-breathe", CARD):
        card(page, name).locator("summary").click()
        # Before and after print, too.
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        expect(page.locator(".card[open]")).to_have_count(1)
        expect(card(page, name).locator("dl")).to_be_visible()


def test_emergency_call_comes_first_on_a_crisis_card(page: Page, address: str) -> None:
    page.goto(address + DRIVER)
    kinds = {"body", "danger", "suicide", "report"}
    for it in page.locator(".card:not(.card--lines)").all():
        kind = re.search(r"card--(\w+)", it.get_attribute("class") or "")
        assert kind
        first = it.locator("dt").first.text_content()
        assert (first == "Call") == (kind[1] in kinds), it.locator("summary").text_content()


def test_numbers_can_be_dialed_and_missing_numbers_are_pointed_out(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{DRIVER}#tells-me-something")
    opened = card(page, "tells-me-something")
    expect(opened.get_by_role("link", name="911")).to_have_attribute("href", "tel:911")
    line = opened.get_by_text("State child abuse and neglect report line")
    expect(line).to_contain_text("no number yet")
    expect(line).to_contain_text("1-800-422-4453")


@pytest.mark.parametrize("with_scripts", [True, False])
def test_each_card_is_printed_on_both_sides_of_a_small_card(
    new_page: Callable[..., Page], address: str, tmp_path: Path, with_scripts: bool
) -> None:
    page = new_page(java_script_enabled=with_scripts)
    page.goto(address + DRIVER)
    count = page.locator(".card:not(.card--lines)").count()
    file = tmp_path / "cards.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", file.read_bytes())
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {IN_POINTS}
    # My lines have no sources on the back.
    assert len(boxes) == 2 * count + 1
    expect(page.locator(".card[open]")).to_have_count(0)


def test_printed_card_has_a_line_for_each_missing_number_and_a_source_date(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{DRIVER}#{CARD}")
    page.emulate_media(media="print")
    opened = card(page, CARD)
    line_to_write_on = opened.locator(".missing > span").first
    expect(line_to_write_on).to_be_visible()
    expect(line_to_write_on).to_have_css("font-size", "0px")
    back = opened.locator(".card__back")
    expect(back).to_contain_text("2026")
    expect(back).to_contain_text("Not yet reviewed by a nurse.")


def test_card_is_the_first_result(page: Page, address: str) -> None:
    page.goto(address + MODULE)
    ready(page)
    page.keyboard.press("/")
    for asked, name in (("choking", "cant-breathe"), ("kid wont get off", "wont-get-off")):
        page.locator("#_search").fill(asked)
        first = page.locator(".search [role=option]").first
        expect(first).to_have_attribute("href", re.compile(f"{DRIVER}#{name}$"))


def test_card_that_is_found_without_a_job_opens_after_choosing_one(
    page: Page, address: str
) -> None:
    page.goto(f"{address}#q=seizure")
    page.get_by_role("dialog").get_by_role("option").first.click()
    assert page.url == f"{address}{NOW}#{CARD}"
    principal = page.locator(".now-roles").get_by_role("link", name="Principal")
    expect(principal).to_have_attribute("href", re.compile(f"#{CARD}$"))
    principal.click()
    expect(card(page, CARD)).to_have_attribute("open", "")
    assert page.url == f"{address}{now_address('principal')}#{CARD}"
