"""The search: opened when it is asked for, and silent about what is typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import MODULE, ready, tab_to

WORD = "calm"
TYPED = "qzxvprivate"
"""Found nowhere in the course."""
INDEX = "**/search/*.json"


def search_button(page: Page) -> Locator:
    return page.locator(".head__search")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def search(page: Page, text: str) -> None:
    search_button(page).click()
    dialog(page).locator("input").fill(text)


def found(words: dict[str, str], count: int) -> str:
    return words["search-found"].replace("{count}", str(count))


@pytest.fixture
def module(page: Page, address: str) -> Page:
    page.goto(address + MODULE)
    return page


@pytest.mark.parametrize("way", ["a tap", "the keyboard"])
def test_search_is_opened_ready_to_type_by(
    module: Page, address: str, words: dict[str, str], way: str
) -> None:
    if way == "a tap":
        search_button(module).click()
    else:
        expect(search_button(module)).to_be_visible()
        tab_to(search_button(module))
        module.keyboard.press("Enter")
    field = dialog(module).get_by_role("combobox", name=words["search-label"], exact=True)
    expect(field).to_be_focused()
    expect(dialog(module)).to_have_accessible_name(words["search-label"])
    module.keyboard.type(WORD)
    expect(dialog(module).get_by_role("option")).not_to_have_count(0)


def test_nothing_of_it_is_loaded_before(
    new_page: Callable[..., Page], address: str, asked: list[str]
) -> None:
    def of_search() -> list[str]:
        return [path.rsplit("/")[-1] for path in asked if "search" in path]

    asked.clear()
    page = new_page()
    page.goto(address + MODULE)
    ready(page)
    assert asked
    assert of_search() == []
    search_button(page).click()
    expect(dialog(page)).to_be_visible()
    assert of_search() == ["search.mjs"]
    dialog(page).locator("input").fill(WORD)
    expect(dialog(page).get_by_role("option")).not_to_have_count(0)
    dialog(page).locator("input").fill(WORD[:2])
    assert of_search() == ["search.mjs", "bus-driver.json"]


def test_results_lead_to_the_exact_place(module: Page, address: str, words: dict[str, str]) -> None:
    search(module, WORD)
    links = dialog(module).get_by_role("option")
    expect(links).not_to_have_count(0)
    expect(dialog(module).get_by_role("status")).to_have_text(found(words, links.count()))
    targets: list[str] = links.evaluate_all("(all) => all.map((link) => link.href)")
    assert any("#" in target for target in targets)
    for target in targets:
        module.goto(address + MODULE)
        search(module, WORD)
        title = dialog(module).locator(f"a[href='{target}'] .found__title").inner_text()
        dialog(module).locator(f"a[href='{target}']").click()
        module.wait_for_url(target)
        expect(dialog(module)).to_have_count(0)
        name = target.partition("#")[2]
        place = module.locator(f"[id='{name}']" if name else "main")
        expect(place).to_be_in_viewport()
        expect(module.locator("main")).to_contain_text(title)
        expect(module.locator("main")).to_contain_text(WORD, ignore_case=True)


def test_results_show_the_word_in_its_sentence(module: Page) -> None:
    search(module, WORD.upper())
    marks = dialog(module).locator("mark")
    expect(marks).not_to_have_count(0)
    # Also other forms of it.
    assert all(mark.casefold().startswith(WORD) for mark in marks.all_inner_texts())


def test_one_job_s_search_finds_nothing_of_another(module: Page, address: str) -> None:
    search(module, "a")
    links = dialog(module).get_by_role("option")
    expect(links).not_to_have_count(0)
    targets: list[str] = links.evaluate_all("(all) => all.map((link) => link.href)")
    places = {target.removeprefix(address).split("/")[0] for target in targets}
    assert places <= {"bus-driver", "glossary", "help", "evidence"}


def test_typed_words_reach_no_address_and_no_store(
    module: Page, words: dict[str, str], asked: list[str]
) -> None:
    requests: list[str] = []
    module.on("request", lambda request: requests.append(f"{request.url} {request.post_data}"))
    search(module, TYPED)
    status = dialog(module).get_by_role("status")
    expect(status).to_have_text(words["search-none"])
    module.keyboard.press("Enter")
    expect(status).to_have_text(words["search-none"])
    module.keyboard.press("Escape")
    assert requests
    assert not any(TYPED in text for text in [module.url, *requests, *asked])
    kept = module.evaluate(
        "() => JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])"
    )
    assert TYPED not in kept
    assert module.context.cookies() == []


@pytest.mark.parametrize("trouble", ["offline", "gone"])
def test_search_that_cannot_be_loaded_says_so_and_then_works_again(
    new_page: Callable[..., Page], address: str, words: dict[str, str], trouble: str
) -> None:
    # The browser itself complains of a request that failed.
    page = new_page(may_complain=True)
    page.goto(address + MODULE)
    search_button(page).click()
    field, status = dialog(page).locator("input"), dialog(page).get_by_role("status")
    expect(field).to_be_focused()

    def is_gone(route: Route) -> None:
        route.fulfill(status=404, content_type="text/html", body="<h1>Not found</h1>")

    if trouble == "offline":
        page.context.set_offline(True)
    else:
        page.route(INDEX, is_gone)
    field.fill(WORD)
    expect(status).to_have_text(words["search-trouble"])
    expect(dialog(page).get_by_role("option")).to_have_count(0)

    page.context.set_offline(False)
    page.unroute_all()
    field.fill(f"{WORD} ")
    expect(dialog(page).get_by_role("option")).not_to_have_count(0)
    expect(status).to_have_text(found(words, dialog(page).get_by_role("option").count()))


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
    dialog(module).get_by_role("button", name=words["search-close"], exact=True).click()
    expect(dialog(module)).to_have_count(0)
    expect(search_button(module)).to_be_focused()


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


def test_slash_opens_it_but_not_where_somebody_types(module: Page) -> None:
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


def test_without_scripts_there_is_no_search_to_fail(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address + MODULE)
    expect(search_button(page)).to_be_hidden()
