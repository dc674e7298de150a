"""The layout: space on small and enlarged screens, and the size of tap targets."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.actions import answer, open_everything, ready
from tests.browser.device import PHONE, enlarge_text
from tests.browser.sites import EVERY_KIND, MODULE
from tests.nightly import at_night

pytestmark = pytest.mark.one_page

HELP = "help/"
LEAST_TARGET_PX, LEAST_ROW_PX = 44, 48
LEAST_ROOM_PX = 120
"""About seven letters of twice the size."""


class Size(NamedTuple):
    """The size of a window and of its text, and the direction of the text."""

    width: int
    height: int
    text: float = 1
    direction: str = "ltr"


SIZES = {
    "a small phone": Size(320, 640),
    "a laptop enlarged four times": Size(320, 256),
    "a phone with text of twice the size": Size(390, 844, text=2),
    "a phone with text from right to left": Size(390, 844, direction="rtl"),
}
USUAL_SIZES = ("a small phone", "a phone with text of twice the size")
"""Those at which most was too wide so far. The nightly tests have all of them."""


@pytest.mark.nightly
def test_no_page_is_wider_than_the_window(page: Page, address: str, paths: list[str]) -> None:
    assert wider_than_the_window(page, address, paths) == {}


def test_no_kind_of_page_is_wider_than_the_window(
    page: Page, address: str, specimen_address: str, kinds: list[str]
) -> None:
    """Of real text, and of everything that a module may contain."""
    assert wider_than_the_window(page, address, kinds, USUAL_SIZES) == {}
    assert wider_than_the_window(page, specimen_address, [EVERY_KIND]) == {}


def test_no_word_of_a_title_is_broken_where_text_has_twice_the_size(
    page: Page, address: str
) -> None:
    for path in ("counselor/", "paraprofessional/now/", "topics/bullying/"):
        page.goto(address + path)
        for width in (320, PHONE["width"]):
            resize(page, Size(width, 700, text=2))
            assert broken_words(page) == [], (path, width)


def broken_words(page: Page) -> list[str]:
    """The words of the title that run over two lines."""
    broken: list[str] = page.locator("h1").evaluate(
        """(title) => [...title.firstChild.data.matchAll(/[^ -]+/g)].filter(({0: word, index}) => {
            const range = document.createRange();
            range.setStart(title.firstChild, index);
            range.setEnd(title.firstChild, index + word.length);
            return new Set([...range.getClientRects()].map(({top}) => top)).size > 1;
        }).map(([word]) => word)"""
    )
    return broken


def test_small_spaces_leave_room_for_words_where_text_has_twice_the_size(
    page: Page, address: str
) -> None:
    """Even in the answers of questions, which are boxes inside boxes."""
    page.goto(address + MODULE)
    ready(page)
    answer(page, rightly=False)
    resize(page, Size(320, 700, text=2))
    rooms: list[tuple[str, float]] = page.locator(
        "main :is(p, li, summary, label, .step__text):visible"
    ).evaluate_all("(all) => all.map((it) => [it.textContent, it.clientWidth])")
    assert len(rooms) > 100
    assert [it for it in rooms if 0 < it[1] < LEAST_ROOM_PX] == []


def wider_than_the_window(
    page: Page, address: str, paths: list[str], sizes: Iterable[str] = SIZES
) -> dict[tuple[str, str], list[str]]:
    """What is too wide on each page at each size. Each page is opened once."""
    too_wide = {}
    for path in paths:
        page.goto(address + path)
        ready(page)
        answer(page, rightly=False)
        open_everything(page)
        for name in sizes:
            resize(page, SIZES[name])
            if wide := outside(page):
                too_wide[path, name] = wide
    return too_wide


def resize(page: Page, size: Size) -> None:
    """Changes the window and waits until the page has its new size. Nothing needs to be painted."""
    page.set_viewport_size({"width": size.width, "height": size.height})
    enlarge_text(page, size.text)
    wanted = [size.width, 16 * size.text]
    shown = page.evaluate(
        """async ([wanted, direction]) => {
            document.documentElement.dir = direction;
            const ruler = document.createElement("p");
            ruler.style.fontSize = "medium";
            document.body.append(ruler);
            const shown = () => [innerWidth, parseFloat(getComputedStyle(ruler).fontSize)];
            for (let frame = 0; frame < 100 && `${shown()}` !== `${wanted}`; frame += 1) {
                await new Promise(requestAnimationFrame);
            }
            const found = shown();
            ruler.remove();
            return found;
        }""",
        [wanted, size.direction],
    )
    assert shown == wanted


def outside(page: Page) -> list[str]:
    """Elements that extend beyond the window, if the page scrolls horizontally."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            const all = [...document.querySelectorAll("body *")];
            const isOutside = (it) => {
                const {left, right} = it.getBoundingClientRect();
                return left < -1 || right > width + 1;
            };
            return all.filter(isOutside).map((it) => it.cloneNode().outerHTML);
        }"""
    )
    return found


@pytest.mark.parametrize("is_specimen", [False, True], ids=["a module", "every kind of question"])
def test_targets_are_large_enough_for_a_thumb(
    page_to_look_at: Callable[[str], Page], address: str, specimen_address: str, is_specimen: bool
) -> None:
    page = page_to_look_at(specimen_address + EVERY_KIND if is_specimen else address + MODULE)
    sizes: list[tuple[str, float, float]] = page.locator(
        ":is(button, select, summary, textarea, .answer label, .chip):visible,"
        ":is(.brand, .reach a, .onward):visible"
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
    card = page.locator(".role").first
    box = card.bounding_box()
    assert box
    target = card.locator("a").evaluate("(link) => link.href")
    card.click(position={"x": box["width"] - 8, "y": box["height"] - 8})
    page.wait_for_url(target)
    assert target != address


@pytest.mark.parametrize("mirrored", [(320, 1280), *at_night((700, 1920))])
def test_name_of_the_site_is_at_the_same_place_on_every_page(
    page: Page, address: str, mirrored: tuple[int, ...]
) -> None:
    widths = {"ltr": (320, 700, 1280, 1920), "rtl": mirrored}
    sizes = [Size(width, 800, direction=it) for it in widths for width in widths[it]]
    places: dict[Size, set[tuple[int, ...]]] = {size: set() for size in sizes}
    for path in ("", "bus-driver/", MODULE, HELP):
        page.goto(address + path)
        for size in sizes:
            resize(page, size)
            box = page.locator(".brand").bounding_box()
            assert box
            places[size].add((round(box["x"]), round(box["y"]), round(box["width"])))
            assert outside(page) == []
    assert {size: found for size, found in places.items() if len(found) != 1} == {}


@pytest.mark.parametrize("height", [PHONE["height"], 320])
def test_bottom_bar_is_in_thumb_reach_and_never_covers_the_end_of_a_page(
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


def test_list_markers_are_inside_the_screen(page: Page, address: str) -> None:
    least_px = 30  # the page margin, and space for "10."
    for path in ("evidence/", "bus-driver/", MODULE):
        page.goto(address + path)
        open_everything(page)
        assert page.evaluate("() => document.documentElement.dir") == ""
        indents: list[tuple[str, float]] = page.evaluate(
            """() => [...document.querySelectorAll("main :is(ul, ol) > li")]
                .filter((it) => it.checkVisibility() && getComputedStyle(it).listStyleType !== '""')
                .map((it) => [it.textContent.slice(0, 40), it.getBoundingClientRect().left])"""
        )
        assert indents, path
        assert [it for it in indents if it[1] < least_px] == [], path


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_rows_to_choose_from_are_large(
    new_page: Callable[..., Page], specimen_address: str, scripts: bool
) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=scripts)
    page.goto(specimen_address + EVERY_KIND)
    if scripts:
        ready(page)
    heights: list[float] = page.locator(".answer > :is(label, summary)").evaluate_all(
        "(all) => all.map((it) => it.getBoundingClientRect().height)"
    )
    assert len(heights) > 10
    assert min(heights) >= LEAST_ROW_PX


def test_tapped_row_has_no_color_of_a_verdict_but_its_own(
    new_page: Callable[..., Page], address: str
) -> None:
    """On a touch screen, a tapped element keeps its hover style."""
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(address + MODULE)
    ready(page)
    check = page.locator("self-check[data-kind=choice]").first
    colors = verdict_colors(page)
    rows = {"wrong": ".answer:not([data-right])", "right": ".answer[data-right]"}
    for (own, selector), other in zip(rows.items(), reversed(rows), strict=True):
        row = check.locator(selector).first
        row.locator("label").tap()
        assert not colors_of(row) & (colors["right"] | colors["wrong"])
        check.locator(".button").tap()
        assert colors[own] <= colors_of(row)
        assert not colors_of(row) & colors[other]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hovered_row_has_no_color_of_a_verdict(
    page: Page, specimen_address: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(specimen_address + EVERY_KIND)
    ready(page)
    verdicts = set[str]().union(*verdict_colors(page).values())
    for part in (".answer label", ".chip", ".mover", ".button", ".show-all"):
        control = page.locator(f"self-check {part}").first
        control.scroll_into_view_if_needed()
        control.hover()
        assert control.evaluate("(it) => getComputedStyle(it).backgroundColor") not in verdicts


def test_wrongly_checked_answer_does_not_look_right(page: Page, address: str) -> None:
    page.goto(address + MODULE)
    ready(page)
    check = page.locator("self-check[data-kind=choices]").first
    boxes = check.locator("input")
    for box in boxes.all():
        box.check()
    colors = "(all) => [...new Set(all.map((it) => getComputedStyle(it).borderColor))]"
    assert len(check.locator(".answer").evaluate_all(colors)) == 1
    check.get_by_role("button", name="Check").click()
    right = check.locator(".answer[data-judged=right]").evaluate_all(colors)
    wrong = check.locator(".answer[data-judged=wrong]").evaluate_all(colors)
    assert len(right) == len(wrong) == 1
    assert right != wrong
    # The boxes themselves, too.
    accent = "(all) => [...new Set(all.map((it) => getComputedStyle(it).accentColor))]"
    judged = check.locator("[data-judged=right] input").evaluate_all(accent)
    assert judged != check.locator("[data-judged=wrong] input").evaluate_all(accent)
    boxes.first.uncheck()
    assert check.locator(".answer").first.get_attribute("data-judged") is None


def verdict_colors(page: Page) -> dict[str, set[str]]:
    """The colors of each verdict and of its ground."""
    found: dict[str, list[str]] = page.evaluate(
        """() => {
            const probe = document.createElement("i");
            document.body.append(probe);
            const computed = (name) => {
                probe.style.color = `var(--${name})`;
                return getComputedStyle(probe).color;
            };
            const names = {right: ["fits", "fits-wash"], wrong: ["again", "again-wash"]};
            const colors = Object.entries(names).map(([key, own]) => [key, own.map(computed)]);
            probe.remove();
            return Object.fromEntries(colors);
        }"""
    )
    return {verdict: set(colors) for verdict, colors in found.items()}


def colors_of(row: Locator) -> set[str]:
    """The colors of a row, and of everything in it."""
    found: list[str] = row.evaluate(
        """(row) => [row, ...row.querySelectorAll("*")].flatMap((it) => {
            const {color, backgroundColor, borderTopColor, accentColor} = getComputedStyle(it);
            return [color, backgroundColor, borderTopColor, accentColor];
        })"""
    )
    return set(found)
