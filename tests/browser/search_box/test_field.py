"""The search dialog opens and closes, its field is used by keys, and never sends what is typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import ready, tab_to
from tests.browser.search_box.dialog import TYPED, WORD, dialog, search, search_button
from tests.browser.test_look import LEAST_ROOM_PX, Size, resize


@pytest.mark.parametrize("way", ["a tap", "the keyboard"])
def test_search_opens_with_the_field_focused_by(
    module: Page, address: str, words: dict[str, str], way: str
) -> None:
    if way == "a tap":
        search_button(module).click()
    else:
        expect(search_button(module)).to_be_visible()
        tab_to(search_button(module))
        module.keyboard.press("Enter")
    field = dialog(module).get_by_role("combobox", name="What are you looking for?", exact=True)
    expect(field).to_be_focused()
    expect(dialog(module)).to_have_accessible_name("What are you looking for?")
    module.keyboard.type(WORD)
    expect(dialog(module).get_by_role("option")).not_to_have_count(0)


def test_query_is_neither_in_the_address_nor_stored(
    module: Page, words: dict[str, str], asked: list[str]
) -> None:
    requests: list[str] = []
    module.on("request", lambda request: requests.append(f"{request.url} {request.post_data}"))
    search(module, TYPED)
    status = dialog(module).get_by_role("status")
    expect(status).to_have_text(words["search-near"])
    module.keyboard.press("Enter")
    expect(status).to_have_text(words["search-near"])
    module.keyboard.press("Escape")
    assert requests
    assert not any(TYPED in text for text in [module.url, *requests, *asked])
    kept = module.evaluate(
        "() => JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])"
    )
    assert TYPED not in kept
    assert module.context.cookies() == []


@pytest.mark.parametrize("text", ["", WORD, TYPED])
def test_escape_closes_and_the_focus_returns(module: Page, text: str) -> None:
    search(module, text)
    if text == WORD:
        expect(dialog(module).get_by_role("option")).not_to_have_count(0)
    module.keyboard.press("Escape")
    expect(dialog(module)).to_have_count(0)
    expect(search_button(module)).to_be_focused()


def test_close_button_closes_and_the_focus_returns(module: Page, words: dict[str, str]) -> None:
    search(module, WORD)
    dialog(module).get_by_role("button", name="Close", exact=True).click()
    expect(dialog(module)).to_have_count(0)
    expect(search_button(module)).to_be_focused()


def test_typed_text_has_room_where_text_is_enlarged(page: Page, address: str) -> None:
    page.goto(address)
    search(page, WORD)
    expect(page.locator(".search__clear")).to_be_visible()
    for width, height, text in ((320, 568, 1.25), (320, 568, 2), (360, 640, 2), (390, 844, 2)):
        resize(page, Size(width, height, text))
        field = dialog(page).locator("input")
        room, until_clear = field.evaluate(
            """(field) => {
                const {paddingLeft, paddingRight} = getComputedStyle(field);
                const [before, after] = [paddingLeft, paddingRight].map(parseFloat);
                const box = field.getBoundingClientRect();
                const clear = document.querySelector(".search__clear").getBoundingClientRect();
                return [field.clientWidth - before - after, clear.left - (box.left + before)];
            }"""
        )
        assert min(room, until_clear) >= LEAST_ROOM_PX * text / 2, (width, text)


def test_arrows_choose_and_enter_opens(module: Page, words: dict[str, str]) -> None:
    search(module, WORD)
    field = dialog(module).get_by_role("combobox")
    options = dialog(module).get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options).not_to_have_count(0)

    def chosen() -> list[str]:
        found: list[str] = options.evaluate_all(
            "(all) => all.filter((it) => it.ariaSelected === 'true').map((it) => it.id)"
        )
        assert found == [it for it in [field.get_attribute("aria-activedescendant")] if it]
        return found

    assert chosen() == []
    for key, expected in [
        ("ArrowDown", ["_found-0"]),
        ("ArrowDown", ["_found-1"]),
        ("ArrowUp", ["_found-0"]),
        ("ArrowUp", []),
        ("ArrowUp", [f"_found-{options.count() - 1}"]),
        ("ArrowDown", []),
        ("ArrowDown", ["_found-0"]),
    ]:
        module.keyboard.press(key)
        assert chosen() == expected
        expect(field).to_be_focused()
    target = options.first.get_attribute("href")
    module.keyboard.press("Enter")
    module.wait_for_url(str(target))
    expect(dialog(module)).to_have_count(0)


def test_slash_opens_the_search_except_in_a_text_field(module: Page) -> None:
    ready(module)
    module.keyboard.press("/")
    expect(dialog(module).get_by_role("combobox")).to_be_focused()
    expect(dialog(module).get_by_role("combobox")).to_have_value("")
    module.keyboard.press("Escape")
    note = module.locator("main textarea").first
    note.focus()
    module.keyboard.press("/")
    expect(note).to_have_value("/")
    expect(dialog(module)).to_have_count(0)


def test_link_can_contain_a_query(module: Page, address: str) -> None:
    module.goto("about:blank")
    module.goto(f"{address}bus-driver/#q=calm%20down")
    expect(dialog(module).get_by_role("combobox")).to_have_value("calm down")
    expect(dialog(module).get_by_role("option")).not_to_have_count(0)
    module.keyboard.press("Escape")
    module.evaluate("() => { location.hash = '#q=100%25+%'; }")
    expect(dialog(module).get_by_role("combobox")).to_have_value("100% %")


def test_enter_that_commits_an_input_method_opens_no_result(module: Page) -> None:
    search(module, WORD)
    expect(dialog(module).get_by_role("option")).not_to_have_count(0)
    url = module.url
    is_open = (
        dialog(module)
        .locator("input")
        .evaluate(
            """(field) => {
            const options = {key: "Enter", bubbles: true, cancelable: true, isComposing: true};
            field.dispatchEvent(new KeyboardEvent("keydown", options));
            return document.querySelector("dialog.search").open;
        }"""
        )
    )
    assert is_open
    assert module.url == url
    module.keyboard.press("Enter")
    expect(dialog(module)).to_have_count(0)


def test_field_is_emptied_by_its_button(module: Page, words: dict[str, str]) -> None:
    clear = dialog(module).get_by_role("button", name=words["search-clear"], exact=True)
    search(module, WORD)
    clear.click()
    field = dialog(module).locator("input")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    expect(dialog(module).get_by_role("option")).to_have_count(0)
    expect(clear).to_be_hidden()


def test_field_stays_in_sight_below_many_results(module: Page) -> None:
    search(module, WORD)
    dialog(module).get_by_role("option").last.scroll_into_view_if_needed()
    expect(dialog(module).locator("input")).to_be_in_viewport(ratio=1)
