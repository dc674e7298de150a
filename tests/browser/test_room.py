"""Presenting in a room shows one item at a time and reveals hidden parts one by one."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import ready
from tests.browser.sites import EVERY_KIND, MODULE
from tests.browser.test_look import Size, resize

SESSION = f"trainers/{MODULE}"
WITH_SITUATION = "trainers/bus-driver/noticing/"


def room(page: Page) -> Locator:
    return page.get_by_role("dialog")


def waiting(page: Page) -> Locator:
    return room(page).locator("[data-reveal]:visible")


@pytest.fixture
def opened(page: Page, address: str, words: dict[str, str]) -> Page:
    """On a screen where no slide is longer than the window."""
    page.set_viewport_size({"width": 1280, "height": 4000})
    page.goto(address + SESSION)
    ready(page)
    page.get_by_role("button", name=words["presenter"], exact=True).click()
    expect(room(page)).to_be_visible()
    return page


def number(words: dict[str, str], at: int, page: Page) -> str:
    total = page.locator("main [data-slide]").count()
    return words["presenter-slide"].replace("{number}", str(at)).replace("{total}", str(total))


def test_one_thing_is_shown_at_a_time(opened: Page, words: dict[str, str]) -> None:
    status = room(opened).get_by_role("status")
    expect(status).to_have_text(number(words, 1, opened))
    first = room(opened).locator(".presenter__slide").inner_text()
    opened.keyboard.press("ArrowRight")
    expect(status).to_have_text(number(words, 2, opened))
    assert room(opened).locator(".presenter__slide").inner_text() != first
    opened.keyboard.press("ArrowLeft")
    expect(status).to_have_text(number(words, 1, opened))
    opened.keyboard.press("ArrowLeft")
    expect(status).to_have_text(number(words, 1, opened))
    size: float = opened.evaluate(
        """() => {
            const text = document.querySelector('.presenter__slide p, li');
            return parseFloat(getComputedStyle(text).fontSize);
        }"""
    )
    assert size >= 18


def test_slide_of_a_folded_lesson_has_its_title_and_names_the_next_one(
    opened: Page, words: dict[str, str]
) -> None:
    lessons = opened.locator("main details > div[data-slide]:not(.activity)")
    first = lessons.first.evaluate(
        "(it) => [...document.querySelectorAll('main [data-slide]')].indexOf(it)"
    )
    assert lessons.count() > 3
    options = room(opened).locator("option").all_inner_texts()
    for at in (first - 1, first):
        room(opened).get_by_role("combobox").select_option(str(at))
        expected = words["presenter-following"].format(title=options[at + 1].split(" · ", 1)[1])
        expect(room(opened).locator(".presenter__following")).to_have_text(expected)
    title = opened.locator("main .fold h2").first.text_content() or ""
    expect(room(opened).locator(".presenter__slide h2")).to_have_text(title)
    expect(room(opened).get_by_role("group", name=title, exact=True)).to_be_focused()
    room(opened).get_by_role("combobox").select_option(str(len(options) - 1))
    expect(room(opened).locator(".presenter__following")).to_be_empty()


def test_lessons_are_folded_until_a_link_leads_into_one_and_on_paper(
    page: Page, address: str
) -> None:
    page.goto(address + SESSION)
    folds = page.locator("main .fold")
    lesson = folds.nth(2)
    text = lesson.locator("p").first
    expect(text).to_be_hidden()
    screens = page.evaluate("() => document.documentElement.scrollHeight / innerHeight")
    assert screens < 12
    page.evaluate("(id) => { location.hash = id; }", lesson.get_attribute("id"))
    expect(text).to_be_visible()
    expect(lesson).to_be_in_viewport()
    page.emulate_media(media="print")
    for fold in folds.all():
        assert fold.evaluate("(it) => it.lastElementChild.checkVisibility()")


def test_search_in_the_page_opens_a_fold_and_the_room_shows_its_slide(
    page: Page, address: str, words: dict[str, str]
) -> None:
    """By a link to a text: the browser finds it as its search in the page does."""
    page.goto(address + SESSION)
    fold = page.locator("main .fold").nth(2)
    words_found = fold.locator("p").first.evaluate(
        "(it) => it.firstChild.textContent.trim().split(' ', 6).join(' ')"
    )
    page.goto("about:blank")
    page.goto(f"{address}{SESSION}#:~:text={quote(words_found, safe='')}")
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("p").first).to_be_in_viewport()
    at = fold.locator("[data-slide]").first.evaluate(
        "(it) => [...document.querySelectorAll('main [data-slide]')].indexOf(it)"
    )
    ready(page)
    page.get_by_role("button", name=words["presenter"], exact=True).click()
    room(page).get_by_role("combobox").select_option(str(at))
    expect(room(page).locator(".presenter__slide")).to_contain_text(words_found)


def test_long_slide_moves_before_the_next_one_comes(opened: Page, words: dict[str, str]) -> None:
    opened.set_viewport_size({"width": 390, "height": 640})
    status, slide = room(opened).get_by_role("status"), room(opened).locator(".presenter__slide")
    end = slide.locator("li").last
    expect(end).not_to_be_in_viewport()
    opened.keyboard.press("ArrowRight")
    expect(status).to_have_text(number(words, 1, opened))
    for _ in range(5):
        if slide.evaluate("(it) => it.scrollTop + it.clientHeight >= it.scrollHeight - 1"):
            break
        opened.keyboard.press("ArrowRight")
    expect(end).to_be_in_viewport()
    expect(status).to_have_text(number(words, 1, opened))
    opened.keyboard.press("ArrowLeft")
    expect(end).not_to_be_in_viewport()
    expect(status).to_have_text(number(words, 1, opened))


def test_low_window_has_room_for_the_slide_and_the_way_on(
    opened: Page, words: dict[str, str]
) -> None:
    slide = room(opened).locator(".presenter__slide")
    go_on = room(opened).get_by_role("button", name=words["presenter-next"], exact=True)
    for size in (Size(320, 256), Size(320, 568, text=2), Size(427, 240)):
        resize(opened, size)
        slide.evaluate("(it) => { it.scrollTop = 0; }")
        box = slide.bounding_box()
        assert box
        assert box["height"] >= size.height / 2
        go_on.click()
        expect(room(opened).get_by_role("status")).to_have_text(number(words, 1, opened))
        assert slide.evaluate("(it) => it.scrollTop > 0")
    expect(room(opened).get_by_role("button", name=words["presenter-close"])).to_be_enabled()


def test_results_of_choices_appear_one_by_one_after_the_show_of_hands(
    opened: Page, address: str, words: dict[str, str]
) -> None:
    opened.goto(address + WITH_SITUATION)
    ready(opened)
    moment = opened.locator("[data-slide]").evaluate_all(
        "(all) => all.findIndex((it) => it.matches('.situation'))"
    )
    opened.get_by_role("button", name=words["presenter"], exact=True).click()
    room(opened).get_by_role("combobox").select_option(str(moment))
    expect(room(opened).locator(".presenter__slide")).to_be_focused()
    expect(waiting(opened)).to_have_count(0)
    for shown in (1, 2, 3):
        opened.keyboard.press(" ")
        expect(waiting(opened)).to_have_count(shown)
        # Screen readers say it with the focus.
        expect(waiting(opened).last).to_be_focused()
    room(opened).get_by_role("button", name=words["presenter-back"], exact=True).click()
    expect(waiting(opened)).to_have_count(2)
    expect(waiting(opened).last).to_be_focused()
    opened.keyboard.press(" ")
    expect(waiting(opened)).to_have_count(3)


def test_presentation_stays_on_the_last_item_and_closing_returns(
    opened: Page, words: dict[str, str]
) -> None:
    total = opened.locator("main [data-slide]").count()
    room(opened).get_by_role("combobox").select_option(str(total - 1))
    for _ in range(3):
        opened.keyboard.press("PageDown")
    expect(room(opened).get_by_role("status")).to_have_text(number(words, total, opened))
    opened.keyboard.press("Escape")
    expect(room(opened)).to_have_count(0)
    expect(opened.get_by_role("button", name=words["presenter"], exact=True)).to_be_focused()


def test_shortcuts_with_a_modifier_are_left_to_the_browser(
    opened: Page, words: dict[str, str]
) -> None:
    """Alt+Left goes back, as everywhere."""
    status = room(opened).get_by_role("status")
    opened.keyboard.press("ArrowRight")
    expect(status).to_have_text(number(words, 2, opened))
    is_left_alone = room(opened).evaluate(
        """(dialog) => ["altKey", "ctrlKey", "metaKey", "shiftKey"].map((modifier) => {
            const options = {key: "ArrowLeft", bubbles: true, cancelable: true, [modifier]: true};
            return dialog.dispatchEvent(new KeyboardEvent("keydown", options));
        })"""
    )
    assert is_left_alone == [True] * 4
    expect(status).to_have_text(number(words, 2, opened))


def test_back_closes_the_room_and_loading_again_stays_on_the_slide(
    opened: Page, words: dict[str, str]
) -> None:
    status = room(opened).get_by_role("status")
    opened.keyboard.press("PageDown")
    opened.reload()
    expect(status).to_have_text(number(words, 2, opened))
    opened.go_back()
    expect(room(opened)).to_have_count(0)
    assert opened.url.endswith(SESSION)
    expect(opened.get_by_role("button", name=words["presenter"], exact=True)).to_be_visible()


def test_key_of_the_search_does_nothing_in_the_room(opened: Page) -> None:
    opened.keyboard.press("/")
    expect(opened.locator("dialog[open]")).to_have_count(1)
    opened.keyboard.press("Escape")
    expect(opened.locator("dialog[open]")).to_have_count(0)
    opened.keyboard.press("/")
    expect(opened.locator("dialog.search[open]")).to_have_count(1)


def test_scene_and_a_roles_part_are_slides_with_their_titles(
    page: Page, specimen_address: str, words: dict[str, str]
) -> None:
    page.goto(f"{specimen_address}trainers/{EVERY_KIND}")
    titles = page.locator("main :is(.activity.scene h4, .your-part h3)").all_text_contents()
    assert len(titles) > 1
    page.get_by_role("button", name=words["presenter"], exact=True).click()
    options = room(page).locator("option").all_inner_texts()
    assert set(titles) <= {option.split(" · ", 1)[1] for option in options}
