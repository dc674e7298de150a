"""The search dialog is loaded on demand and never sends what is typed."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.actions import missing_on, ready, tab_to
from tests.browser.device import turn_off_cache
from tests.browser.sites import MODULE

WORD = "calm"
TYPED = "qzxvprivate"
"""Occurs nowhere in the course."""
INDEX = "**/search/*.json"
LOADING = "Loading the search …"


def search_button(page: Page) -> Locator:
    return page.locator(".head__search")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def search(page: Page, text: str) -> None:
    search_button(page).click()
    dialog(page).locator("input").fill(text)


def held_back(page: Page, pattern: str) -> list[Route]:
    """Matching requests, held until the test lets them continue."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    return held


def count_message(words: dict[str, str], count: int) -> str:
    return words["search-found"].replace("{count}", str(count))


@pytest.fixture
def module(page: Page, address: str) -> Page:
    page.goto(address + MODULE)
    return page


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


def test_search_loads_nothing_before_it_is_opened(
    new_page: Callable[..., Page], address: str, asked: list[str]
) -> None:
    def of_search() -> list[str]:
        return [path.rsplit("/")[-1] for path in asked if "search" in path]

    asked.clear()
    page = new_page()
    turn_off_cache(page)
    page.goto(address + MODULE)
    ready(page)
    assert asked
    assert of_search() == []
    search_button(page).click()
    expect(dialog(page)).to_be_visible()
    dialog(page).locator("input").fill(WORD)
    expect(dialog(page).get_by_role("option")).not_to_have_count(0)
    dialog(page).locator("input").fill(WORD[:2])
    assert of_search() == ["search-box.mjs", "bus-driver.json"]


def test_results_link_to_the_exact_place(module: Page, address: str, words: dict[str, str]) -> None:
    search(module, WORD)
    links = dialog(module).get_by_role("option")
    expect(links).not_to_have_count(0)
    expect(dialog(module).get_by_role("status")).to_have_text(count_message(words, links.count()))
    results: dict[str, str] = links.evaluate_all(
        """(all) => Object.fromEntries(all.map((link) =>
            [link.href, link.querySelector(".found__title").innerText]))"""
    )
    here = address + MODULE
    on_page = next(target for target in results if target.startswith(f"{here}#"))
    elsewhere = next(target for target in results if not target.startswith(here) and "#" in target)
    assert missing_on(module, [*results]) == []
    of_each_page = {target.partition("#")[0]: target for target in results}
    for target in {on_page, elsewhere, *of_each_page.values()}:
        if target in (on_page, elsewhere):
            module.goto(here)
            search(module, WORD)
            dialog(module).locator(f"a[href='{target}']").click()
            module.wait_for_url(target)
            expect(dialog(module)).to_have_count(0)
        else:
            module.goto("about:blank")
            module.goto(target)
        name = target.partition("#")[2]
        place = module.locator(f"[id='{name}']" if name else "main")
        expect(place).to_be_in_viewport()
        expect(module.locator("main")).to_contain_text(results[target])


@pytest.mark.parametrize("part", ["title", "text"])
def test_results_highlight_the_matching_word(module: Page, part: str) -> None:
    search(module, "DISPATCH")
    marks = dialog(module).locator(f".found__{part} mark")
    expect(marks).not_to_have_count(0)
    # Also other forms of the word, and synonyms.
    assert any(mark.casefold().startswith("dispatch") for mark in marks.all_inner_texts())


def test_results_name_a_matching_word_that_is_not_visible(
    module: Page, words: dict[str, str]
) -> None:
    search(module, "meltdowns")
    unread = dialog(module).get_by_role("option").filter(has_text=words["search-about"])
    expect(unread).not_to_have_count(0)
    for option in unread.all():
        expect(option.locator(".found__where").last).to_contain_text("meltdowns")
        expect(option.locator(".found__text mark")).to_have_count(0)


def test_search_of_a_role_finds_nothing_of_another_role(module: Page, address: str) -> None:
    search(module, "a")
    links = dialog(module).get_by_role("option")
    expect(links).not_to_have_count(0)
    targets: list[str] = links.evaluate_all("(all) => all.map((link) => link.href)")
    places = {target.removeprefix(address).split("/")[0] for target in targets}
    assert places <= {"bus-driver", "glossary", "help", "evidence", "tools", "topics"}


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


def test_search_says_that_it_is_loading(
    new_page: Callable[..., Page], address: str, words: dict[str, str]
) -> None:
    page = new_page()
    page.goto(address + MODULE)
    held = held_back(page, INDEX)
    with page.expect_request(INDEX):
        search(page, WORD)
    status = dialog(page).get_by_role("status")
    expect(status).to_have_text(LOADING)
    held[0].continue_()
    options = dialog(page).get_by_role("option")
    expect(options).not_to_have_count(0)
    expect(status).to_have_text(count_message(words, options.count()))
    field = dialog(page).get_by_role("combobox")
    field.fill("")
    expect(status).to_have_text("")


@pytest.mark.parametrize("trouble", ["offline", "gone"])
def test_search_reports_a_failed_load_and_recovers(
    new_page: Callable[..., Page], address: str, words: dict[str, str], trouble: str
) -> None:
    # The browser logs an error for a failed request.
    page = new_page(may_complain=True)
    page.goto(address + MODULE)

    def fail(route: Route) -> None:
        if trouble == "offline":
            route.abort()
        else:
            route.fulfill(status=404, content_type="text/html", body="<h1>Not found</h1>")

    page.route(INDEX, fail)
    search_button(page).click()
    field, status = dialog(page).locator("input"), dialog(page).get_by_role("status")
    expect(field).to_be_focused()
    field.fill(WORD)
    expect(status).to_have_text(words["search-load-error"])
    expect(dialog(page).get_by_role("option")).to_have_count(0)

    page.unroute_all()
    field.fill(f"{WORD} ")
    expect(dialog(page).get_by_role("option")).not_to_have_count(0)
    expect(status).to_have_text(count_message(words, dialog(page).get_by_role("option").count()))


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


@pytest.mark.parametrize("way", ["a tap", "a key"])
def test_search_opens_at_once_and_uses_text_typed_while_loading(
    new_page: Callable[..., Page], address: str, words: dict[str, str], way: str
) -> None:
    page = new_page()
    page.goto(address + MODULE)
    ready(page)
    held = held_back(page, "**/search-box.mjs")
    with page.expect_request("**/search-box.mjs"):
        if way == "a tap":
            search_button(page).click()
        else:
            page.keyboard.press("/")
    field = dialog(page).locator("#_search")
    page.keyboard.type("calm  down/")
    expect(field).to_have_value("calm  down/")
    expect(dialog(page).get_by_role("status")).to_have_text(LOADING)
    dialog(page).get_by_role("button", name="Close", exact=True).click()
    expect(dialog(page)).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("?")
    expect(field).to_have_value("calm  down/?")
    held[0].continue_()
    options = dialog(page).get_by_role("option")
    expect(options).not_to_have_count(0)
    expect(field).to_have_value("calm  down/?")
    expect(field).to_be_focused()
    expect(dialog(page).get_by_role("status")).to_have_text(count_message(words, options.count()))


def test_link_can_contain_a_query(module: Page, address: str) -> None:
    module.goto("about:blank")
    module.goto(f"{address}bus-driver/#q=calm%20down")
    expect(dialog(module).get_by_role("combobox")).to_have_value("calm down")
    expect(dialog(module).get_by_role("option")).not_to_have_count(0)
    module.keyboard.press("Escape")
    module.evaluate("() => { location.hash = '#q=100%25+%'; }")
    expect(dialog(module).get_by_role("combobox")).to_have_value("100% %")


def test_crisis_contacts_are_set_apart(module: Page, words: dict[str, str]) -> None:
    search(module, "suicide")
    options = dialog(module).get_by_role("option")
    expect(options).not_to_have_count(0)
    classes = options.evaluate_all("(all) => all.map((it) => it.className)")
    urgent = [at for at, it in enumerate(classes) if it == "found--urgent"]
    # The card with instructions comes first, followed by all the numbers.
    assert urgent == list(range(1, 1 + len(urgent)))
    assert 0 < len(urgent) < len(classes)
    assert "/now/#" in (options.first.get_attribute("href") or "")
    background = "(all) => all.map((it) => getComputedStyle(it).backgroundColor)"
    assert len(set(options.evaluate_all(background))) == 2
    search_field = dialog(module).get_by_role("combobox")
    search_field.fill(WORD)
    expect(dialog(module).locator(".found--urgent")).to_have_count(0)


def test_no_results_offers_near_matches_and_contacts(
    module: Page, address: str, words: dict[str, str]
) -> None:
    search(module, "calmqzxqzx zzz")
    status = dialog(module).get_by_role("status")
    expect(status).to_have_text(words["search-near"])
    options = dialog(module).get_by_role("option")
    assert 1 < options.count() < 6
    expect(options.last).to_have_text(words["search-help"])
    expect(options.last).to_have_attribute("href", f"{address}help/")
    dialog(module).locator("input").fill("qqqqzzzz")
    expect(status).to_have_text(words["search-none"])
    expect(options).to_have_text([words["search-help"]])


def test_one_tap_searches_all_roles_and_lists_shared_places_once(
    new_page: Callable[..., Page], address: str, words: dict[str, str], asked: list[str]
) -> None:
    module = new_page()
    turn_off_cache(module)
    module.goto(address + MODULE)
    search(module, "dispatch")
    options = dialog(module).get_by_role("option")
    expect(options).not_to_have_count(0)
    asked.clear()
    widen = dialog(module).get_by_role("button", name=words["search-all"], exact=True)
    expect(widen).to_have_attribute("aria-pressed", "false")
    widen.click()
    expect(widen).to_have_attribute("aria-pressed", "true")
    field = dialog(module).get_by_role("combobox")
    expect(field).to_be_focused()
    field.fill("serving line")
    expect(dialog(module).locator(".found__where").first).to_contain_text("Cafeteria")
    # Scripts for offline use may load meanwhile.
    assert [at.rsplit("/")[-1] for at in asked if at.endswith(".json")] == ["all.json"]
    found = options.evaluate_all("(all) => all.map((it) => it.href)")
    assert any("/nutrition/" in target for target in found)
    # For content that the reader's role also has, its own page is listed.
    field.fill("The line that calms things down")
    expect(options.first).to_contain_text(words["for-all-roles"])
    found = options.evaluate_all("(all) => all.map((it) => it.href)")
    assert found[0].startswith(f"{address}bus-driver/")
    places = [target.removeprefix(address).partition("/")[2] for target in found]
    assert len(set(places)) == len(places)
    assert missing_on(module, found) == []
    module.goto(address + MODULE)
    search(module, WORD)
    widen.click()
    widen.click()
    expect(widen).to_have_attribute("aria-pressed", "false")
    expect(options.first).to_have_attribute("href", re.compile("/(bus-driver|help|glossary)/"))


def test_saved_roles_are_searched_from_every_page(
    new_page: Callable[..., Page], address: str, words: dict[str, str]
) -> None:
    # The browser logs an error for a role that is gone.
    page = new_page(may_complain=True)
    page.goto(address)
    search(page, "dispatch")
    widen = dialog(page).get_by_role("button", name=words["search-all"], exact=True)
    # Without a saved role, all roles are searched.
    expect(dialog(page).get_by_role("option")).not_to_have_count(0)
    expect(widen).to_have_count(0)
    jobs = {"bus-driver": "Bus driver", "nutrition": "Nutrition", "gone-since": "Gone"}
    page.evaluate(
        "(jobs) => localStorage.setItem('/repository/jobs', jobs)",
        json.dumps({"format": 1, "jobs": jobs}),
    )
    page.goto(f"{address}help/")
    options = dialog(page).get_by_role("option")
    search_button(page).click()
    for job, asked in (("bus-driver", "dispatch"), ("nutrition", "serving line")):
        dialog(page).locator("input").fill(asked)
        expect(dialog(page).locator(f"[href^='{address}{job}/']").first).to_be_visible()
        expect(widen).to_be_visible()
        found = options.evaluate_all("(all) => all.map((it) => it.href)")
        parts = [target.removeprefix(address).split("/", 1) for target in found]
        own = [place for job, place in parts if job != "help"]
        assert len(set(own)) == len(own)


def test_topic_index_replaces_the_search_without_scripts(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address + MODULE)
    search_button(page).click()
    expect(page.get_by_role("heading", name="Find it by topic")).to_be_in_viewport()
    topic = page.locator(".topics li").filter(has_text="meltdown")
    topic.get_by_role("link").first.click()
    assert page.url.startswith(f"{address}bus-driver/")
    assert "#" in page.url
    page.goto(f"{address}help/")
    search_button(page).click()
    assert page.url == address


def test_search_with_a_missing_script_links_to_the_topic_index(
    new_page: Callable[..., Page], address: str
) -> None:
    """This happens on a page that has been open since an earlier build."""
    page = new_page(may_complain=True)
    page.goto(address + MODULE)
    page.route("**/search-box.mjs", lambda route: route.fulfill(status=404))
    search_button(page).click()
    page.wait_for_url(f"{address}bus-driver/#_topics")


def test_enter_that_commits_an_input_method_opens_no_result(module: Page) -> None:
    search(module, WORD)
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
